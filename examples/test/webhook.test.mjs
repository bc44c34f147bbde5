// F1: what docs/webhooks.md prints checks the example of Standard Webhooks, and refuses what is not that.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { at, blocks } from './markdown.mjs'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const body = '{"test": 2432232314}'
const now = 1614265330
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
const headers = {
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': String(now), 'webhook-signature': signature,
}

async function printed() {
  const [{ text }] = blocks('docs/webhooks.md').filter(({ language }) => language === 'js')
  mkdirSync(at('examples/test/target'), { recursive: true })
  const file = at('examples/test/target/webhook.mjs')
  writeFileSync(file, text)
  return (await import(file)).isGenuine
}

test('F1: the webhook snippet accepts what was signed with the secret, also among other signatures', async () => {
  const isGenuine = await printed()
  assert.equal(isGenuine(headers, body, secret, now), true)
  assert.equal(isGenuine({ ...headers, 'webhook-signature': `v1,AAAA ${signature}` }, body, secret, now + 299), true)
})

test('F1: the webhook snippet refuses another body, secret, id or time, and headers that are missing', async () => {
  const isGenuine = await printed()
  const without = name => Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name))
  assert.equal(isGenuine(headers, `${body} `, secret, now), false)
  assert.equal(isGenuine(headers, body, 'whsec_AAAA', now), false)
  assert.equal(isGenuine({ ...headers, 'webhook-id': 'msg_other' }, body, secret, now), false)
  assert.equal(isGenuine({ ...headers, 'webhook-timestamp': String(now + 1) }, body, secret, now), false)
  assert.equal(isGenuine(headers, body, secret, now + 301), false)
  for (const name of Object.keys(headers)) assert.equal(isGenuine(without(name), body, secret, now), false)
})
