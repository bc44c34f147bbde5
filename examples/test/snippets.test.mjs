// F1: the APIs of docs/resource-servers.md become fresh projects, made of what it prints and nothing else, and are called with
// tokens that are right, that lack the permission, and that are wrong.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { Issuer } from './issuer.mjs'
import { at, blocks } from './markdown.mjs'
import { java, startLatchkey, startServer, stop, stopAll } from './processes.mjs'
import { mavenProject } from './projects.mjs'

const fresh = at('examples/test/target/fresh/')
const printed = blocks('docs/resource-servers.md', '## How an API checks the token')
let latchkey, person

before(async () => {
  rmSync(fresh, { recursive: true, force: true })
  latchkey = await startLatchkey()
  const credentials = { username: 'alice', password: 'a raven on a writing desk' }
  await post('/auth/register', credentials)
  person = await post('/auth/login', credentials)
})
after(stopAll)

async function post(path, body) {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(latchkey.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  assert.ok(answer.ok, `${path}: ${answer.status}`)
  return answer.json()
}

/** The blocks of a framework: from the one whose prose names it to the next. */
function snippet(framework) {
  const first = printed.findIndex(({ before }) => before.includes(`**${framework}`))
  assert.ok(first >= 0, `docs/resource-servers.md has nothing about ${framework}`)
  const length = printed.slice(first + 1).findIndex(({ before }) => before.includes('**'))
  return printed.slice(first, length < 0 ? undefined : first + 1 + length)
}

const portLine = /(\blisten\(|^server\.port=|^quarkus\.http\.port=)(\d+)/m

/** Writes a block to the file that the prose before it names, told where Latchkey is and which port is free. */
function place(folder, { text, before }, { issuer, port }, prefix = '') {
  const name = [...before.matchAll(/`([\w./-]+\.(?:mjs|java|properties))`/g)].at(-1)[1]
  const file = join(folder, prefix, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text.replaceAll('http://localhost:8080', issuer).replace(portLine, `$1${port}`))
  return file
}

/** The artifacts that the prose names in backquotes; the alternative for an older version stands in parentheses. */
const named = (prose, pattern) => prose.replace(/\(.*?\)/gs, '').match(pattern)

const run = (command, args, cwd) => execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })

const projects = {
  Express: (folder, places) => {
    const [block] = snippet('Express')
    const wanted = /`npm install ([^`]+)`/.exec(block.before)[1].split(' ')
    cpSync(at('examples/test/express'), folder, { recursive: true })
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json')))
    assert.deepEqual(Object.keys(dependencies), wanted)
    run('npm', ['ci', '--silent', '--no-audit', '--no-fund'], folder)
    return ['node', place(folder, block, places)]
  },
  'Spring Boot': (folder, places) => {
    const [properties, code] = snippet('Spring Boot')
    place(folder, properties, places, 'src/main/resources')
    place(folder, code, places, 'src/main/java')
    mavenProject(folder, 'spring', named(properties.before, /(?<=`)spring-boot-starter-[\w-]+/g))
    run(at('mvnw'), ['-B', '-ntp', '-q', '-f', join(folder, 'pom.xml'), 'package'])
    return [java, '-jar', join(folder, 'target/demo-1.jar')]
  },
  Quarkus: (folder, places) => {
    const [properties, code] = snippet('Quarkus')
    place(folder, properties, places, 'src/main/resources')
    place(folder, code, places, 'src/main/java')
    mavenProject(folder, 'quarkus', named(properties.before, /(?<=`)quarkus-[\w-]+/g))
    run(at('mvnw'), ['-B', '-ntp', '-q', '-f', join(folder, 'pom.xml'), 'package'])
    return [java, '-jar', join(folder, 'target/quarkus-app/quarkus-run.jar')]
  },
}

const past = { iat: 1_700_000_000, exp: 1_700_003_600 }

/** What an API of any framework must say to which token of an issuer. */
const cases = issuer => [
  ['the permission', 200, issuer.token()],
  ['it among others', 200, issuer.token({ permissions: ['other:read', 'account:read'] })],
  ['another permission', 403, issuer.token({ permissions: ['account:write'] })],
  ['one that begins like it', 403, issuer.token({ permissions: ['account:read-not', 'account'] })],
  ['no permission', 403, issuer.token({ permissions: [] })],
  ['no claim "permissions"', 403, issuer.token({ permissions: undefined })],
  ['a role of the permission\'s name only', 403, issuer.token({ permissions: [], groups: ['account:read'] })],
  ['another audience', 401, issuer.token({ aud: 'somebody-else' })],
  ['another issuer', 401, issuer.token({ iss: 'http://localhost:1' })],
  ['an end in the past', 401, issuer.token(past)],
  ['another key', 401, issuer.forge({ typ: 'JWT' }, { iss: issuer.url, aud: 'latchkey', upn: 'alice', iat: past.iat, exp: 4e9,
    permissions: ['account:read'] })],
  ['no token', 401, undefined],
]

async function hello(api, token) {
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  const answer = await fetch(api.url, { headers, signal: AbortSignal.timeout(20_000) })
  return { status: answer.status, body: await answer.text() }
}

/** The printed call of the printed port, which becomes the API's own. */
function call(api, TOKEN) {
  const line = printed.find(({ language }) => language === 'sh').text
  const text = line.replace('localhost:3000', new URL(api.url).host)
  assert.notEqual(text, line)
  return execFileSync('sh', ['-c', text], { env: { ...process.env, TOKEN }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

test('F1: docs/resource-servers.md gives each API a port beside Latchkey\'s, and its prose names the same', () => {
  const ports = Object.keys(projects).map(framework => snippet(framework).map(({ text }) => portLine.exec(text)?.[2]).find(Boolean))
  assert.deepEqual(ports, ['3000', '3001', '3002'])
  const { before, text } = printed.find(({ language }) => language === 'sh')
  assert.deepEqual([...text.matchAll(/localhost:(\d+)/g), ...before.matchAll(/(?:port|on) (\d+)/g)].map(([, port]) => port), ports)
})

for (const [framework, make] of Object.entries(projects)) {
  test(`F1: the printed API with ${framework} lets the right permission in, and no other`, async () => {
    const issuer = await Issuer.start()
    const name = framework.toLowerCase().replace(' ', '-')
    try {
      const api = await startServer(`fresh-${name}`, port => make(`${fresh}${name}`, { issuer: issuer.url, port }), '/hello')
      for (const [what, status, token] of cases(issuer)) {
        const answer = await hello(api, token)
        assert.equal(answer.status, status, `a token with ${what}`)
        if (status === 200) assert.deepEqual(JSON.parse(answer.body), { hello: 'alice' })
      }
      await stop(api)
    } finally {
      await issuer.stop()
    }
  })

  test(`F1: the printed API with ${framework} greets who has just signed in to Latchkey`, async () => {
    const name = framework.toLowerCase().replace(' ', '-')
    const api = await startServer(`real-${name}`, port => make(`${fresh}real-${name}`, { issuer: latchkey.url, port }), '/hello')
    assert.deepEqual(await hello(api, person.token), { status: 200, body: '{"hello":"alice"}' })
    assert.match(call(api, person.token), /^HTTP\/1\.1 200 .*\{"hello":"alice"\}$/s)
    assert.match(call(api, ''), /^HTTP\/1\.1 401 /)
    const [header, payload, signature] = person.token.split('.')
    const tampered = [header, payload.replace(/.$/, each => each === 'A' ? 'B' : 'A'), signature].join('.')
    assert.equal((await hello(api, tampered)).status, 401)
    await stop(api)
  })
}
