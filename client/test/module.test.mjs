import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { service } from './harness.mjs'

const module = new URL('../latchkey.js', import.meta.url)

test('the client is at most 4 KiB on its way to the browser', async test => {
  const size = gzipSync(await readFile(module)).length
  test.diagnostic(`${size} bytes`)
  assert.ok(size <= 4096, `${size} bytes`)
})

test('the service hands out this very client, also by a name that never changes', async () => {
  const newest = await fetch(`${service}/latchkey.js`)
  const text = await readFile(module, 'utf8')
  assert.equal(await newest.text(), text, 'another client is packaged: ./mvnw package -DskipTests')
  const version = createHash('sha256').update(text).digest('hex').slice(0, 16)
  assert.equal(newest.headers.get('content-location'), `/latchkey-${version}.js`)
  const same = await fetch(`${service}/latchkey-${version}.js`)
  assert.match(same.headers.get('cache-control'), /\bimmutable\b/)
  assert.equal(await same.text(), text)
})

test('the client is one module without imports, in at most 250 lines', async () => {
  const text = await readFile(module, 'utf8')
  assert.doesNotMatch(text, /\bimport\b(?!\.meta)/)
  assert.ok(text.match(/\n/g).length <= 250)
})

test('the types of the client are sound', () => {
  const tsc = fileURLToPath(new URL('node_modules/typescript/bin/tsc', import.meta.url))
  const options = '--allowJs --checkJs --strict --noEmit --target esnext --module esnext --lib esnext,dom,dom.iterable'.split(' ')
  const { stdout, status } = spawnSync(process.execPath, [tsc, ...options, fileURLToPath(module)], { encoding: 'utf8' })
  assert.deepEqual([stdout, status], ['', 0])
})
