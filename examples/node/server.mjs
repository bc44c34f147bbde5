// An API: GET /hello greets whoever may read their account.
import { createServer } from 'node:http'
import { createVerifier } from './verifier.mjs'

const port = Number(process.env.PORT ?? 8081)
const verify = createVerifier({
  issuer: process.env.LATCHKEY_ISSUER ?? 'http://localhost:8080',
  audience: process.env.LATCHKEY_TOKEN_AUDIENCE ?? 'latchkey',
})

function send(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers })
  response.end(JSON.stringify(body))
}

async function hello(request, response) {
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (!token) return send(response, 401, { code: 'unauthorized' }, { 'www-authenticate': 'Bearer' })
  try {
    const { upn, permissions } = await verify(token)
    if (permissions?.includes('account:read')) return send(response, 200, { hello: upn })
    send(response, 403, { code: 'forbidden' }, { 'www-authenticate': 'Bearer error="insufficient_scope"' })
  } catch (error) {
    console.warn(`refused: ${error.message}`)
    send(response, 401, { code: 'invalid_token' }, { 'www-authenticate': 'Bearer error="invalid_token"' })
  }
}

createServer((request, response) => {
  if (request.method === 'GET' && request.url === '/hello') return hello(request, response)
  send(response, 404, { code: 'not_found' })
}).listen(port, () => console.log(`http://localhost:${port}/hello`))
