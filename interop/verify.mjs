// Signs a new user in at a running service and checks the token as other programs would: jose by the JWKS URL, jsonwebtoken
// with the PEM of the key. A tampered token must be refused by both.
import { createPublicKey, randomUUID } from 'node:crypto'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import jsonwebtoken from 'jsonwebtoken'

const base = process.env.BASE_URL ?? 'http://localhost:8080'
const expected = { issuer: process.env.ISSUER ?? base, audience: process.env.AUDIENCE ?? 'latchkey', algorithms: ['ES256'] }

async function post(path, body) {
  const answer = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

async function refused(what, check) {
  try {
    await check()
  } catch (error) {
    console.log(`${what} refuses the tampered token: ${error.message}`)
    return
  }
  throw new Error(`${what} accepted a tampered token`)
}

const username = `user-${randomUUID()}`
const password = randomUUID()
await post('/auth/register', { username, password })
const { token } = await post('/auth/login', { username, password })
const [header, , signature] = token.split('.')
const claims = { ...jsonwebtoken.decode(token), groups: ['admin'] }
const tampered = [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')

const jwks = createRemoteJWKSet(new URL('/.well-known/jwks.json', base))
const { payload } = await jwtVerify(token, jwks, expected)
if (payload.upn !== username) throw new Error('jose reads another user name')
console.log(`jose accepts the token of ${payload.upn}: groups ${payload.groups}, permissions ${payload.permissions}`)
await refused('jose', () => jwtVerify(tampered, jwks, expected))

const { keys } = await (await fetch(base + '/.well-known/jwks.json')).json()
const jwk = keys.find(({ kid }) => kid === decodeProtectedHeader(token).kid)
const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
const verified = jsonwebtoken.verify(token, pem, expected)
if (verified.upn !== username) throw new Error('jsonwebtoken reads another user name')
console.log(`jsonwebtoken accepts it with the PEM: ${pem.split('\n')[0]}`)
await refused('jsonwebtoken', () => jsonwebtoken.verify(tampered, pem, expected))
