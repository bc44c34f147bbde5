// An issuer of our own, for what Latchkey never signs: it publishes its key and the status lists that a test hands it.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { deflateSync } from 'node:zlib'

const LIST_BYTES = 131_072

const seconds = () => Math.floor(Date.now() / 1000)
const base64url = value => Buffer.from(value).toString('base64url')

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  const { crv, kty, x, y } = jwk
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
  return { privateKey, kid, jwk: { ...jwk, kid, use: 'sig', alg: 'ES256' } }
}

/** The bytes of a list in which the given indexes are revoked. */
export function listOf(...revoked) {
  const bytes = Buffer.alloc(LIST_BYTES)
  for (const index of revoked) bytes[index >> 3] |= 1 << (index & 7)
  return bytes
}

export class Issuer {
  #key = newKey()
  #server
  #lists = new Map()
  #requests = []

  static async start() {
    const issuer = new Issuer()
    issuer.#server = createServer((request, response) => issuer.#answer(request, response))
    issuer.#server.listen(0)
    await once(issuer.#server, 'listening')
    issuer.url = `http://localhost:${issuer.#server.address().port}`
    return issuer
  }

  async stop() {
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }

  /** Listens again, on the same port. */
  async resume() {
    this.#server.listen(new URL(this.url).port)
    await once(this.#server, 'listening')
  }

  /** Signs with its own key, or with one that nobody has published. */
  sign(header, claims, key = this.#key) {
    const parts = [{ alg: 'ES256', kid: this.#key.kid, ...header }, claims]
    const input = parts.map(part => base64url(JSON.stringify(part))).join('.')
    const signature = sign('sha256', Buffer.from(input), { key: key.privateKey, dsaEncoding: 'ieee-p1363' })
    return `${input}.${signature.toString('base64url')}`
  }

  forge(header, claims) {
    return this.sign(header, claims, newKey())
  }

  /** An access token as Latchkey makes them, but for the given claims. */
  token(claims = {}, header = {}) {
    const person = { sub: '01a20b41-4e7c-72a8-bbc6-995a4059c0e8', upn: 'alice', username: 'alice' }
    const rights = { groups: ['user'], permissions: ['account:read', 'account:write'] }
    const life = { iat: seconds(), exp: seconds() + 600, jti: crypto.randomUUID() }
    const all = { iss: this.url, aud: 'latchkey', ...person, ...rights, ...life, ...claims }
    return this.sign({ typ: 'JWT', ...header }, all)
  }

  /** The claim that names a bit of a list here. */
  status(name, idx = 0) {
    return { status: { status_list: { idx, uri: this.uri(name) } } }
  }

  uri(name) {
    return `${this.url}/auth/status-lists/${name}`
  }

  /** A status list token as Latchkey makes them, but for the given claims. */
  list(name, bytes = listOf(), claims = {}, header = {}) {
    return this.sign({ typ: 'statuslist+jwt', ...header }, this.listClaims(name, bytes, claims))
  }

  listClaims(name, bytes = listOf(), claims = {}) {
    const list = { bits: 1, lst: deflateSync(bytes).toString('base64url') }
    return { sub: this.uri(name), iat: seconds(), exp: seconds() + 270, ttl: 9, status_list: list, ...claims }
  }

  /** What a GET of the list is answered from now on: a token, with headers if need be; another status; 'silence'. */
  publish(name, answer) {
    this.#lists.set(`/auth/status-lists/${name}`, typeof answer === 'string' ? { token: answer } : answer)
  }

  /** The requests for a list so far: 'fetch', or 'ask again' with an If-None-Match. */
  requests(name) {
    return this.#requests.filter(({ url }) => url === `/auth/status-lists/${name}`).map(({ kind }) => kind)
  }

  get requestCount() {
    return this.#requests.length
  }

  #answer(request, response) {
    response.setHeader('cache-control', 'public, max-age=300')
    const json = body => response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    if (request.url === '/.well-known/jwks.json') return json({ keys: [this.#key.jwk] })
    if (request.url === '/.well-known/openid-configuration') {
      const jwksUrl = `${this.url}/.well-known/jwks.json`
      return json({ issuer: this.url, jwks_uri: jwksUrl, subject_types_supported: ['public'] })
    }
    const { token, status, headers = {} } = this.#lists.get(request.url) ?? { status: 404 }
    const etag = `"${createHash('sha256').update(token ?? '').digest('hex').slice(0, 32)}"`
    const isKnown = token !== undefined && request.headers['if-none-match'] === etag
    this.#requests.push({ url: request.url, kind: isKnown ? 'ask again' : 'fetch' })
    if (token === 'silence') return
    if (token === undefined) return response.writeHead(status, headers).end()
    const caching = { etag, 'cache-control': 'public, max-age=9', ...headers }
    if (isKnown) return response.writeHead(304, caching).end()
    response.writeHead(200, { 'content-type': 'application/statuslist+jwt', ...caching }).end(token)
  }
}
