import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  call, count, heard, hold, login, logout, openTab, openWindow, person, service, until, useBrowser, username,
} from './harness.mjs'

useBrowser()

const openTabs = (context, number) => Promise.all(Array.from({ length: number }, () => openTab(context)))

test('ten tabs whose token ends call /auth/refresh once, and all their calls succeed', async test => {
  const context = await openWindow(test, { clock: true })
  const tabs = await openTabs(context, 10)
  const alice = await person()
  await login(tabs[0], alice)
  await Promise.all(tabs.map(tab => until(tab, () => tab.latchkey.claims)))
  const refreshes = count(context, '/auth/refresh')
  for (const round of [1, 2, 3]) {
    await context.clock.fastForward(60_000)
    const answers = await Promise.all(tabs.flatMap(tab => [call(tab), call(tab)]))
    assert.deepEqual(answers.map(each => each.status), Array(20).fill(200))
    assert.equal(refreshes.length, round)
  }
  assert.deepEqual(await heard(tabs[9]), [null, alice.username])
})

test('one refresh is enough for tabs that hear of it only after they have the lock', async test => {
  const context = await openWindow(test, { clock: true })
  const tabs = await Promise.all([0, 60, 120, 180].map(late => openTab(context, undefined, late)))
  await login(tabs[0], await person())
  await Promise.all(tabs.map(tab => until(tab, () => tab.latchkey.claims)))
  const refreshes = count(context, '/auth/refresh')
  await context.clock.fastForward(60_000)
  const { arrived, go } = await hold(context, '/auth/refresh')
  const first = call(tabs[0])
  await arrived
  const others = tabs.slice(1).map(tab => call(tab))
  go()
  const answers = await Promise.all([first, ...others])
  assert.deepEqual(answers.map(each => each.status), [200, 200, 200, 200])
  assert.equal(refreshes.length, 1)
})

test('a logout in one tab reaches all others', async test => {
  const context = await openWindow(test)
  const tabs = await openTabs(context, 3)
  const alice = await person()
  await login(tabs[0], alice)
  await Promise.all(tabs.map(tab => until(tab, () => tab.latchkey.claims)))
  await logout(tabs[1])
  await Promise.all(tabs.map(tab => until(tab, () => !tab.latchkey.claims)))
  for (const tab of tabs) {
    assert.deepEqual(await heard(tab), [null, alice.username, null])
    assert.equal((await call(tab)).status, 401)
  }
})

test('when another person signs in, all tabs become theirs, and the former session is over', async test => {
  const context = await openWindow(test)
  const tabs = await openTabs(context, 2)
  const [alice, bob] = [await person(), await person()]
  await login(tabs[0], alice)
  const [request] = await Promise.all([tabs[0].waitForRequest(`${service}/auth/me`), call(tabs[0])])
  await login(tabs[1], bob)
  await until(tabs[0], name => tab.latchkey.claims.username === name, bob.username)
  assert.equal(JSON.parse((await call(tabs[0])).body).username, bob.username)
  assert.deepEqual(await heard(tabs[0]), [null, alice.username, bob.username])
  const { authorization } = await request.allHeaders()
  assert.equal((await fetch(`${service}/auth/me`, { headers: { authorization } })).status, 401)
})

test('what one person asked for is not done in the name of another', async test => {
  const context = await openWindow(test, { clock: true })
  const tabs = await openTabs(context, 2)
  await login(tabs[0], await person())
  await until(tabs[1], () => tab.latchkey.claims)
  const bob = await person()
  const patches = []
  context.on('request', request => request.method() === 'PATCH' && patches.push(request))

  // bob's login has the lock when the first person's call needs a refresh
  const { arrived, go } = await hold(context, '/auth/login')
  await context.clock.fastForward(60_000)
  const signingIn = login(tabs[0], bob)
  await arrived
  const change = { method: 'PATCH', body: '{"profile": {}}', headers: { 'Content-Type': 'application/json' } }
  const calling = call(tabs[1], `${service}/auth/me`, change)
  go()
  assert.equal(await signingIn, bob.username)
  assert.equal((await calling).code, 'person_changed')
  assert.equal(patches.length, 0)
})

test('of two logins at once the last one counts, in every tab and for the cookie', async test => {
  const context = await openWindow(test)
  const tabs = await openTabs(context, 3)
  const people = [await person(), await person()]
  const names = await Promise.all(people.map((each, index) => login(tabs[index], each)))
  assert.deepEqual(names, people.map(each => each.username))
  const reloaded = await username(await openTab(context))
  assert.ok(names.includes(reloaded))
  for (const tab of tabs) {
    assert.equal(await username(tab), reloaded)
    assert.equal(JSON.parse((await call(tab)).body).username, reloaded)
  }
})

for (const [where, index, late] of [['the same tab', 0], ['another tab', 1], ['a tab that hears of it late', 1, 500]]) {
  test(`a refresh that is under way in ${where} does not undo a logout`, async test => {
    const context = await openWindow(test, { clock: true })
    const tabs = [await openTab(context), await openTab(context, undefined, late)]
    const alice = await person()
    await login(tabs[0], alice)
    await until(tabs[1], () => tab.latchkey.claims)
    await context.clock.fastForward(60_000)
    let answered
    const arrives = new Promise(resolve => { answered = resolve })
    await context.route(`${service}/auth/refresh`, async route => {
      const answer = await route.fetch()
      answered()
      await new Promise(wait => setTimeout(wait, 300))
      // whoever has aborted the call does not wait for it any more
      await route.fulfill({ response: answer }).catch(() => test.diagnostic('the refresh was aborted'))
    })
    const calling = call(tabs[index])
    await arrives
    await logout(tabs[0])
    assert.equal((await calling).status, 401)
    await new Promise(wait => setTimeout(wait, 600))
    for (const tab of tabs) assert.deepEqual(await heard(tab), [null, alice.username, null])
    assert.equal(await username(await openTab(context)), null)
  })
}

test('a tab does not hear of people in another window', async test => {
  const [one, another] = [await openTab(await openWindow(test)), await openTab(await openWindow(test))]
  await login(one, await person())
  assert.equal((await call(another)).status, 401)
  assert.deepEqual(await heard(another), [null])
})
