import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { runAll } from '../test/hostile.mjs'
import { Issuer } from '../test/issuer.mjs'
import { createVerifier } from './verifier.mjs'

let issuer
let verify
before(async () => {
  issuer = await Issuer.start()
  verify = createVerifier({ issuer: issuer.url, audience: 'latchkey' })
})
after(() => issuer.stop())

const accepts = token => verify(token).then(() => true, () => false)

test('the verifier', { concurrency: true }, group =>
  runAll(issuer, accepts, 'unit', (name, run) => group.test(name, run)))

test('a good token becomes its claims', async () => {
  issuer.publish('claims', issuer.list('claims'))
  const { upn, permissions } = await verify(issuer.token(issuer.status('claims')))
  assert.equal(upn, 'alice')
  assert.deepEqual(permissions, ['account:read', 'account:write'])
})

test('a token must be of typ JWT', async () => {
  issuer.publish('typ', issuer.list('typ'))
  await assert.rejects(verify(issuer.token(issuer.status('typ'), { typ: 'statuslist+jwt' })), { claim: 'typ' })
})
