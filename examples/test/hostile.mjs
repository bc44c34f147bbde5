// What every verifier must accept or refuse, whatever it is written in. A scenario is given an issuer, `accepts`, which
// hands a token to the verifier under test and says whether it was let in, and the name of a list of its own.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Issuer, listOf } from './issuer.mjs'

const past = { iat: 1_700_000_000, exp: 1_700_003_600 }

/** One token each; it is to be refused unless `accepted` says otherwise. */
const tokens = [
  { what: 'a bit that is not set', accepted: true, token: (issuer, name) => {
    issuer.publish(name, issuer.list(name, listOf(6, 8)))
    return issuer.token(issuer.status(name, 7))
  } },
  { what: 'the last bit of a list that does not compress', accepted: true, token: (issuer, name) => {
    const bytes = randomBytes(131_072)
    bytes[131_071] = 0
    issuer.publish(name, issuer.list(name, bytes))
    return issuer.token(issuer.status(name, 1_048_575))
  } },
  { what: 'a bit that is set', token: (issuer, name) => {
    issuer.publish(name, issuer.list(name, listOf(7)))
    return issuer.token(issuer.status(name, 7))
  } },
  ...[1_048_576, 2 ** 32, 2 ** 35, 2 ** 53, -1, -8, 0.5, 1e300, '0', null].map(idx => ({
    what: `the index ${JSON.stringify(idx)}`, token: (issuer, name) => {
      issuer.publish(name, issuer.list(name))
      return issuer.token(issuer.status(name, idx))
    },
  })),
  { what: 'a token without a status', token: issuer => issuer.token() },
  { what: 'a status that is a string', token: issuer => issuer.token({ status: 'good' }) },
  { what: 'a status without a list', token: issuer => issuer.token({ status: {} }) },
  { what: 'a uri that is a number', token: issuer => issuer.token({ status: { status_list: { idx: 0, uri: 7 } } }) },
  { what: 'a list that does not exist', token: (issuer, name) => issuer.token(issuer.status(name)) },
  { what: 'a list that is expired', answer: (issuer, name) => issuer.list(name, listOf(), past) },
  { what: 'a list without exp', answer: (issuer, name) => issuer.list(name, listOf(), { exp: undefined }) },
  { what: 'a list without ttl', answer: (issuer, name) => issuer.list(name, listOf(), { ttl: undefined }) },
  { what: 'a list of typ JWT', answer: (issuer, name) => issuer.list(name, listOf(), {}, { typ: 'JWT' }) },
  { what: 'a list without typ', answer: (issuer, name) => issuer.list(name, listOf(), {}, { typ: undefined }) },
  { what: 'another list under this uri', answer: issuer => issuer.list('other') },
  { what: 'a list signed by somebody else', answer: (issuer, name) =>
    issuer.forge({ typ: 'statuslist+jwt' }, issuer.listClaims(name)) },
  { what: 'a list that is not signed', answer: (issuer, name) =>
    issuer.list(name, listOf(), {}, { alg: 'none' }).replace(/[^.]*$/, '') },
  { what: 'a list of two bits for each', answer: (issuer, name) => {
    const claims = issuer.listClaims(name)
    return issuer.list(name, listOf(), { status_list: { ...claims.status_list, bits: 2 } })
  } },
  { what: 'a list that is cut short', answer: (issuer, name) => {
    const { status_list: { lst } } = issuer.listClaims(name, randomBytes(4096))
    return issuer.list(name, listOf(), { status_list: { bits: 1, lst: lst.slice(0, 1024) } })
  } },
  { what: 'a list of 64 MiB', idx: 2 ** 29 - 1, answer: (issuer, name) => issuer.list(name, Buffer.alloc(2 ** 26)) },
  { what: 'an answer that is no token', answer: () => 'good' },
  { what: 'a token of another audience', good: { aud: 'somebody-else' } },
  { what: 'a token of another issuer', good: { iss: 'http://localhost:1' } },
  { what: 'a token that is expired', good: past },
  { what: 'a token of somebody else\'s key', token: (issuer, name) => {
    issuer.publish(name, issuer.list(name))
    const claims = { iss: issuer.url, aud: 'latchkey', upn: 'alice', iat: past.iat, exp: 4e9, ...issuer.status(name) }
    return issuer.forge({ typ: 'JWT' }, claims)
  } },
  { what: 'a list in place of a token', token: (issuer, name) => issuer.list(name) },
].map(withToken)

/** A case may give the list's answer, or what is wrong with a token of a good list, in place of the token. */
function withToken({ what, accepted = false, idx = 0, answer, good, token }) {
  const build = token ?? ((issuer, name) => {
    issuer.publish(name, answer ? answer(issuer, name) : issuer.list(name))
    return issuer.token({ ...issuer.status(name, idx), ...good })
  })
  return { name: accepted ? `accepts ${what}` : `refuses ${what}`, run: async (issuer, accepts, list) => {
    assert.equal(await accepts(build(issuer, list)), accepted)
  } }
}

