// Starts the service once for each way that it signs, and lets every library check three tokens: a good one, one whose claims
// were changed, and one that somebody else signed. Prints a line for each check, a table, and how many checks passed.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { startLatchkey, stopAll } from '../examples/test/processes.mjs'
import { foreign, signIn, tampered } from './tokens.mjs'
import { byJwks, bySecret } from './verifiers.mjs'

process.env.JWT_SECRET = randomBytes(32).toString('base64') // where an API would have it from

const ways = [
  ...['ES256', 'ES384', 'RS256', 'EdDSA'].map(algorithm => ({
    name: algorithm, algorithm, typ: 'JWT', verifiers: byJwks, env: { LATCHKEY_KEY_ALGORITHM: algorithm.toLowerCase() },
  })),
  { name: 'ES256, at+jwt', algorithm: 'ES256', typ: 'at+jwt', verifiers: byJwks, env: { LATCHKEY_TOKEN_TYPE: 'at-jwt' } },
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
  const words = verifier.cannot?.[way.name]
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

async function tryOut(way) {
  const { url: issuer } = await startLatchkey(way.env)
  const { username, token } = await signIn(issuer)
  await checkToken(way, token, issuer)
  const tokens = { username, good: token, tampered: tampered(token), foreign: await foreign(token) }
  const expected = { issuer, audience: 'latchkey', algorithm: way.algorithm, typ: way.typ }
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
printTable(rows)
console.log(`${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed > 0 ? 1 : 0
