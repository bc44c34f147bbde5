// Runs the three APIs, first against an issuer of our own that tells lies, then against the real service: sign in, log
// out, outage. Prints a line for each check, how long each logout took to be seen, and how many checks passed.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { runAll } from './hostile.mjs'
import { Issuer } from './issuer.mjs'
import { apis, startApi, startLatchkey, stop, stopAll } from './processes.mjs'

const BOUND = 10 // seconds: LATCHKEY_SESSION_REVOCATION_DELAY by default
const POLLING = 1
const ROUNDS = 3 // logouts of each API, begun at different ages of its list
const names = Object.keys(apis)
const count = { passed: 0, failed: 0 }

async function check(what, run) {
  try {
    const seen = await run()
    count.passed++
    console.log(`ok    ${what}${seen ? `: ${seen}` : ''}`)
  } catch (error) {
    count.failed++
    console.log(`FAIL  ${what}: ${error.message.replace(/\s+/g, ' ')}`)
  }
}

async function hello(api, token) {
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  const answer = await fetch(api.url, { headers, signal: AbortSignal.timeout(20_000) })
  return { status: answer.status, challenge: answer.headers.get('www-authenticate'), body: await answer.text() }
}

/** Whether the API lets a token in; an answer that is neither yes nor 401 is a fault. */
async function accepts(api, token) {
  const { status, body } = await hello(api, token)
  assert.ok(status === 200 || status === 401, `the answer is ${status} ${body}`)
  return status === 200
}

/** On a busy machine the first answers of a JVM, ours or Latchkey's, may take longer than a verifier waits. */
async function warmUp(api, token) {
  for (const deadline = Date.now() + 60_000; !await accepts(api, token); await sleep(1_000)) {
    assert.ok(Date.now() < deadline, `${api.name} refuses a good token`)
  }
}

async function permissionIsNeeded(issuer, api, list) {
  issuer.publish(list, issuer.list(list))
  const { status } = await hello(api, issuer.token({ ...issuer.status(list), permissions: ['account:write'] }))
  assert.equal(status, 403)
}

/** APIs may start before Latchkey does; that they recover is seen by everything that they accept afterwards. */
async function startBefore(issuer) {
  await issuer.stop()
  const started = await Promise.all(names.map(name => startApi(name, issuer.url)))
  await Promise.all(started.map(api => check(`${api.name} starts without Latchkey, and refuses a token`, async () =>
    assert.equal(await accepts(api, issuer.token(issuer.status('0'))), false))))
  await issuer.resume()
  return started
}

async function againstLies() {
  const issuer = await Issuer.start()
  try {
    const started = await startBefore(issuer)
    await Promise.all(started.map(async api => {
      issuer.publish('warm', issuer.list('warm'))
      await warmUp(api, issuer.token(issuer.status('warm')))
      await runAll(issuer, token => accepts(api, token), api.name, (name, run) => check(`${api.name} ${name}`, run))
      const list = `${api.name}-permission`
      await check(`${api.name} answers 403 without account:read`, () => permissionIsNeeded(issuer, api, list))
    }))
    await stopAll()
  } finally {
    await issuer.stop()
  }
}

async function post(url, body, status) {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (answer.status !== status) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  return status === 204 ? undefined : answer.json()
}

/** Registers somebody; gives a function that signs them in, each time with a new session. */
async function newPerson(latchkey) {
  const person = { username: `user-${randomUUID()}`, password: randomUUID() }
  await post(`${latchkey.url}/auth/register`, person, 201)
  return { ...person, signIn: () => post(`${latchkey.url}/auth/login`, person, 200) }
}

function tampered(token) {
  const [header, claims, signature] = token.split('.')
  const changed = { ...JSON.parse(Buffer.from(claims, 'base64url')), permissions: ['account:read', 'everything'] }
  return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.')
}

async function signedIn(api, person) {
  const { token } = await person.signIn()
  await warmUp(api, token)
  await check(`${api.name} greets who has just signed in`, async () => {
    const { status, body } = await hello(api, token)
    assert.equal(status, 200)
    assert.deepEqual(JSON.parse(body), { hello: person.username })
  })
  for (const [what, bad] of [['a tampered token', tampered(token)], ['no token'], ['a token that is none', 'a.b.c']]) {
    await check(`${api.name} answers 401 to ${what}`, async () => {
      const { status, challenge } = await hello(api, bad)
      assert.equal(status, 401)
      assert.match(challenge, /^Bearer/)
    })
  }
  return token
}

/** Logs a session out and asks the API until it refuses the token. */
async function logout(latchkey, api, person, round) {
  const { token, refreshToken } = await person.signIn()
  let seconds
  await check(`${api.name} refuses a token within ${BOUND} s of its logout, round ${round}`, async () => {
    assert.equal(await accepts(api, token), true, 'it was not good before')
    await post(`${latchkey.url}/auth/logout`, { refreshToken }, 204)
    const began = performance.now()
    const elapsed = () => (performance.now() - began) / 1000
    while (await accepts(api, token)) {
      assert.ok(elapsed() < BOUND + POLLING, `it is good ${elapsed().toFixed(1)} s later`)
      await sleep(200)
    }
    seconds = elapsed()
    return `${seconds.toFixed(1)} s`
  })
  return { token, seconds }
}

async function logouts(latchkey, api, person) {
  return Promise.all(Array.from({ length: ROUNDS }, async (_, round) => {
    await sleep(round * 3_000)
    return logout(latchkey, api, person, round + 1)
  }))
}

/** Asks once a second whether the one is let in and none of the others is. */
async function watch(api, kept, ended, duration) {
  for (const end = Date.now() + duration; Date.now() < end; await sleep(1_000)) {
    assert.equal(await accepts(api, kept), true, 'the session that is open was refused')
    for (const { token } of ended) assert.equal(await accepts(api, token), false, 'a session that has ended was let in')
  }
}

async function againstLatchkey() {
  const latchkey = await startLatchkey()
  const started = await Promise.all(names.map(name => startApi(name, latchkey.url)))
  const seen = await Promise.all(started.map(async api => {
    const person = await newPerson(latchkey)
    const kept = await signedIn(api, person)
    return { api, kept, ended: await logouts(latchkey, api, person) }
  }))
  const past = (BOUND + 2) * 1000
  await Promise.all(seen.map(({ api, kept, ended }) =>
    check(`${api.name} goes on refusing them, and lets another session of the person in`, () =>
      watch(api, kept, ended, past))))
  await stop(latchkey)
  await check('Latchkey is stopped', () => assert.rejects(fetch(latchkey.url)))
  await Promise.all(seen.map(({ api, kept, ended }) =>
    check(`${api.name} does so with the list in hand while Latchkey is stopped`, () =>
      watch(api, kept, ended, past))))
  await stopAll()
  return seen
}

function printTable(seen) {
  console.log(`\nseconds from the logout until the token was refused (promised: ${BOUND})`)
  for (const { api, ended } of seen) {
    const cells = ended.map(({ seconds }) => (seconds === undefined ? 'never' : seconds.toFixed(1)).padStart(6))
    console.log(`${api.name.padEnd(8)}${cells.join('')}`)
  }
  console.log()
}

try {
  await againstLies()
  printTable(await againstLatchkey())
} catch (error) {
  count.failed++
  console.log(`FAIL  the run broke off: ${error.stack}`)
} finally {
  await stopAll()
}
console.log(`${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed > 0 ? 1 : 0