/** Nothing of a stranger's is fetched, however the uri is dressed up, nor where an answer of our own sends us. */
async function strangersAreNotCalled(issuer, accepts, list) {
  const stranger = await Issuer.start()
  try {
    const { host } = new URL(stranger.url)
    issuer.publish(list, { status: 302, headers: { location: stranger.uri('0') } })
    stranger.publish('0', stranger.list('0'))
    const dressedUp = [`${issuer.url}@${host}/auth/status-lists/0`, `//${host}/auth/status-lists/0`]
    for (const uri of [stranger.uri('0'), ...dressedUp, issuer.uri(list)]) {
      assert.equal(await accepts(issuer.token({ status: { status_list: { idx: 0, uri } } })), false, uri)
    }
    assert.equal(stranger.requestCount, 0)
  } finally {
    await stranger.stop()
  }
}

async function manyCallersFetchOnce(issuer, accepts, list) {
  issuer.publish(list, issuer.list(list))
  const tokens = Array.from({ length: 20 }, (_, idx) => issuer.token(issuer.status(list, idx)))
  assert.deepEqual(await Promise.all(tokens.map(accepts)), tokens.map(() => true))
  assert.deepEqual(issuer.requests(list), ['fetch'])
}

/** A list is kept for its ttl, then asked for by its ETag; a new one is read. */
async function listsAge(issuer, accepts, list) {
  const token = issuer.token(issuer.status(list, 7))
  issuer.publish(list, issuer.list(list, listOf(), { ttl: 4 }))
  assert.equal(await accepts(token), true)
  assert.equal(await accepts(token), true)
  assert.deepEqual(issuer.requests(list), ['fetch'], 'a fresh list is not asked for again')
  await sleep(4_100)
  assert.equal(await accepts(token), true)
  assert.deepEqual(issuer.requests(list), ['fetch', 'ask again'])
  await sleep(1_100)
  assert.equal(await accepts(token), true)
  assert.equal(issuer.requests(list).length, 2, 'the answer that it is the same makes it fresh again')
  issuer.publish(list, issuer.list(list, listOf(7), { ttl: 4 }))
  await sleep(4_100)
  assert.equal(await accepts(token), false, 'the session has ended')
}

async function outagesAreOutlivedUntilExp(issuer, accepts, list) {
  const token = issuer.token(issuer.status(list, 7))
  const exp = Math.floor(Date.now() / 1000) + 15
  issuer.publish(list, issuer.list(list, listOf(), { ttl: 1, exp }))
  assert.equal(await accepts(token), true)
  issuer.publish(list, { status: 503 })
  await sleep(1_100)
  assert.equal(await accepts(token), true, 'the list in hand goes on')
  issuer.publish(list, issuer.forge({ typ: 'statuslist+jwt' }, issuer.listClaims(list, listOf(7))))
  await sleep(1_100)
  assert.equal(await accepts(token), true, 'a forged list does not take its place')
  assert.ok(Date.now() < exp * 1000, 'it was too slow to tell')
  issuer.publish(list, { status: 503 })
  await sleep(exp * 1000 - Date.now() + 100)
  assert.equal(await accepts(token), false, 'the list has expired')
  issuer.publish(list, issuer.list(list))
  await sleep(1_100)
  assert.equal(await accepts(token), true, 'Latchkey is back')
}

/** An issuer that takes the call and says nothing must not hold a caller for long. */
async function silenceIsNotWaitedFor(issuer, accepts, list) {
  issuer.publish(list, 'silence')
  const began = Date.now()
  assert.equal(await accepts(issuer.token(issuer.status(list))), false)
  assert.ok(Date.now() - began < 8_000, 'three seconds are enough; the rest is for a machine that is busy')
}

async function timeOnTheWayCounts(issuer, accepts, list) {
  const token = issuer.token(issuer.status(list))
  issuer.publish(list, { token: issuer.list(list), headers: { age: '9' } })
  assert.equal(await accepts(token), true)
  assert.equal(await accepts(token), true)
  assert.equal(issuer.requests(list).length, 2)
}

/** Those of a stage may run at the same time; the next waits, so that what is about seconds is not disturbed. */
const stages = [
  [
    ...tokens,
    { name: 'calls no stranger', run: strangersAreNotCalled },
    { name: 'fetches a list once for many callers', run: manyCallersFetchOnce },
    { name: 'counts the time that a list spent in a cache', run: timeOnTheWayCounts },
  ],
  [
    { name: 'keeps a list for its ttl, then asks by its ETag', run: listsAge },
    { name: 'goes on with the list in hand until its exp, then refuses', run: outagesAreOutlivedUntilExp },
  ],
  [{ name: 'does not wait long for an issuer that hangs', run: silenceIsNotWaitedFor }],
]

/** Runs all; `perform` is given a scenario's name and how to run it. */
export async function runAll(issuer, accepts, lists, perform) {
  for (const stage of stages) {
    await Promise.all(stage.map(({ name, run }) =>
      perform(name, () => run(issuer, accepts, `${lists}-${name.replaceAll(/\W/g, '-')}`))))
  }
}
