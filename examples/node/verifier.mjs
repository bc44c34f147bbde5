// Says who a caller is by an access token of Latchkey, without asking Latchkey about it: signature, claims and, by the
// status list that Latchkey publishes (draft-ietf-oauth-status-list), that the session is open. It needs jose only.
import { inflateSync } from 'node:zlib'
import { createRemoteJWKSet, jwtVerify } from 'jose'

const ALGORITHMS = ['ES256']
const KEYS_MAX_AGE = 300_000 // milliseconds, as all times here
const PATIENCE = 3_000 // a Latchkey that hangs must not hang its APIs
const RETRY_AFTER = 1_000
const MAX_LIST_BYTES = 1 << 20 // eight times the size of Latchkey's

/** Makes a function from a token to its claims. It throws when the token is not good, or nobody can say that it is. */
export function createVerifier({ issuer, audience, jwksUrl = `${issuer}/.well-known/jwks.json` }) {
  // age renews the keys but does not drop them: an outage may be as long as the lists in hand last
  const keys = createRemoteJWKSet(new URL(jwksUrl), { cacheMaxAge: Infinity, timeoutDuration: PATIENCE })
  setInterval(() => keys.reload().catch(error => console.warn(`keys: ${error.message}`)), KEYS_MAX_AGE).unref()
  const expected = { algorithms: ALGORITHMS, typ: 'JWT', issuer, audience, requiredClaims: ['exp', 'status'] }
  const lists = new Map()

  async function fetchList(uri, { etag }) {
    const askedAt = performance.now()
    const headers = etag ? { 'if-none-match': etag } : {}
    const answer = await fetch(uri, { headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE) })
    // a cache on the way has used up some of the time that the list may be kept
    const keptUntil = ttl => askedAt + (ttl - Number(answer.headers.get('age'))) * 1000
    if (etag && answer.status === 304) return { keptUntil }
    if (answer.status !== 200) throw new Error(`the answer is ${answer.status}`)
    const options = { algorithms: ALGORITHMS, typ: 'statuslist+jwt', subject: uri, requiredClaims: ['exp', 'ttl'] }
    const { payload } = await jwtVerify(await answer.text(), keys, options)
    const { exp, ttl, status_list: { bits, lst } } = payload
    if (bits !== 1) throw new Error(`a status has ${bits} bits, not 1`)
    const bytes = inflateSync(Buffer.from(lst, 'base64url'), { maxOutputLength: MAX_LIST_BYTES })
    return { bytes, expiresAt: exp * 1000, ttl, etag: answer.headers.get('etag'), keptUntil }
  }

  async function renew(uri, list) {
    try {
      const { keptUntil, ...fetched } = await fetchList(uri, list)
      Object.assign(list, fetched)
      list.freshUntil = keptUntil(list.ttl)
    } catch (error) { // the list in hand goes on
      console.warn(`${uri}: ${error.message}`)
      list.freshUntil = performance.now() + RETRY_AFTER
    }
  }

  return async function verify(token) {
    const { payload } = await jwtVerify(token, keys, expected)
    const { idx, uri } = payload.status.status_list
    if (!uri.startsWith(`${issuer}/auth/status-lists/`)) throw new Error('the status list is not of this issuer')
    if (!lists.has(uri)) lists.set(uri, { freshUntil: -Infinity, expiresAt: -Infinity })
    const list = lists.get(uri)
    const isFresh = performance.now() < list.freshUntil
    if (!isFresh) await (list.renewal ??= renew(uri, list).finally(() => { list.renewal = undefined }))
    if (!(Date.now() < list.expiresAt)) throw new Error('there is no status list to ask')
    if (!Number.isInteger(idx) || idx < 0 || idx >= list.bytes.length * 8) throw new Error('idx is not in the list')
    if (list.bytes[idx >> 3] >> (idx & 7) & 1) throw new Error('the session has ended')
    return payload
  }
}
