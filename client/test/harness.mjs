// A real Chromium, the real service at SERVICE, and an app with an API of another origin at APP.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { after, before } from 'node:test'
import { chromium } from 'playwright-core'

export const service = process.env.SERVICE
export const app = process.env.APP

const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]
let browser

/** Starts the browser before the tests of a file and stops it after them; its profile is new and goes with it. */
export function useBrowser() {
  before(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: flags,
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    })
  })
  after(() => browser.close())
}

/** What an app's page does: it makes a client and notes whom it hears of. `tab` is how a test finds it. */
const page = options => `<!doctype html><title>app</title><script type="module">
  import { createLatchkey } from '${service}/latchkey.js'
  const latchkey = createLatchkey(${JSON.stringify(options)})
  const heard = []
  latchkey.onChange(claims => heard.push(claims && claims.username))
  window.tab = { latchkey, heard }
</script>`

/** A browser's window of its own: its tabs share cookies, and nobody else does. */
export async function openWindow(test, { clock = false } = {}) {
  const context = await browser.newContext()
  test.after(() => context.close())
  if (clock) await context.clock.install()
  await context.route(`${service}/app*`, route => route.fulfill({ contentType: 'text/html', body: page({}) }))
  return context
}

function hearLate(late) {
  const { set } = Object.getOwnPropertyDescriptor(BroadcastChannel.prototype, 'onmessage')
  Object.defineProperty(BroadcastChannel.prototype, 'onmessage', {
    set(hear) { set.call(this, event => setTimeout(hear, late, event)) },
  })
}

/** A tab with the app, its person found out; `late`: how many ms it takes until it hears what another tab says. */
export async function openTab(context, url = `${service}/app`, late = 0) {
  const tab = await context.newPage()
  if (late) await tab.addInitScript(hearLate, late)
  await tab.goto(url)
  await tab.evaluate(() => tab.latchkey.ready())
  return tab
}

const open = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type',
}

/** Somebody who has an account. */
export async function person() {
  const credentials = { username: `user-${randomUUID()}`, password: randomUUID() }
  await post('/auth/register', credentials)
  return credentials
}

export async function post(path, body, headers = {}) {
  const answer = await fetch(service + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.status === 204 ? null : answer.json()
}

export const login = (tab, { username, password }) =>
  tab.evaluate(credentials => tab.latchkey.login(credentials).then(claims => claims.username), { username, password })

export const logout = tab => tab.evaluate(() => tab.latchkey.logout())

export const username = tab => tab.evaluate(() => tab.latchkey.claims?.username ?? null)

export const heard = tab => tab.evaluate(() => tab.heard)

/** @returns the status and the body of the answer, or the error's name, code and status */
export const call = (tab, url = `${service}/auth/me`, init = {}) => tab.evaluate(([url, init]) =>
  tab.latchkey.fetch(url, init).then(
    async answer => ({ status: answer.status, body: await answer.text() }),
    ({ name, code, status }) => ({ name, code, status })), [url, init])

/** Counts the calls that the window's tabs make to a path of the service from now on. */
export function count(context, path) {
  const calls = []
  context.on('request', request => {
    if (request.url() === service + path && request.method() === 'POST') calls.push(request)
  })
  return calls
}

/** Keeps the calls to a path of the service back, until `go` is called. */
export async function hold(context, path) {
  let arrive, go
  const arrived = new Promise(resolve => { arrive = resolve })
  const gone = new Promise(resolve => { go = resolve })
  await context.route(service + path, async route => {
    arrive()
    await gone
    await route.continue()
  })
  return { arrived, go }
}

/** Serves the app's page at `/app`, and what `answer` says to any other request; notes those requests. */
export async function serve(test, { port = new URL(app).port, answer = () => ({}), options = {} } = {}) {
  const requests = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    if (request.url.startsWith('/app')) return response.setHeader('content-type', 'text/html').end(page(options))
    const { method, url, headers: { authorization } } = request
    if (method !== 'OPTIONS') requests.push({ url, body, authorization })
    const { status, headers } = { status: 200, headers: {}, ...method !== 'OPTIONS' && answer(requests.length) }
    response.writeHead(status, { ...open, ...headers }).end()
  })
  await new Promise(listening => server.listen(port, listening))
  test.after(() => {
    server.close()
    server.closeAllConnections()
  })
  return { port: server.address().port, requests }
}

/** Waits until a function of the page gives something true. */
export const until = (tab, what, value) => tab.waitForFunction(what, value, { polling: 20, timeout: 10_000 })
