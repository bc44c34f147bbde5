// Latchkey in the browser: signs a person in and sends their access token, in memory only, with what the page fetches. See README.md

/** @typedef {{sub: string, sid: string, username: string, exp: number, [name: string]: unknown}} Claims */
/** @typedef {{token: string, claims: Claims, life: number, wall: number}} Session `life`: ms from `wall`, a Date.now() */
/** @typedef {{username: string, password: string}} Credentials */
/** @typedef {{code?: string, message?: string, title?: string, violations?: object[]}} Problem */

// an answer that was lost is repeated for 30 s; to ask with the same cookie after that would end the session
const PATIENCE = 25_000
const NOTICE = 2500 // until a page hears that the service does not answer

/** What the service refused (RFC 9457), or `unreachable` when no answer was from it. */
export class LatchkeyError extends Error {
  /** @param {Problem} problem @param {unknown} [cause] */
  constructor(problem, status = 0, retryAfter = 0, cause) {
    super(problem.message ?? problem.title ?? 'Latchkey is unreachable', { cause })
    this.code = problem.code ?? 'unreachable'
    this.status = status
    this.violations = problem.violations ?? []
    this.retryAfter = retryAfter // ms
  }
}

/** @param {string} url @param {object} body @param {AbortSignal[]} quit @returns {Promise<any>} */
async function post(url, body = {}, ...quit) {
  let answer, json
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'include',
      keepalive: true, // a logout must arrive although the page is left
      signal: AbortSignal.any([AbortSignal.timeout(10_000), ...quit]),
    })
    json = /json/.test(answer.headers.get('Content-Type') ?? '') && await answer.json()
  } catch (cause) {
    throw new LatchkeyError({}, 0, 0, cause)
  }
  // HTML is not from the service, whatever its status
  if (answer.ok && (json || answer.status === 204)) return json
  throw new LatchkeyError(json || {}, answer.status, Number(answer.headers.get('Retry-After')) * 1000 || 0)
}

/** Tries again what may pass, while it can help. @template T @param {() => Promise<T>} step @returns {Promise<T>} */
async function persistently(step, patience = PATIENCE) {
  const end = performance.now() + patience
  for (let pause = 500; ; pause = Math.min(pause * 2, 30_000)) {
    try {
      return await step()
    } catch (error) {
      if (!(error instanceof LatchkeyError)) throw error
      const mayPass = error.code === 'unreachable' || error.status >= 500 || error.status === 429
      // not all browsers shall come back in the same moment
      const wait = (error.retryAfter || pause) * (1 + Math.random() / 4)
      if (!mayPass || performance.now() + wait > end) throw error
      await new Promise(wake => setTimeout(wake, wait))
    }
  }
}

/** Says soon that there is no answer yet; the work goes on. @template T @param {Promise<T>} work @returns {Promise<T>} */
const soon = work => Promise.race([work, new Promise((_, reject) => setTimeout(() => reject(new LatchkeyError({})), NOTICE))])

/** @param {string} url @param {object} [body] @param {AbortSignal[]} quit @returns {Promise<Session>} */
async function session(url, body, ...quit) {
  const wall = Date.now()
  const { token, expiresIn } = await post(url, body, ...quit)
  const bytes = atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'))
  const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, byte => byte.charCodeAt(0))))
  return { token, claims, life: expiresIn * 1000, wall }
}

/** The tabs of this origin: one at a time does something, and all hear what came of it. */
class Tabs {
  #name
  #mouth
  /** @type {Map<string, (heard: unknown) => void>} */
  #echoes = new Map()

