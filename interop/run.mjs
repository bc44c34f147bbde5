// Starts the service once for each way that it signs, and lets every library check three tokens: a good one, one whose claims
// were changed, and one that somebody else signed. Prints a line for each check, a table, and how many checks passed.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import * as openid from 'openid-client'
import { startLatchkey, stopAll } from '../examples/test/processes.mjs'
import { foreign, signIn, tampered } from './tokens.mjs'
import { byJwks, bySecret } from './verifiers.mjs'

process.env.JWT_SECRET = randomBytes(32).toString('base64') // where an API would have it from

const ways = [
  ...['ES256', 'ES384', 'RS256', 'EdDSA'].map(algorithm => ({
    name: algorithm, algorithm, typ: 'JWT', verifiers: byJwks, env: { LATCHKEY_KEY_ALGORITHM: algorithm.toLowerCase() },
  })),
  { name: 'ES256, at+jwt', algorithm: 'ES256', typ: 'at+jwt', verifiers: byJwks, env: { LATCHKEY_TOKEN_TYPE: 'at-jwt' } },
  { name: 'RS256, at+jwt', algorithm: 'RS256', typ: 'at+jwt', verifiers: byJwks,
    env: { LATCHKEY_KEY_ALGORITHM: 'rs256', LATCHKEY_TOKEN_TYPE: 'at-jwt' } },
  { name: 'HS256', algorithm: 'HS256', typ: 'JWT', verifiers: bySecret,
    env: { LATCHKEY_KEY_SHARED_SECRET: process.env.JWT_SECRET } },
]
const count = { passed: 0, failed: 0 }
const oneLine = message => message.trim().replace(/\s+/g, ' ')

/** Says whether `run` went through; what it returns is told. */
async function check(what, run) {
  try {
    const seen = await run()
    count.passed++
    console.log(`ok    ${what}${seen ? `: ${oneLine(seen)}` : ''}`)
    return true
  } catch (error) {
    count.failed++
    console.log(`FAIL  ${what}: ${oneLine(error.message)}`)
    return false
  }
}

/** The verifier's words for its refusal, which must be those that were expected. */
async function refusal(verify, token, words) {
  const outcome = await verify(token).then(username => ({ username }), ({ message }) => ({ message }))
  assert.ok(outcome.message, `it accepts the token of ${outcome.username}`)
  assert.match(outcome.message, words)
  return outcome.message
}

/** What the table says about this library and this way. */
async function judge(way, verifier, tokens, expected) {
  const label = `${way.name}: ${verifier.name}`
  let verify
  if (!await check(`${label} is ready`, async () => { verify = await verifier.start(expected) })) return 'FAILED'
  const words = verifier.cannot?.(way)
  if (words) {
    const asExpected = await check(`${label} accepts none`, async () =>
      `cannot: ${await refusal(verify, tokens.good, words)}`)
    return asExpected ? 'cannot' : 'FAILED'
  }
  const results = [
    await check(`${label} accepts the token`, async () => assert.equal(await verify(tokens.good), tokens.username)),
    await check(`${label} refuses changed claims`, () => refusal(verify, tokens.tampered, verifier.refusal)),
    await check(`${label} refuses a foreign key`, () => refusal(verify, tokens.foreign, verifier.refusal)),
  ]
  return results.every(Boolean) ? 'yes' : 'FAILED'
}

async function checkToken({ name, algorithm, typ }, token, issuer) {
  const header = decodeProtectedHeader(token)
  const jwks = await (await fetch(`${issuer}/.well-known/jwks.json`)).text()
  const key = JSON.parse(jwks).keys.find(({ kid }) => kid === header.kid)
  await check(`${name}: the token's header says so`, () => assert.deepEqual([header.alg, header.typ], [algorithm, typ]))
  if (algorithm === 'HS256') {
    await check(`${name}: the secret is not in the JWKS`, () => {
      assert.equal(key, undefined)
      assert.doesNotMatch(jwks, /"oct"|"k":/)
      assert.ok(!jwks.includes(process.env.JWT_SECRET))
    })
  } else {
    await check(`${name}: the JWKS has its key`, () => assert.equal(key?.alg, algorithm))
  }
  if (typ === 'at+jwt') {
    await check(`${name}: it has a client_id`, () => assert.equal(decodeJwt(token).client_id, 'latchkey'))
  }
}

/** openid-client finds the metadata and sends a token, but there is nobody whom it could ask for one. */
async function tryClient(issuer, token) {
  const name = 'openid-client'
  const execute = [openid.allowInsecureRequests]
  const found = await openid.discovery(new URL(issuer), 'latchkey', undefined, openid.None(), { execute })
  await check(`${name} sends a token`, async () =>
    assert.equal((await openid.fetchProtectedResource(found, token, new URL(`${issuer}/auth/me`), 'GET')).status, 200))
  await check(`${name} gets none`, () => refusal(refresh => openid.refreshTokenGrant(found, refresh), 'any', /"as.token_endpoint"/))
}

/** The settings of a way as the page writes them: what is so by default is not said, and a secret is not shown. */
function spoken({ LATCHKEY_KEY_SHARED_SECRET: secret, ...others }) {
  const said = Object.entries(others).map(pair => pair.join('=')).filter(each => each !== 'LATCHKEY_KEY_ALGORITHM=es256')
  return [...said, ...secret ? ['LATCHKEY_KEY_SHARED_SECRET=…'] : []].join(', ')
}

/** docs/resource-servers.md promises what was seen here: each library has a row, and says yes with the settings of its row. */
async function checkPage(rows) {
  const page = readFileSync(new URL('../docs/resource-servers.md', import.meta.url), 'utf8')
  const table = page.split('\n').filter(line => /^\| [^-]/.test(line)).slice(1).map(line => line.split(/ *\| */).slice(1, 3))
  assert.deepEqual(table.map(([library]) => library).sort(), [...byJwks, ...bySecret].map(({ name }) => name).sort())
  for (const [library, cell] of table) {
    const settings = [...cell.matchAll(/`(LATCHKEY_[^`]+)`/g)].map(match => match[1]).join(', ')
    await check(`the page is right: ${library} with ${settings || 'no setting'}`, () => {
      const way = ways.find(({ env }) => spoken(env) === settings)
      assert.equal(rows.find(([name]) => name === way?.name)?.[1][library], 'yes')
    })
  }
}

async function tryOut(way) {
  const { url: issuer } = await startLatchkey(way.env)
  const { username, token } = await signIn(issuer)
  await checkToken(way, token, issuer)
  const tokens = { username, good: token, tampered: tampered(token), foreign: await foreign(token) }
  const expected = { issuer, audience: 'latchkey', algorithm: way.algorithm, typ: way.typ }
  if (way.name === 'ES256') await tryClient(issuer, token)
  const outcomes = await Promise.all(way.verifiers.map(async verifier =>
    [verifier.name, await judge(way, verifier, tokens, expected)]))
  return [way.name, Object.fromEntries(outcomes)]
}

function printTable(rows) {
  const names = [...byJwks, ...bySecret].map(({ name }) => name)
  const line = cells => console.log(`| ${cells.join(' | ')} |`)
  console.log()
  line(['', ...names])
  line(['---', ...names.map(() => '---')])
  for (const [way, outcomes] of rows) line([way, ...names.map(name => outcomes[name] ?? '')])
  console.log()
}

const rows = []
for (const way of ways) {
  await check(`${way.name} was tried`, async () => { rows.push(await tryOut(way)) })
  await stopAll()
}
await check('docs/resource-servers.md was compared', () => checkPage(rows))
printTable(rows)
console.log(`${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed > 0 ? 1 : 0
