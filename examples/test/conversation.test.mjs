// F2: what README and docs/first-hour.md print is pasted into a shell, block by block, against the packaged service, and each
// answer is compared with the one that is printed below it.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import { blocks } from './markdown.mjs'
import { startLatchkey, stopAll } from './processes.mjs'

const END = 'end-of-the-answer'
const conversation = blocks('docs/first-hour.md', '## The conversation')
const threeSteps = blocks('README.md', '## Three steps to a verified token')
let latchkey

before(async () => {
  // dev mode has this from the start
  latchkey = await startLatchkey({ LATCHKEY_TOKEN_PROFILE_CLAIMS: 'favoriteColor' })
})
after(stopAll)

/** A shell that somebody pastes into: everything that a block sets is there for the next. */
function openShell(name) {
  const child = spawn(name, [], { stdio: ['pipe', 'pipe', 'pipe'], env: { PATH: process.env.PATH } })
  let faults = ''
  child.stderr.on('data', data => { faults += data })
  return {
    paste: text => new Promise((resolve, reject) => {
      let output = ''
      const hear = data => {
        output += data
        const end = output.indexOf(`\n${END} `)
        if (end < 0) return
        child.stdout.off('data', hear)
        const status = Number(output.slice(end).split(' ')[1])
        if (status === 0) resolve(output.slice(0, end))
        else reject(new Error(`exit code ${status} of: ${text}${output}${faults}`))
      }
      child.stdout.on('data', hear)
      child.stdin.write(`${text}printf '\\n${END} %s \\n' $?\n`)
    }),
    close: () => child.kill(),
  }
}

/** Commands, and the answers that are printed below them. */
function steps(blocks, least) {
  assert.ok(blocks.length >= 2 * least, `${blocks.length} blocks`)
  return Array.from({ length: blocks.length / 2 }, (_, index) => {
    const [commands, answer] = blocks.slice(2 * index, 2 * index + 2)
    assert.equal(commands.language, 'sh')
    assert.match(answer.language, /^(json|http)$/)
    return { commands: commands.text, answer }
  })
}

/** What may differ from one run to the next becomes its kind. */
function kind(value, name) {
  if (typeof value === 'number') return name === 'status' ? value : '<number>'
  if (typeof value !== 'string') return value
  return value
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/, '<time>')
    .replace(/^(eyJ|lk1\.)[\w.…-]+$/, '<$1 token>')
    .replace(/localhost:\d+/, 'localhost:<port>')
}

/** The answer's members in their order, with what is the same in every run. */
const shape = text => JSON.stringify(JSON.parse(text, (name, value) => kind(value, name)), null, 1)

function assertPrinted(seen, { language, text }, rename) {
  if (language === 'http') return assert.equal(seen.split('\r\n')[0], text.trim())
  assert.equal(shape(seen), shape(rename(text)))
}

const pages = [
  { page: 'docs/first-hour.md', printed: conversation, user: 'carol', least: 8 },
  { page: 'README.md', printed: threeSteps, user: 'alice', least: 3 },
]

for (const { page, printed, user, least } of pages) {
  for (const [shell, suffix] of [['bash', ''], ['sh', 'ia'], ['bash', '-b'], ['sh', 'zo.e_y']]) {
    const name = user + suffix
    test(`F2: what ${page} prints can be pasted into ${shell} by ${name}, in order, and is answered as printed`, async () => {
      const rename = text => text.replaceAll(user, name).replaceAll('localhost:8080', new URL(latchkey.url).host)
      const { paste, close } = openShell(shell)
      try {
        for (const { commands, answer } of steps(printed, least)) assertPrinted(await paste(rename(commands)), answer, rename)
      } finally {
        close()
      }
    })
  }
}

test('F2: the line that shows the token reads every payload: any padding, and the letters that are base64url alone', () => {
  const line = conversation.find(({ text }) => text.includes('base64 -d')).text
  const payloads = ['{"a":"?>~"}', '{"a":"?>~?"}', '{"a":"?>~ÿ"}', '{"name":"zoë 😀 ÿ?>"}', '{}']
  const lengths = new Set(payloads.map(text => Buffer.from(text).length % 3))
  assert.equal(lengths.size, 3)
  assert.match(payloads.map(text => Buffer.from(text).toString('base64url')).join(''), /-.*_|_.*-/)
  for (const payload of payloads) {
    const TOKEN = `e30.${Buffer.from(payload).toString('base64url')}.c2ln`
    const { stdout, stderr, status } = spawnSync('sh', ['-c', line], { env: { ...process.env, TOKEN }, encoding: 'utf8' })
    assert.deepEqual([stdout, stderr, status], [payload, '', 0])
  }
})
