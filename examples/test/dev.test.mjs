// F3, F5, F11: dev mode as README starts it, called by the pages of other ports, and ended by Ctrl-C.
import assert from 'node:assert/strict'
import { readFileSync, rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { at, blocks } from './markdown.mjs'
import { freePort, startDevMode, stopAll } from './processes.mjs'

const person = { username: 'alice', password: 'a raven on a writing desk' }
const printed = blocks('README.md')[0].text
const database = 'examples/test/target/dev'
let dev, management

before(async () => {
  const [, command] = /^(\.\/mvnw quarkus:dev) +#/m.exec(printed)
  management = await freePort()
  rmSync(at(database), { recursive: true, force: true })
  dev = await startDevMode(command.split(' '), {
    QUARKUS_MANAGEMENT_PORT: String(management), QUARKUS_EMBEDDED_POSTGRESQL_DATA_DIR: database,
  })
  assert.equal((await post('/auth/register', person)).status, 201)
})
after(stopAll)

const post = (path, body, headers = {}) => fetch(dev.url + path, {
  method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body),
})

const preflight = origin => fetch(`${dev.url}/auth/login`, {
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
})

const allowed = answer => answer.headers.get('access-control-allow-origin')

const local = () => ['http://localhost:5173', 'http://localhost:3000', 'http://127.0.0.1:8081', 'http://localhost',
  `http://localhost:${management}`, dev.url]

test('F3: pages of every port of this machine sign in and read refusals in dev mode', async () => {
  for (const origin of local()) {
    assert.deepEqual([(await preflight(origin)).status, allowed(await preflight(origin))], [200, origin])
    const answers = [await post('/auth/login', person, { origin }), await post('/auth/login', { ...person, password: 'no' }, { origin })]
    assert.deepEqual(answers.map(({ status }) => status), [200, 401])
    for (const answer of answers) {
      assert.equal(allowed(answer), origin)
      assert.equal(answer.headers.get('access-control-allow-credentials'), 'true')
    }
  }
})

test('F3: pages of other hosts are refused in dev mode, too, in words that are Latchkey\'s', async () => {
  for (const origin of ['https://evil.example', 'http://localhost.evil.example:5173', 'http://192.0.2.1:5173', 'null']) {
    for (const answer of [await post('/auth/login', person, { origin }), await preflight(origin)]) {
      assert.deepEqual([answer.status, allowed(answer)], [403, null])
      assert.equal((await answer.json()).code, 'cross_origin')
    }
  }
})

test('F3: documents for all pages are for all pages in dev mode, too', async () => {
  for (const path of ['/latchkey.js', '/auth/rules', '/.well-known/jwks.json', '/.well-known/openid-configuration']) {
    for (const origin of ['http://localhost:5173', 'https://other.example']) {
      const answer = await fetch(dev.url + path, { headers: { origin } })
      assert.deepEqual([answer.status, allowed(answer)], [200, '*'], `${path} for ${origin}`)
    }
  }
})

test('F5: cookies of dev mode are those that Safari takes on localhost', async () => {
  const answer = await post('/auth/login', { ...person, transport: 'cookie' }, { origin: 'http://localhost:5173' })
  const cookies = answer.headers.getSetCookie()
  assert.ok(cookies.length > 0)
  for (const cookie of cookies) assert.doesNotMatch(cookie, /^__|; *secure/i)
})

test('Swagger UI is where CONTRIBUTING.md says, and not among the public routes', async () => {
  const [, url] = /Swagger UI: (http:\S+)/.exec(readFileSync(at('CONTRIBUTING.md'), 'utf8'))
  const { pathname, port } = new URL(url)
  assert.equal(port, '9000')
  const page = await fetch(`http://localhost:${management}${pathname}`)
  assert.equal(page.status, 200)
  assert.match(await page.text(), /swagger-ui/)
  assert.equal((await fetch(dev.url + pathname)).status, 404)
})

function isThere(pid) {
  try {
    return process.kill(pid, 0)
  } catch ({ code }) {
    assert.equal(code, 'ESRCH')
    return false
  }
}

test('F11: Ctrl-C ends dev mode and its database', async () => {
  const pid = Number(readFileSync(at(`${database}/postmaster.pid`), 'utf8').split('\n')[0])
  // a terminal sends it to all of the command's processes
  process.kill(-dev.child.pid, 'SIGINT')
  const deadline = Date.now() + 10_000
  while ((dev.child.exitCode === null && dev.child.signalCode === null) || isThere(pid)) {
    assert.ok(Date.now() < deadline, 'Maven or PostgreSQL is still there')
    await sleep(50)
  }
  await assert.rejects(fetch(dev.url))
})
