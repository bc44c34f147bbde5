// The fenced blocks of a page, so that a test runs what the page prints and nothing else.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)

/**
 * The fenced blocks of a page, in order.
 * @param {string} path from the root of the repository
 * @param {string} [heading] of the only section to look at, with its #
 * @returns {{language: string, text: string, before: string}[]} `before`: the prose since the block before
 */
export function blocks(path, heading) {
  const page = readFileSync(new URL(path, root), 'utf8')
  const fences = [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
  const isProse = index => !fences.some(fence => index > fence.index && index < fence.index + fence[0].length)
  const headings = [...page.matchAll(/^(#+) .*/gm)].filter(({ index }) => isProse(index))
  const own = headings.find(([text]) => text === heading)
  if (heading && !own) throw new Error(`${path} has no section "${heading}"`)
  const start = own?.index ?? 0
  const end = headings.find(({ index, 1: level }) => own && index > start && level.length <= own[1].length)?.index ?? page.length
  let last = start
  return fences.filter(({ index }) => index >= start && index < end).map(({ index, 0: { length }, 1: language, 2: text }) => {
    const before = page.slice(last, index)
    last = index + length
    return { language, text, before }
  })
}

/** A path below the root of the repository. */
export const at = path => fileURLToPath(new URL(path, root))
