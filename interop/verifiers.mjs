// The libraries. Each is told what to expect and gives a function from a token to the user's name, which throws for a token
// that is refused. `refusal` is how it words that a signature is wrong; `cannot`, what it says where it
// is known to refuse even a good token.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import jwksRsa from 'jwks-rsa'
import { java, startServer } from '../examples/test/processes.mjs'

const script = fileURLToPath(new URL('verify.py', import.meta.url))
const jwksUri = issuer => `${issuer}/.well-known/jwks.json`

async function jose({ issuer, audience, algorithm, typ }) {
  const keys = createRemoteJWKSet(new URL(jwksUri(issuer)))
  const expected = { issuer, audience, typ, algorithms: [algorithm] }
  return async token => (await jwtVerify(token, keys, expected)).payload.upn
}

async function jsonwebtokenWithJwksRsa({ issuer, audience, algorithm }) {
  const client = jwksRsa({ jwksUri: jwksUri(issuer) })
  const keyOf = ({ kid }, done) => client.getSigningKey(kid).then(key => done(null, key.getPublicKey()), done)
  const verify = promisify(jsonwebtoken.verify)
  return async token => (await verify(token, keyOf, { issuer, audience, algorithms: [algorithm] })).upn
}

async function jsonwebtokenWithSecret({ issuer, audience }) {
  const expected = { issuer, audience, algorithms: ['HS256'] }
  return async token => jsonwebtoken.verify(token, process.env.JWT_SECRET, expected).upn
}

/** Why a server refused: it tells the caller, or only what it has added to its log since. */
function reason(answer, log, start) {
  const description = /error_description="([^"]*)"/.exec(answer.headers.get('www-authenticate'))?.[1]
  const causes = readFileSync(log).subarray(start).toString().match(/(?<=^Caused by: ).{1,120}/gm)
  return `${answer.status}, ${description ?? causes?.at(-1) ?? 'without a reason'}`
}

/** A server of its own; the name is what it answers with. */
const server = (name, jar) => async ({ issuer, algorithm }) => {
  // SmallRye knows EdDSA by the name of its constant only
  const env = { LATCHKEY_ISSUER: issuer, ALGORITHM: algorithm.toUpperCase() }
  const { url, log } = await startServer(`interop-${name}`, [java, '-jar', jar], '/', env)
  return async token => {
    const start = statSync(log).size
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(20_000) })
    const body = await answer.text()
    if (answer.ok) return body
    throw new Error(reason(answer, log, start))
  }
}

async function jwcrypto({ issuer, audience, algorithm }) {
  return async token => {
    const child = spawn(process.env.PYTHON, [script, issuer, audience, algorithm])
    child.stdin.end(token)
    const [output, faults, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    if (status === 0) return JSON.parse(output).upn
    throw new Error(status === 2 ? output : faults)
  }
}

export const byJwks = [
  { name: 'jose', start: jose, refusal: /^signature verification failed$/ },
  { name: 'jsonwebtoken + jwks-rsa', start: jsonwebtokenWithJwksRsa, refusal: /^invalid signature$/,
    cannot: { EdDSA: /^Unknown key type "ed25519"/ } },
  { name: 'Spring Boot', refusal: /^401, .*Invalid signature/,
    start: server('spring', 'interop/spring/target/latchkey-interop-spring-0.1.0-SNAPSHOT.jar'),
    cannot: {
      EdDSA: /^401, .*Failed to find any algorithms from the JWK set/,
      'ES256, at+jwt': /^401, .*typ value needs to be one of \[JWT\]/,
    } },
  { name: 'Quarkus', refusal: /^401, .*InvalidJwtSignatureException/,
    start: server('quarkus', 'interop/quarkus/target/quarkus-app/quarkus-run.jar') },
  { name: 'jwcrypto', start: jwcrypto, refusal: /^InvalidJWSSignature/ },
]

export const bySecret = [
  { name: 'jsonwebtoken + secret', start: jsonwebtokenWithSecret, refusal: /^invalid signature$/ },
]
