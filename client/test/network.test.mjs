import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  app, call, count, heard, hold, login, logout, openTab, openWindow, person, serve, service, useBrowser, username,
} from './harness.mjs'

useBrowser()

const refresh = `${service}/auth/refresh`

/** A tab whose token is about to end. */
async function tabToRefresh(test) {
  const context = await openWindow(test, { clock: true })
  const tab = await openTab(context)
  const alice = await person()
  await login(tab, alice)
  await context.clock.fastForward(60_000)
  return { context, tab, alice }
}

/** Lets the page's time go on until something is done. */
async function hurry(context, promise) {
  const never = Symbol()
  for (;;) {
    const first = await Promise.race([promise, new Promise(wait => setTimeout(wait, 50, never))])
    if (first !== never) return first
    await context.clock.fastForward(1000)
  }
}

test('a refresh whose answer was lost is asked for again, and the session goes on', async test => {
  const { context, tab, alice } = await tabToRefresh(test)
  const statuses = []
  await context.route(refresh, async route => {
    const headers = await route.request().allHeaders()
    const answer = await fetch(refresh, { method: 'POST', headers, body: route.request().postData() })
    statuses.push(answer.status)
    return route.abort('connectionreset')
  }, { times: 1 })
  const refreshes = count(context, '/auth/refresh')
  assert.equal((await call(tab)).status, 200)
  assert.deepEqual(statuses, [200])
  assert.equal(refreshes.length, 2)
  await context.clock.fastForward(60_000)
  assert.equal((await call(tab)).status, 200)
  assert.deepEqual(await heard(tab), [null, alice.username])
})

test('while the service is unreachable calls fail and nobody is signed out', async test => {
  const { context, tab, alice } = await tabToRefresh(test)
  await context.route(refresh, route => route.abort('connectionrefused'))
  const refreshes = count(context, '/auth/refresh')
  assert.deepEqual(await hurry(context, call(tab)), { name: 'Error', code: 'unreachable', status: 0 })
  assert.ok(refreshes.length > 3 && refreshes.length < 8, `${refreshes.length} attempts`)
  assert.equal(await username(tab), alice.username)
  await context.unroute(refresh)
  assert.equal((await call(tab)).status, 200)
  assert.deepEqual(await heard(tab), [null, alice.username])
})

test('a page that is loaded while the service is unreachable finds its person later', async test => {
  const { context, tab, alice } = await tabToRefresh(test)
  await context.route(refresh, route => route.abort('connectionrefused'))
  await tab.reload()
  assert.equal((await hurry(context, call(tab))).code, 'unreachable')
  assert.deepEqual(await heard(tab), [])
  await context.unroute(refresh)
  assert.equal((await call(tab)).status, 200)
  assert.deepEqual(await heard(tab), [alice.username])
})

test('a gateway that says when to come back is believed', async test => {
  const { context, tab } = await tabToRefresh(test)
  const busy = { status: 503, headers: { 'Retry-After': '3' }, body: '<p>busy' }
  await context.route(refresh, route => route.fulfill(busy), { times: 1 })
  const refreshes = count(context, '/auth/refresh')
  const started = await tab.evaluate(() => Date.now())
  assert.equal((await hurry(context, call(tab))).status, 200)
  assert.equal(refreshes.length, 2)
  assert.ok(await tab.evaluate(() => Date.now()) - started >= 3000)
})

test('a call that is aborted does not wait for the refresh', async test => {
  const { context, tab } = await tabToRefresh(test)
  const { arrived, go } = await hold(context, '/auth/refresh')
  const name = tab.evaluate(url => {
    window.stop = new AbortController()
    return tab.latchkey.fetch(url, { signal: window.stop.signal }).catch(error => error.name)
  }, `${service}/auth/me`)
  await arrived
  await tab.evaluate(() => window.stop.abort())
  assert.equal(await name, 'AbortError')
  go()
  assert.equal((await call(tab)).status, 200)
})

test('a logout that does not reach the service fails, and the page has forgotten its person', async test => {
  const { context, tab, alice } = await tabToRefresh(test)
  await context.route(`${service}/auth/logout`, route => route.abort('connectionrefused'))
  const code = tab.evaluate(() => tab.latchkey.logout().catch(error => error.code))
  assert.equal(await hurry(context, code), 'unreachable')
  assert.deepEqual(await heard(tab), [null, alice.username, null])
  assert.equal((await call(tab)).status, 401)
  await context.unroute(`${service}/auth/logout`)
  await logout(tab)
  assert.equal(await username(await openTab(context)), null)
})

const code = (tab, what) => tab.evaluate(what => tab.latchkey[what]().then(() => 'done', error => error.code), what)

/** Within 3 s the page hears that nobody answers; a second more for a browser that is busy. */
async function saysSoon(tab, what) {
  const began = performance.now()
  assert.equal(await code(tab, what), 'unreachable')
  assert.ok(performance.now() - began < 4000, `${performance.now() - began} ms`)
}

