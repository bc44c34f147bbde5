/** Who is signed in: the claims of the access token. */
export interface Claims {
  readonly sub: string
  readonly sid: string
  readonly username: string
  readonly exp: number
  readonly [name: string]: unknown
}

/** What is wrong with one member of a request: show a text of your own by `code`. */
export interface Violation {
  readonly field: string
  readonly code: string
  readonly parameters?: Readonly<Record<string, number>>
  readonly message: string
}

/** What the service refused (RFC 9457), or `unreachable` when no answer was from it. */
export class LatchkeyError extends Error {
  readonly code: string
  readonly status: number
  readonly violations: readonly Violation[]
  /** Milliseconds until another attempt is worth making, or 0. */
  readonly retryAfter: number
}

export interface Account {
  readonly id: string
  readonly username: string
  readonly email: string | null
  readonly emailVerified: boolean
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
  readonly profile: Readonly<Record<string, unknown>>
  readonly createdAt: string
  readonly updatedAt: string
}

export interface Latchkey {
  /** Makes an account and does not sign in. */
  register(person: { username: string, password: string, email?: string, profile?: object }): Promise<Account>
  /** Signs in, in all tabs. */
  login(credentials: { username: string, password: string }): Promise<Claims>
  /** Signs out in all tabs at once; rejects with `unreachable` within 3 s while the service has not heard of it, and goes on trying. */
  logout(): Promise<void>
  /** Who is signed in, asking the service if need be; rejects with `unreachable` within 3 s, and goes on trying: `onChange` hears of it. */
  ready(): Promise<Claims | null>
  /** As `fetch`, with the access token. */
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>
  /** Who is signed in, as far as that is known. */
  readonly claims: Claims | null
  /** Hears of who signs in or out, here or in another tab. Gives a function that unsubscribes. */
  onChange(listener: (claims: Claims | null) => void): () => void
}

/** `url`: where the service is. `audiences`: the origins that get the token, beside the service's; by default the page's own. */
export function createLatchkey(options?: { url?: string, audiences?: readonly string[] }): Latchkey
