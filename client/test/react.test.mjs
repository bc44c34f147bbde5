// A fresh Vite project whose src/App.jsx and vite.config.js are those of client/README.md: sign up, call an API, reload, sign out.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createApi } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { blocks } from '../../examples/test/markdown.mjs'
import { app, openWindow, service, until, useBrowser } from './harness.mjs'

useBrowser()

const client = fileURLToPath(new URL('..', import.meta.url))
const root = fileURLToPath(new URL('target/react', import.meta.url))
const password = 'walking by the sea at night'

// what `npm create vite@latest app -- --template react` makes, as far as it is needed
const made = {
  'package.json': '{"private": true, "type": "module"}',
  'index.html': '<!doctype html><title>app</title><div id="root"></div><script type="module" src="/src/main.jsx"></script>',
  'src/main.jsx': `import { StrictMode } from 'react'
    import { createRoot } from 'react-dom/client'
    import App from './App.jsx'
    createRoot(document.getElementById('root')).render(<StrictMode><App /></StrictMode>)`,
}

/** The block that the prose before it, or the block itself, says to be a file. */
function printed(name) {
  const found = blocks('client/README.md').filter(({ before }) => before.includes(`\`${name}\``))
  assert.equal(found.length, 1, name)
  return found[0].text
}

/** An API without CORS that says who calls, as README's do. */
async function startApi(test) {
  const seen = []
  const api = createApi((request, response) => {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization)?.[1]
    seen.push(request.url)
    if (!token) return response.writeHead(401).end()
    const { upn } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'))
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ hello: upn }))
  })
  await new Promise(listening => api.listen(0, listening))
  test.after(() => {
    api.close()
    api.closeAllConnections()
  })
  return { seen, url: `http://localhost:${api.address().port}` }
}

/** Vite's development server at the app's address. */
async function startVite(test, { serviceUrl = service, apiUrl }) {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(join(root, 'src'), { recursive: true })
  const put = (name, text) =>
    writeFileSync(join(root, name), text.replaceAll('http://localhost:8080', serviceUrl).replaceAll('http://localhost:3000', apiUrl))
  for (const [name, text] of Object.entries(made)) put(name, text)
  for (const name of ['src/App.jsx', 'vite.config.js']) put(name, printed(name))
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', client, '--json'], { cwd: root, encoding: 'utf8' }))
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--offline', `./${filename}`], { cwd: root })
  const server = await createServer({ root, logLevel: 'error', server: { port: Number(new URL(app).port), strictPort: true } })
  await server.listen()
  test.after(() => server.close())
}

async function openPage(test) {
  const tab = await (await openWindow(test)).newPage()
  const faults = []
  tab.on('pageerror', error => faults.push(error.message))
  await tab.goto(app)
  return { tab, faults }
}

const says = (tab, words) => until(tab, words => document.body.textContent.includes(words), words)

async function enter(tab, button, username, password) {
  await tab.fill('[name=username]', username)
  await tab.fill('[name=password]', password)
  await tab.click(`[type=submit][value="${button}"]`)
}

test('a fresh React app signs up, calls an API with the token, survives a reload and signs out', async test => {
  const api = await startApi(test)
  await startVite(test, { apiUrl: api.url })
  const { tab, faults } = await openPage(test)
  const username = `user-${randomUUID().slice(0, 8)}`
  await says(tab, 'Please sign in')
  await enter(tab, 'Sign up', username, 'short')
  await says(tab, 'password must have at least 8 characters')
  await enter(tab, 'Sign up', username, password)
  await says(tab, `Hello ${username}`)
  await tab.click('text=Call the API')
  await says(tab, `{"hello":"${username}"}`)
  assert.deepEqual(api.seen, ['/hello'])
  await tab.reload()
  await says(tab, `Hello ${username}`)
  await tab.click('text=Sign out')
  await says(tab, 'Please sign in')
  await tab.reload()
  await says(tab, 'Please sign in')
  await enter(tab, 'Sign in', username, `${password}!`)
  await says(tab, 'Invalid Credentials')
  await enter(tab, 'Sign in', username, password)
  await says(tab, `Hello ${username}`)
  assert.deepEqual(faults, [])
})

test('a fresh React app says that the service is unreachable, and what the API answers', async test => {
  const api = await startApi(test)
  await startVite(test, { serviceUrl: 'http://localhost:1', apiUrl: api.url })
  const { tab, faults } = await openPage(test)
  await says(tab, 'Latchkey is unreachable')
  await enter(tab, 'Sign in', 'alice', password)
  await says(tab, 'Please sign in')
  assert.deepEqual(faults, [])
})
