// D3: the service below a path of its host, behind a proxy that takes the path away.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, login, logout, openTab, openWindow, person, service, useBrowser, username } from './harness.mjs'

useBrowser()

const page = `<!doctype html><script type="module">
  import { createLatchkey } from '${service}/sso/latchkey.js'
  window.tab = { latchkey: createLatchkey(), heard: [] }
</script>`

test('below a path the client signs in, refreshes and signs out where it came from', async test => {
  const window = await openWindow(test)
  const called = []
  await window.route(`${service}/**`, async route => {
    const url = route.request().url()
    called.push(new URL(url).pathname)
    if (!url.startsWith(`${service}/sso/`)) return route.fulfill({ status: 404 })
    await route.fulfill({ response: await route.fetch({ url: url.replace('/sso/', '/') }) })
  })
  await window.route(`${service}/sso/app`, route => route.fulfill({ contentType: 'text/html', body: page }))
  const alice = await person()
  const tab = await openTab(window, `${service}/sso/app`)
  assert.equal(await login(tab, alice), alice.username)
  assert.equal((await call(tab, `${service}/sso/auth/me`)).status, 200)
  await tab.reload()
  assert.equal(await tab.evaluate(() => tab.latchkey.ready().then(claims => claims.username)), alice.username)
  await logout(tab)
  assert.equal(await username(tab), null)
  assert.deepEqual(called.filter(path => path.includes('/auth/') && !path.startsWith('/sso/')), [])
})
