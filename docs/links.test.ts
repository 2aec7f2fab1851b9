/** Every relative link of the README and of the documentation leads to a file, and to a heading where it names one. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

const pagesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return pagesBelow(path)
    return entry.name.endsWith('.md') ? [path] : []
  })

/** Code is no prose: what looks like a link there is none. */
const prose = (text: string): string => text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '')

/** The anchors of a page's headings, as hosts of Markdown make them: lower case, no punctuation, dashes for spaces. */
const anchorsOf = (text: string): ReadonlySet<string> => {
  const seen = new Map<string, number>()
  const anchors = new Set<string>()
  for (const [, heading = ''] of text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/<[^>]*>/g, '')
    const anchor = plain
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
    const before = seen.get(anchor) ?? 0
    seen.set(anchor, before + 1)
    anchors.add(before === 0 ? anchor : `${anchor}-${before}`)
  }
  for (const [, name = ''] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(name)
  return anchors
}

const targetsOf = (text: string): readonly string[] =>
  [...prose(text).matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)].map(([, target = '']) => target)

/** Why the link leads nowhere, or nothing. */
const brokenBecause = (page: string, target: string): string | undefined => {
  if (/^[a-z]+:/.test(target)) return undefined
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? page : join(dirname(page), decodeURIComponent(path))
  if (relative(root, file).startsWith('..')) return 'outside the repository'
  if (!existsSync(file)) return 'no such file'
  if (anchor === undefined || statSync(file).isDirectory()) return undefined
  return anchorsOf(readFileSync(file, 'utf8')).has(decodeURIComponent(anchor)) ? undefined : 'no such heading'
}

const pages = [join(root, 'README.md'), ...pagesBelow(join(root, 'docs'))]

test.each(pages.map((page) => [relative(root, page), page] as const))('every link of %s leads somewhere', (_name, page) => {
  const broken = targetsOf(readFileSync(page, 'utf8')).flatMap((target) => {
    const why = brokenBecause(page, target)
    return why === undefined ? [] : [`${target}: ${why}`]
  })
  expect(broken).toEqual([])
})

test('every page of the documentation is linked from another one', () => {
  const linked = new Set(
    pages.flatMap((page) =>
      targetsOf(readFileSync(page, 'utf8'))
        .filter((target) => !/^[a-z]+:/.test(target))
        .map((target) => join(dirname(page), decodeURIComponent(target.split('#')[0] ?? '')))
        .filter((file) => file !== page),
    ),
  )
  // Decisions are numbered: their folder is their list.
  const lonely = pages.filter((page) => !linked.has(page) && !/^\d{3}-/.test(basename(page)))
  expect(lonely.map((page) => relative(root, page))).toEqual(['README.md'])
})

test('a link to nothing would be noticed', () => {
  const page = join(root, 'README.md')
  expect([
    brokenBecause(page, 'docs/nowhere.md'),
    brokenBecause(page, 'docs/README.md#no-such-heading'),
    brokenBecause(page, '../elsewhere.md'),
    brokenBecause(page, '#try-it'),
  ]).toEqual(['no such file', 'no such heading', 'outside the repository', undefined])
})
