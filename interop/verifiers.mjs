// The libraries. Each is told what to expect and gives a function from a token to the user's name, which throws for a token
// that is refused. `refusal` is how it words that a signature is wrong; `cannot`, what it says where it
// is known to refuse even a good token.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expressjwt } from 'express-jwt'
import fastify from 'fastify'
import fastifyJwtJwks from 'fastify-jwt-jwks'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import jwksRsa from 'jwks-rsa'
import * as oauth from 'oauth4webapi'
import passportJwt from 'passport-jwt'
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

/** express-jwt, with the keys or with the secret, without the server around it. */
const expressJwt = secretOf => async ({ issuer, audience, algorithm }) => {
  const check = expressjwt({ secret: secretOf(issuer), issuer, audience, algorithms: [algorithm] })
  return async token => {
    const request = { headers: { authorization: `Bearer ${token}` } }
    await new Promise((resolve, reject) => check(request, {}, error => error ? reject(error) : resolve()))
    return request.auth.upn
  }
}

/** passport-jwt, without Passport around it: a strategy calls what Passport puts into it. */
async function passport({ issuer, audience, algorithm }) {
  const secretOrKeyProvider = jwksRsa.passportJwtSecret({ jwksUri: jwksUri(issuer) })
  const jwtFromRequest = passportJwt.ExtractJwt.fromAuthHeaderAsBearerToken()
  const options = { secretOrKeyProvider, jwtFromRequest, issuer, audience, algorithms: [algorithm] }
  const strategy = new passportJwt.Strategy(options, (claims, done) => done(null, claims))
  return token => new Promise((resolve, reject) => {
    const fail = reason => reject(reason instanceof Error ? reason : new Error(String(reason)))
    const run = Object.assign(Object.create(strategy), { success: claims => resolve(claims.upn), fail, error: fail })
    run.authenticate({ headers: { authorization: `Bearer ${token}` } })
  })
}

/** The plugin in a server that has no port: Fastify can be handed a request. */
const fastifyWith = options => async ({ issuer, audience }) => {
  const app = fastify()
  await app.register(fastifyJwtJwks, { issuer, audience, ...options(issuer) })
  app.get('/', { preValidation: app.authenticate }, async request => request.user.upn)
  await app.ready()
  return async token => {
    const { statusCode, body } = await app.inject({ url: '/', headers: { authorization: `Bearer ${token}` } })
    if (statusCode === 200) return body
    throw new Error(`${statusCode}, ${JSON.parse(body).message}`)
  }
}

async function oauth4webapi({ issuer, audience }) {
  const options = { algorithm: 'oauth2', [oauth.allowInsecureRequests]: true } // it is http://localhost here
  const server = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), options))
  return async token => {
    const request = new Request(issuer, { headers: { authorization: `Bearer ${token}` } })
    return (await oauth.validateJwtAccessToken(server, request, audience, options)).upn
  }
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

// what OpenSSL's newer curves are called by Node, and by hardly anybody else
const ED25519 = /Unknown key type "ed25519"/

export const byJwks = [
  { name: 'jose', start: jose, refusal: /^signature verification failed$/ },
  { name: 'jsonwebtoken + jwks-rsa', start: jsonwebtokenWithJwksRsa, refusal: /^invalid signature$/,
    cannot: ({ algorithm }) => algorithm === 'EdDSA' && ED25519 },
  { name: 'express-jwt + jwks-rsa', start: expressJwt(issuer => jwksRsa.expressJwtSecret({ jwksUri: jwksUri(issuer) })),
    refusal: /^invalid signature$/, cannot: ({ algorithm }) => algorithm === 'EdDSA' && ED25519 },
  { name: 'passport-jwt + jwks-rsa', start: passport, refusal: /invalid signature$/,
    cannot: ({ algorithm }) => algorithm === 'EdDSA' && ED25519 },
  { name: 'fastify-jwt-jwks', start: fastifyWith(issuer => ({ jwksUrl: jwksUri(issuer) })), refusal: /^401, /,
    cannot: ({ algorithm }) => algorithm.startsWith('ES') && /^401, .*algorithm/i },
  { name: 'oauth4webapi', start: oauth4webapi, refusal: /^JWT signature verification failed$/,
    cannot: ({ typ }) => typ === 'JWT' && /unexpected JWT "typ" header parameter value/ },
  { name: 'Spring Boot', refusal: /^401, .*Invalid signature/,
    start: server('spring', 'interop/spring/target/latchkey-interop-spring-0.1.0-SNAPSHOT.jar'),
    cannot: ({ algorithm, typ }) => algorithm === 'EdDSA' && /^401, .*Failed to find any algorithms from the JWK set/
      || typ === 'at+jwt' && /^401, .*typ value needs to be one of \[JWT\]/ },
  { name: 'Quarkus', refusal: /^401, .*InvalidJwtSignatureException/,
    start: server('quarkus', 'interop/quarkus/target/quarkus-app/quarkus-run.jar') },
  { name: 'jwcrypto', start: jwcrypto, refusal: /^InvalidJWSSignature/ },
]

export const bySecret = [
  { name: 'jsonwebtoken + secret', start: jsonwebtokenWithSecret, refusal: /^invalid signature$/ },
  { name: 'express-jwt + secret', start: expressJwt(() => process.env.JWT_SECRET), refusal: /^invalid signature$/ },
  { name: 'fastify-jwt-jwks + secret', start: fastifyWith(() => ({ secret: process.env.JWT_SECRET })), refusal: /^401, / },
]