const outages = {
  'answers 503': route => route.fulfill({ status: 503, contentType: 'application/problem+json', headers: { 'Retry-After': '2' },
    body: '{"code": "unavailable", "title": "Service Unavailable", "status": 503}' }),
  'is behind a gateway that answers for it': route => route.fulfill({ status: 502, contentType: 'text/html', body: '<p>Bad Gateway' }),
  'refuses connections': route => route.abort('connectionrefused'),
  'takes the call and does not answer': () => {},
}
for (const [what, answer] of Object.entries(outages)) {
  test(`F10: ready() says within 3 s that the service ${what}, and the page finds its person later by itself`, async test => {
    const context = await openWindow(test)
    const alice = await person()
    await login(await openTab(context), alice)
    await context.route(refresh, answer)
    const tab = await context.newPage()
    await tab.goto(`${service}/app`)
    await saysSoon(tab, 'ready')
    assert.deepEqual(await heard(tab), [])
    await context.unroute(refresh)
    await tab.waitForFunction(() => tab.heard.length, null, { timeout: 20_000 })
    assert.deepEqual(await heard(tab), [alice.username])
  })
}

test('F10: a logout offline says so within 3 s, and is done when the browser is online again', async test => {
  const context = await openWindow(test)
  const tab = await openTab(context)
  await login(tab, await person())
  await context.setOffline(true)
  await saysSoon(tab, 'logout')
  assert.equal(await username(tab), null)
  const isSignedIn = async () => (await context.cookies()).some(({ name }) => name === '__Host-latchkey-refresh')
  assert.ok(await isSignedIn())
  await context.setOffline(false)
  for (const end = Date.now() + 20_000; await isSignedIn(); await new Promise(wait => setTimeout(wait, 200))) {
    assert.ok(Date.now() < end, 'the service has not heard of the logout')
  }
})

for (const [where, index] of [['the same tab', 0], ['another tab', 1]]) {
  test(`F10: a logout that is tried on does not sign out who signs in meanwhile in ${where}`, async test => {
    const context = await openWindow(test)
    const tabs = [await openTab(context), await openTab(context)]
    await login(tabs[0], await person())
    await context.route(`${service}/auth/logout`, route => route.abort('connectionrefused'))
    await saysSoon(tabs[0], 'logout')
    const bob = await person()
    await login(tabs[index], bob)
    const logouts = count(context, '/auth/logout')
    await context.unroute(`${service}/auth/logout`)
    await new Promise(wait => setTimeout(wait, 8000))
    assert.equal(logouts.length, 0)
    for (const tab of tabs) assert.equal(await username(tab), bob.username)
    assert.equal(await username(await openTab(context)), bob.username)
  })
}

test('a call that an API refuses is made once more with a new token and the same body', async test => {
  const { requests } = await serve(test, { answer: number => ({ status: number === 1 ? 401 : 200 }) })
  const context = await openWindow(test)
  const tab = await openTab(context, `${app}/app`)
  await login(tab, await person())
  assert.equal((await call(tab, `${app}/orders`, { method: 'POST', body: '{"tea": 2}' })).status, 200)
  assert.deepEqual(requests.map(each => [each.url, each.body]), [['/orders', '{"tea": 2}'], ['/orders', '{"tea": 2}']])
  assert.notEqual(requests[0].authorization, requests[1].authorization)
})

test('a call that an API refuses twice is refused', async test => {
  const { requests } = await serve(test, { answer: () => ({ status: 401 }) })
  const context = await openWindow(test)
  const tab = await openTab(context, `${app}/app`)
  await login(tab, await person())
  const refreshes = count(context, '/auth/refresh')
  assert.equal((await call(tab, `${app}/orders`)).status, 401)
  assert.equal(requests.length, 2)
  assert.equal(refreshes.length, 1)
  assert.notEqual(await username(tab), null)
})

test('an app of another origin that is listed signs in, reloads, calls and signs out', async test => {
  await serve(test)
  const context = await openWindow(test)
  const tab = await openTab(context, `${app}/app`)
  const alice = await person()
  await login(tab, alice)
  await tab.reload()
  assert.equal((await call(tab)).status, 200)
  assert.deepEqual(await heard(tab), [alice.username])
  await logout(tab)
  assert.equal((await call(tab)).status, 401)
})

test('a foreign origin gets no token, also by a redirect, and what the app sends itself is left alone', async test => {
  const abroad = await serve(test, { port: 0 })
  const foreign = `http://127.0.0.1:${abroad.port}`
  const { requests } = await serve(test, { answer: () => ({ status: 307, headers: { location: `${foreign}/redirected` } }) })
  const tab = await openTab(await openWindow(test), `${app}/app`)
  await login(tab, await person())
  assert.equal((await call(tab, `${foreign}/asked`)).status, 200)
  assert.equal((await call(tab, `${app}/redirect`)).status, 200)
  assert.equal((await call(tab, `${app}/own`, { headers: { Authorization: 'Basic YTpi' } })).status, 200)
  assert.match(requests[0].authorization, /^Bearer eyJ/)
  assert.equal(requests[1].authorization, 'Basic YTpi')
  assert.deepEqual(abroad.requests, [
    { url: '/asked', body: '', authorization: undefined },
    { url: '/redirected', body: '', authorization: undefined },
    { url: '/redirected', body: '', authorization: undefined },
  ])
})

test('a page that does not list its own origin as an audience keeps the token for the service', async test => {
  const { requests } = await serve(test, { options: { audiences: [] } })
  const tab = await openTab(await openWindow(test), `${app}/app`)
  await login(tab, await person())
  assert.equal((await call(tab, `${app}/orders`)).status, 200)
  assert.equal((await call(tab)).status, 200)
  assert.deepEqual(requests.map(each => each.authorization), [undefined])
})
