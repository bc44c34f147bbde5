// A token of the service, and two that look like it and must be refused.
import { randomBytes, randomUUID } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, generateKeyPair, jwtVerify, SignJWT } from 'jose'

const RSA_BITS = 3072

async function post(url, body) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** Signs a new user in. */
export async function signIn(issuer) {
  const credentials = { username: `user-${randomUUID()}`, password: randomUUID() }
  await post(`${issuer}/auth/register`, credentials)
  const { token } = await post(`${issuer}/auth/login`, credentials)
  return { username: credentials.username, token }
}

/** Other claims under the same signature. */
export function tampered(token) {
  const [header, , signature] = token.split('.')
  const claims = JSON.stringify({ ...decodeJwt(token), groups: ['admin'] })
  return [header, Buffer.from(claims).toString('base64url'), signature].join('.')
}

async function foreignKeys(alg) {
  if (alg !== 'HS256') return generateKeyPair(alg, { modulusLength: RSA_BITS })
  const secret = randomBytes(32)
  return { privateKey: secret, publicKey: secret }
}

/** The same header, `kid` included, and the same claims, signed with a key of somebody else's. */
export async function foreign(token) {
  const header = decodeProtectedHeader(token)
  const { privateKey, publicKey } = await foreignKeys(header.alg)
  const forged = await new SignJWT(decodeJwt(token)).setProtectedHeader(header).sign(privateKey)
  // by its own key it is good: whoever refuses it does so for the key
  await jwtVerify(forged, publicKey, { algorithms: [header.alg] })
  return forged
}
