// The programs that a run starts, each with its log in examples/test/target. All are stopped at its end, good or bad.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const logs = fileURLToPath(new URL('target/', import.meta.url))
export const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java'
const running = new Set()

const PATIENCE = 90_000
const GRACE = 20_000

export const apis = {
  node: ['node', 'examples/node/server.mjs'],
  quarkus: [java, '-jar', 'examples/quarkus/target/quarkus-app/quarkus-run.jar'],
  spring: [java, '-jar', 'examples/spring/target/latchkey-example-spring-0.1.0-SNAPSHOT.jar'],
}

export async function freePort() {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

function start(name, [command, ...args], env = {}, options = {}) {
  mkdirSync(logs, { recursive: true })
  const log = `${logs}${name}.log`
  const output = openSync(log, 'w')
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', output, output], ...options })
  const program = { name, child, log, exited: once(child, 'exit') }
  running.add(program)
  return program
}

async function until(program, isReady, patience = PATIENCE) {
  const deadline = Date.now() + patience
  while (!await isReady()) {
    if (program.child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`${program.name} did not start: ${readFileSync(program.log, 'utf8').slice(-2000)}`)
    }
    await sleep(100)
  }
  return program
}

const answers = url => fetch(url).then(({ status }) => status === 401, () => false)

/** Any API that answers 401 to a call without a token; one that does not read PORT is given by a function from the port. */
export async function startServer(name, command, path, env) {
  const port = await freePort()
  const program = start(name, typeof command === 'function' ? command(port) : command, { PORT: String(port), ...env })
  program.url = `http://localhost:${port}${path}`
  return until(program, () => answers(program.url))
}

/** One of the APIs, for the tokens of an issuer. */
export const startApi = (name, issuer) => startServer(name, apis[name], '/hello', { LATCHKEY_ISSUER: issuer })

/** The packaged service with a database of its own. */
export async function startLatchkey(env = {}) {
  const port = await freePort()
  const program = start('latchkey', ['bench/serve', String(port)], env)
  program.url = `http://localhost:${port}`
  return until(program, () => readFileSync(program.log, 'utf8').includes('ready:'))
}

/** The service in dev mode, as a process group of its own, as a terminal makes one; the first start also downloads. */
export async function startDevMode(command, env) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const program = start('dev', command, { QUARKUS_HTTP_PORT: String(port), LATCHKEY_ISSUER: url, ...env }, { detached: true })
  program.url = url
  return until(program, () => fetch(`${url}/auth/rules`).then(({ ok }) => ok, () => false), 10 * PATIENCE)
}

export async function stop(program) {
  program.child.kill()
  const killed = setTimeout(() => program.child.kill('SIGKILL'), GRACE)
  await program.exited
  clearTimeout(killed)
  running.delete(program)
}

export const stopAll = () => Promise.all([...running].map(stop))

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopAll().then(() => process.exit(1)))
