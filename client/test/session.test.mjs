import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  call, count, heard, login, logout, openTab, openWindow, person, post, service, until, useBrowser, username,
} from './harness.mjs'

useBrowser()

/** As the same person would on another device. */
async function endOtherSessions(alice) {
  const { token } = await post('/auth/login', alice)
  const headers = { authorization: `Bearer ${token}` }
  const { ok } = await fetch(`${service}/auth/me/sessions?keep=current`, { method: 'DELETE', headers })
  assert.ok(ok)
}

test('a person who registers and signs in is known by name, also after a reload', async test => {
  const tab = await openTab(await openWindow(test))
  const credentials = { username: `zoë-${Date.now()}`, password: 'a raven on a writing desk' }
  const account = await tab.evaluate(each => tab.latchkey.register(each), { ...credentials, profile: { favoriteColor: 'blue' } })
  assert.deepEqual([account.username, account.profile], [credentials.username, { favoriteColor: 'blue' }])
  assert.equal(await username(tab), null)
  assert.equal(await login(tab, credentials), credentials.username)
  assert.equal((await call(tab)).status, 200)

  await tab.reload()
  assert.equal(await username(tab), null)
  assert.equal(await tab.evaluate(() => tab.latchkey.ready().then(claims => claims.username)), credentials.username)
  assert.equal(JSON.parse((await call(tab)).body).username, credentials.username)
  assert.deepEqual(await heard(tab), [credentials.username])
})

test('a tab that is opened later is signed in by its first call', async test => {
  const context = await openWindow(test)
  const alice = await person()
  await login(await openTab(context), alice)
  const tab = await context.newPage()
  await tab.goto(`${service}/app`)
  assert.equal(JSON.parse((await call(tab)).body).username, alice.username)
})

test('no script finds a token in what the browser keeps', async test => {
  const context = await openWindow(test)
  const tab = await openTab(context)
  await login(tab, await person())
  const kept = await tab.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    cookie: document.cookie,
    window: Object.keys(window).filter(name => /latchkey|token/i.test(name)),
    client: JSON.stringify(tab.latchkey).includes('eyJ'),
  }))
  assert.deepEqual(kept, { local: {}, session: {}, databases: [], caches: [], cookie: '', window: [], client: false })
  const cookies = (await context.cookies()).map(({ name, httpOnly, secure, sameSite, path }) => ({ name, httpOnly, secure, sameSite, path }))
  const hidden = { httpOnly: true, secure: true, sameSite: 'Strict', path: '/' }
  assert.deepEqual(cookies.sort((a, b) => a.name < b.name ? -1 : 1),
    [{ name: '__Host-latchkey-device', ...hidden }, { name: '__Host-latchkey-refresh', ...hidden }])
})

test('a refusal says its code, its status and what was wrong where', async test => {
  const tab = await openTab(await openWindow(test))
  const refusal = (what, argument) => tab.evaluate(([what, argument]) =>
    tab.latchkey[what](argument).catch(error => {
      const fields = error.violations.map(({ field, code, parameters }) => [field, code, parameters])
      return { isError: error instanceof Error, code: error.code, status: error.status, fields }
    }), [what, argument])
  const { username } = await person()
  assert.deepEqual(await refusal('login', { username, password: 'not the password' }),
    { isError: true, code: 'invalid_credentials', status: 401, fields: [] })
  assert.deepEqual(await refusal('register', { username: 'al', password: 'a raven on a writing desk' }),
    { isError: true, code: 'invalid_request', status: 400, fields: [['username', 'too_short', { min: 3 }]] })
})

test('who is signed out is told so without an error, and calls without a token', async test => {
  const context = await openWindow(test)
  const tab = await openTab(context)
  const refreshes = count(context, '/auth/refresh')
  assert.equal((await call(tab)).status, 401)
  assert.equal((await call(tab)).status, 401)
  assert.equal(refreshes.length, 0)
  assert.deepEqual(await heard(tab), [null])
})

test('after a logout the token, the cookie and a reload are worth nothing', async test => {
  const context = await openWindow(test)
  const tab = await openTab(context)
  await login(tab, await person())
  const [request] = await Promise.all([tab.waitForRequest(`${service}/auth/me`), call(tab)])
  const { authorization } = await request.allHeaders()
  await logout(tab)
  // the device stays known: it signs nobody in
  assert.deepEqual((await context.cookies()).map(cookie => cookie.name), ['__Host-latchkey-device'])
  const answer = await fetch(`${service}/auth/me`, { headers: { authorization } })
  assert.deepEqual([answer.status, (await answer.json()).code], [401, 'invalid_token'])
  await tab.reload()
  assert.equal(await tab.evaluate(() => tab.latchkey.ready()), null)
})

test('a session that was ended elsewhere is noticed at the next call', async test => {
  const tab = await openTab(await openWindow(test))
  const alice = await person()
  await login(tab, alice)
  await endOtherSessions(alice)
  assert.equal((await call(tab)).status, 401)
  assert.deepEqual(await heard(tab), [null, alice.username, null])
})

test('a token is used while it is fresh and refreshed before it ends, without a word to the app', async test => {
  const context = await openWindow(test, { clock: true })
  const tab = await openTab(context)
  const alice = await person()
  await login(tab, alice)
  const refreshes = count(context, '/auth/refresh')
  await context.clock.fastForward(45_000)
  assert.equal((await call(tab)).status, 200)
  assert.equal(refreshes.length, 0)
  // it lives 57 to 60 s, less the margin of 10 %
  await context.clock.fastForward(10_000)
  assert.equal((await call(tab)).status, 200)
  assert.equal(refreshes.length, 1)
  assert.deepEqual(await heard(tab), [null, alice.username])
})

for (const [name, clock] of [['of the day', 'Date'], ['that never goes back', 'performance']]) {
  test(`it is enough that the clock ${name} sees that the token is old`, async test => {
    const context = await openWindow(test)
    const tab = await openTab(context)
    await login(tab, await person())
    const refreshes = count(context, '/auth/refresh')
    await tab.evaluate(clock => {
      const now = window[clock].now.bind(window[clock])
      window[clock].now = () => now() + 60_000
    }, clock)
    assert.equal((await call(tab)).status, 200)
    assert.equal(refreshes.length, 1)
  })
}

test('a browser whose clock is a day wrong keeps its token as long as others', async test => {
  const context = await openWindow(test)
  await context.addInitScript(() => {
    const now = Date.now
    Date.now = () => now() + 86_400_000
  })
  const tab = await openTab(context)
  await login(tab, await person())
  const refreshes = count(context, '/auth/refresh')
  assert.equal((await call(tab)).status, 200)
  assert.equal(refreshes.length, 0)
})

test('a page that comes back by the Back button sees that the session has ended meanwhile', async test => {
  const tab = await openTab(await openWindow(test))
  const alice = await person()
  await login(tab, alice)
  await tab.evaluate(() => addEventListener('pageshow', ({ persisted }) => { window.wasKept = persisted }))
  // without the app: Chromium does not keep a page that would have heard something meanwhile
  await tab.goto(`${service}/.well-known/jwks.json`)
  await endOtherSessions(alice)
  // Playwright's own goBack waits for a load that does not come
  await Promise.all([tab.waitForURL(`${service}/app`, { waitUntil: 'commit' }), tab.evaluate(() => history.back())])
  await until(tab, () => window.wasKept)
  await until(tab, () => tab.heard.at(-1) === null)
  assert.deepEqual(await heard(tab), [null, alice.username, null])
})
