/** `plain_text`: what is read of an HTML text. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

const BREAKS = new Set(['br', 'p', 'div', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'ol', 'table', 'pre'])
const HIDDEN = new Set(['script', 'style', 'head', 'title'])
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['hellip', '…'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bull', '•'],
  ['euro', '€'],
  ['copy', '©'],
  ['reg', '®'],
])

const entity = (whole: string, name: string): string => {
  if (!name.startsWith('#')) return NAMED.get(name.toLowerCase()) ?? whole
  const point = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  const isCharacter = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
  return isCharacter ? String.fromCodePoint(point) : ''
}

const tagName = (tag: string): string => /^\/?([a-z][a-z0-9]{0,20})/i.exec(tag)?.[1]?.toLowerCase() ?? ''

/** Text between tags; a `<` that opens no tag is text. One pass from left to right. */
const readTags = (html: string): string => {
  const parts: string[] = []
  let at = 0
  let hiddenUntil = ''
  while (at < html.length) {
    const open = html.indexOf('<', at)
    const end = open === -1 ? html.length : open
    if (hiddenUntil === '') parts.push(html.slice(at, end))
    if (open === -1) break
    const close = html.indexOf('>', open)
    if (close === -1) {
      if (hiddenUntil === '') parts.push(html.slice(open))
      break
    }
    const tag = html.slice(open + 1, Math.min(close, open + 40))
    const name = tagName(tag)
    if (hiddenUntil !== '') hiddenUntil = tag.startsWith('/') && name === hiddenUntil ? '' : hiddenUntil
    else if (HIDDEN.has(name) && !tag.startsWith('/')) hiddenUntil = name
    else if (BREAKS.has(name)) parts.push('\n')
    else if (name === '' && !tag.startsWith('!')) parts.push(html.slice(open, close + 1))
    at = close + 1
  }
  return parts.join('')
}

export const plainText: FunctionDefinition = {
  name: 'plain_text',
  group: 'text',
  parameters: [{ name: 'html', type: 'text' }],
  result: 'text',
  summary: 'takes the marks of HTML out of a text, with line breaks where paragraphs, rows and items end: for notes and emails',
  examples: [
    { args: ['<p>Hello <b>Ada</b></p><p>Bye &amp; thanks</p>'], result: 'Hello Ada\nBye & thanks' },
    { args: ['a<br>b'], result: 'a\nb' },
    { args: ['1 &lt; 2'], result: '1 < 2' },
    { args: ['plain'], result: 'plain' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([html = 0]) => html * 2,
  call: (args) => {
    const html = textAt(args, 0)
    if (html === null) return null
    const text = readTags(html).replace(/&(#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z]{1,10});/g, entity)
    return (
      text
        .split(/\n/u)
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join('\n') || null
    )
  },
}