  /** @param {string} name @param {(session: Session | null, login?: boolean) => void} hear */
  constructor(name, hear) {
    this.#name = name
    this.#mouth = new BroadcastChannel(name)
    new BroadcastChannel(name).onmessage = ({ data }) => {
      this.#echoes.get(data.id)?.(0)
      if (!this.#echoes.delete(data.id) && 'session' in data) hear(data.session, data.login)
    }
  }

  /** Done when this tab has heard it itself, and so all that was said before. @param {object} message */
  say(message) {
    const id = crypto.randomUUID()
    return new Promise(heard => {
      this.#echoes.set(id, heard)
      this.#mouth.postMessage({ ...message, id })
    })
  }

  /** Hears first what was said, for a lock may overtake it. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  async alone(work) {
    const signal = AbortSignal.timeout(PATIENCE)
    return navigator.locks.request(this.#name, { signal }, async () => {
      await this.say({})
      return work()
    }).catch(error => { throw error === signal.reason ? new LatchkeyError({}, 0, 0, error) : error })
  }
}

class Client {
  /** @type {Session | null | undefined} undefined: not known yet */
  #session
  /** @type {Promise<void> | undefined} */
  #renewing
  #receivedAt = 0 // by performance.now()
  #logouts = 0
  #quit = new AbortController()
  changes = new EventTarget()

  /** @param {string} base @param {Set<string>} audiences */
  constructor(base, audiences) {
    this.base = base
    this.audiences = audiences
    // while we sign out, a refresh that was under way elsewhere may still tell of its token
    this.tabs = new Tabs('latchkey:' + base, (session, login) => session && this.#logouts && !login || this.#set(session))
    // in the back/forward cache a page hears nothing
    addEventListener('pageshow', ({ persisted }) => {
      if (!persisted) return
      this.#session = this.#session ? { ...this.#session, life: 0 } : undefined
      this.current().catch(reportError)
    })
  }

  get claims() { return this.#session?.claims ?? null }

  /** @param {Session | null} next */
  #set(next) {
    const before = this.#session
    this.#session = next
    this.#receivedAt = performance.now() - (next ? Math.max(0, Date.now() - next.wall) : 0)
    if (!next) {
      // the answer to a refresh must not sign in again
      this.#quit.abort()
      this.#quit = new AbortController()
    }
    if (before === undefined || before?.claims.sid !== next?.claims.sid) this.changes.dispatchEvent(new Event('change'))
  }

  /** @param {Session | null} session */
  #share(session, login = false) {
    const heard = this.tabs.say({ session, login })
    this.#set(session)
    return heard
  }

  /** @param {string} [refused] a token that will not do */
  #isGood(refused) {
    const session = this.#session
    if (!session) return session === null
    // two clocks, for one may be set and the other stand still while the machine sleeps
    const age = Math.max(Date.now() - session.wall, performance.now() - this.#receivedAt)
    return session.token !== refused && age < session.life - Math.min(30_000, session.life / 10)
  }

  /** Refreshes when it is needed: a timer would keep forgotten tabs signed in. @param {string} [refused] */
  async current(refused) {
    if (!this.#isGood(refused)) {
      this.#renewing ??= this.#renew(refused).finally(() => { this.#renewing = undefined })
      await this.#renewing
    }
    return this.#session
  }

  /** @param {AbortSignal} signal @param {string} [refused] @returns {ReturnType<Client['current']>} */
  #currentUnless(signal, refused) {
    signal.throwIfAborted()
    const aborted = new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    return Promise.race([this.current(refused), /** @type {Promise<never>} */ (aborted)])
  }

  /** Between attempts the lock is free, for a tab in the background may sleep long. @param {string} [refused] */
  #renew(refused) {
    return persistently(() => this.tabs.alone(async () => {
      // another tab may have done it
      if (this.#isGood(refused)) return
      const { signal } = this.#quit
      const next = await session(this.base + '/auth/refresh', {}, signal).catch(error => {
        if (signal.aborted || error.code === 'invalid_refresh_token') return null
        throw error
      })
      if (!signal.aborted) await this.#share(next)
    }))
  }

  /** @param {Credentials} credentials */
  login({ username, password }) {
    return this.tabs.alone(async () => {
      const next = await session(this.base + '/auth/login', { username, password, transport: 'cookie' })
      await this.#share(next, true)
      return next.claims
    })
  }

  /** All tabs forget at once, but only the service, or a login meanwhile, can end the session and take the cookie. */
  async logout() {
    this.#logouts++
    await this.#share(null)
    await soon(persistently(() => this.tabs.alone(async () => {
      if (!this.#session) await post(this.base + '/auth/logout').finally(() => this.#share(null))
    }), Infinity).finally(() => this.#logouts--))
  }

  /** @param {RequestInfo | URL} input @param {RequestInit} [init] */
  async fetch(input, init) {
    const request = new Request(input, init)
    if (!this.audiences.has(new URL(request.url).origin) || request.headers.has('Authorization')) return fetch(request)
    const person = this.claims?.sub
    const now = await this.#currentUnless(request.signal)
    if (!now) return fetch(request)
    // what one person wanted is not done in the name of another
    if (person && person !== now.claims.sub) throw new LatchkeyError({ code: 'person_changed', title: 'Person Changed' })
    const again = request.clone()
    request.headers.set('Authorization', 'Bearer ' + now.token)
    const answer = await fetch(request)
    if (answer.status !== 401) return answer
    const next = await this.#currentUnless(again.signal, now.token)
    if (!next || next.token === now.token || next.claims.sub !== now.claims.sub) return answer
    again.headers.set('Authorization', 'Bearer ' + next.token)
    return fetch(again)
  }
}

/** @param {{url?: string, audiences?: string[]}} options audiences: the origins that get the token, beside the service's */
export function createLatchkey({ url = new URL('.', import.meta.url).href, audiences = [location.origin] } = {}) {
  const { href, origin } = new URL(url, location.href)
  const client = new Client(href.replace(/\/+$/, ''), new Set([origin, ...audiences.map(each => new URL(each).origin)]))
  return Object.freeze({
    /** @param {Credentials & {email?: string, profile?: object}} person */
    register: person => post(client.base + '/auth/register', person),
    login: client.login.bind(client), logout: client.logout.bind(client), fetch: client.fetch.bind(client),
    ready: async () => (await soon(persistently(() => client.current(), Infinity)))?.claims ?? null,
    get claims() { return client.claims },
    /** @param {(claims: Claims | null) => void} listener hears of who signs in or out, in any tab */
    onChange(listener) {
      const hear = () => listener(client.claims)
      client.changes.addEventListener('change', hear)
      return () => client.changes.removeEventListener('change', hear)
    },
  })
}
