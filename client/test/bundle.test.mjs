// F4: the pages that client/README.md prints, made as a reader makes them: one with the package in a bundle, one with the service's
// own copy. Both say something while the service is down.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { preview, build } from 'vite'
import { blocks } from '../../examples/test/markdown.mjs'
import { app, heard, openTab, openWindow, person, service, until, useBrowser } from './harness.mjs'

useBrowser()

const client = fileURLToPath(new URL('..', import.meta.url))
const target = fileURLToPath(new URL('target/', import.meta.url))
const [bundled, served] = blocks('client/README.md').filter(({ language }) => language === 'html').map(({ text }) => text)
const port = Number(new URL(app).port)

/** An address where nobody listens. */
async function nowhere() {
  const server = createServer().listen(0)
  const { port } = server.address()
  await new Promise(closed => server.close(closed))
  return `http://localhost:${port}`
}

const aimed = (page, url) => page.replaceAll('http://localhost:8080', url)

/** A fresh project with the packed client, built and served at the app's address. */
async function bundle(test, url) {
  const root = join(target, 'fresh')
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root, { recursive: true })
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', client, '--json'], { cwd: target, encoding: 'utf8' }))
  writeFileSync(join(root, 'package.json'), '{"private": true, "type": "module"}')
  writeFileSync(join(root, 'index.html'), `<!doctype html><meta charset="utf-8"><title>app</title>${aimed(bundled, url)}`)
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--offline', join(target, filename)], { cwd: root })
  const options = { root, logLevel: 'error', configFile: false, preview: { port, strictPort: true } }
  await build(options)
  const server = await preview(options)
  test.after(() => server.close())
}

/** The page as it is, at the app's address. */
async function serve(test, html) {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(html))
  await new Promise(listening => server.listen(port, listening))
  test.after(() => {
    server.close()
    server.closeAllConnections()
  })
}

async function openPage(test) {
  const tab = await (await openWindow(test)).newPage()
  const faults = []
  tab.on('pageerror', error => faults.push(error.message))
  await tab.goto(app)
  return { tab, faults }
}

const says = (tab, words) => until(tab, words => document.querySelector('#who').textContent.includes(words), words)

/** Signs in by hand, so that the page finds a cookie when it is loaded again. */
async function signInAndReload(tab) {
  const { username, password } = await person()
  const body = JSON.stringify({ username, password, transport: 'cookie' })
  const status = await tab.evaluate(async ([url, body]) =>
    (await fetch(url, { method: 'POST', credentials: 'include', headers: { 'content-type': 'application/json' }, body })).status,
  [`${service}/auth/login`, body])
  assert.equal(status, 200)
  await tab.reload()
  await says(tab, `Hello ${username}`)
}

test('F4: a bundled page says within 3 s that the service is unreachable, and is not blank', async test => {
  await bundle(test, await nowhere())
  const began = performance.now()
  const { tab, faults } = await openPage(test)
  await says(tab, '(unreachable)')
  assert.ok(performance.now() - began < 4000, 'three seconds are enough; the rest is the browser')
  assert.deepEqual(faults, [])
})

test('F4: a bundled page signs in with the service at its url', async test => {
  await bundle(test, service)
  const { tab, faults } = await openPage(test)
  await says(tab, 'Please sign in')
  await signInAndReload(tab)
  assert.deepEqual(faults, [])
})

test('F4: a page that imports the service\'s copy says that the service is unreachable', async test => {
  await serve(test, aimed(served, await nowhere()))
  const { tab, faults } = await openPage(test)
  await says(tab, '(unreachable)')
  assert.deepEqual(faults, [])
})

test('F4: a page that imports the service\'s copy signs in', async test => {
  await serve(test, aimed(served, service))
  const { tab } = await openPage(test)
  await says(tab, 'Please sign in')
  await signInAndReload(tab)
})

test('F4: what client/README.md does then works: sign in, call, sign out', async test => {
  const then = blocks('client/README.md').find(({ before }) => before.endsWith('\nAnd then:\n\n'))
  const tab = await openTab(await openWindow(test))
  const { username, password } = await person()
  const code = then.text.replace('alice', username).replace('a raven on a writing desk', password).replace('/api/orders', '/auth/me')
  const status = await tab.evaluate(code =>
    Function('latchkey', `return (async () => { ${code}; return answer.status })()`)(tab.latchkey), code)
  assert.equal(status, 200)
  assert.deepEqual(await heard(tab), [null, username, null])
})

test('F4: the package has the client, its types and no dependencies', () => {
  const [{ files }] = JSON.parse(execFileSync('npm', ['pack', client, '--json', '--dry-run'], { encoding: 'utf8' }))
  assert.deepEqual(files.map(({ path }) => path).sort(), ['README.md', 'latchkey.d.ts', 'latchkey.js', 'package.json'])
  const { dependencies, peerDependencies, scripts } = JSON.parse(readFileSync(join(client, 'package.json'), 'utf8'))
  assert.deepEqual([dependencies, peerDependencies, scripts], [undefined, undefined, undefined])
})

test('F4: the types of the package name what the client has, and hold a page to it', async test => {
  const tab = await openTab(await openWindow(test))
  const members = await tab.evaluate(() => Object.keys(tab.latchkey).sort())
  const declared = readFileSync(join(client, 'latchkey.d.ts'), 'utf8')
  const body = /export interface Latchkey \{(.*?)^\}/ms.exec(declared)[1]
  assert.deepEqual([...body.matchAll(/^ {2}(?:readonly )?(\w+)[(:]/gm)].map(match => match[1]).sort(), members)

  const compile = (name, text) => {
    const file = join(target, name)
    mkdirSync(target, { recursive: true })
    writeFileSync(file, text)
    const tsc = fileURLToPath(new URL('node_modules/typescript/bin/tsc', import.meta.url))
    const options = '--strict --noEmit --target esnext --module esnext --moduleResolution bundler --lib esnext,dom'.split(' ')
    return spawnSync(process.execPath, [tsc, ...options, file], { encoding: 'utf8' })
  }
  const right = compile('right.ts', `import { createLatchkey, LatchkeyError, type Claims } from '../../latchkey.js'
    const latchkey = createLatchkey({ url: 'http://localhost:8080', audiences: [] })
    const claims: Claims | null = await latchkey.ready()
    const stop: () => void = latchkey.onChange(claims => claims?.username.trim())
    const answer: Response = await latchkey.fetch('/orders', { method: 'POST' })
    try { await latchkey.login({ username: 'alice', password: '…' }) } catch (error) {
      if (error instanceof LatchkeyError) for (const { code, parameters } of error.violations) console.log(code, parameters?.min)
    }
    export { claims, stop, answer }`)
  assert.deepEqual([right.stdout, right.status], ['', 0])
  const wrong = compile('wrong.ts', `import { createLatchkey } from '../../latchkey.js'
    createLatchkey({ uri: 'http://localhost:8080' })`)
  assert.match(wrong.stdout, /'uri' does not exist in type/)
})
