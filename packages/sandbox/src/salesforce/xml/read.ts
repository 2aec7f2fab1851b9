/** Reads the XML that clients send: elements by their local names, no document types, no entities but the five of XML. */
import { parseXml, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml'

/** One element. `name` is without its prefix; `attributes` keep theirs. */
export type Element = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  readonly text: string
}

/** Elements within elements. */
const DEEPEST = 200

/** What is wrong with a document, in plain words. */
export class BadXml extends Error {
  override readonly name = 'BadXml'
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function convert(element: XmlElement, depth: number): Element {
  if (depth > DEEPEST) throw new BadXml(`elements are nested more than ${DEEPEST} deep`)
  const children: Element[] = []
  let text = ''
  for (const child of element.children) {
    if (child instanceof XmlElement) children.push(convert(child, depth + 1))
    else if (child instanceof XmlText) text += child.text
  }
  return { name: local(element.name), attributes: element.attributes, children, text }
}

/** Depth of the tags, told before the parser recurses into them. */
function isTooDeep(source: string): boolean {
  let depth = 0
  for (const [tag] of source.matchAll(/<[A-Za-z_/][^>]*>/g)) {
    if (tag.startsWith('</')) depth -= 1
    else if (!tag.endsWith('/>')) depth += 1
    if (depth > DEEPEST) return true
  }
  return false
}

/** The root element. Throws `BadXml`. */
export function readXml(source: string): Element {
  if (/<!DOCTYPE/i.test(source)) throw new BadXml('document types are not taken')
  if (isTooDeep(source)) throw new BadXml(`elements are nested more than ${DEEPEST} deep`)
  try {
    const { root } = parseXml(source.trimStart())
    if (root === null) throw new BadXml('there is no root element')
    return convert(root, 1)
  } catch (error) {
    if (error instanceof XmlError) throw new BadXml(error.message.split('\n')[0] ?? '')
    throw error
  }
}

export function child(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((each) => each.name === name)
}

export function children(element: Element, name: string): Element[] {
  return element.children.filter((each) => each.name === name)
}

/** The trimmed text of a child; absent or nil: `undefined`. */
export function childText(element: Element | undefined, name: string): string | undefined {
  const found = child(element, name)
  return found === undefined || isNil(found) ? undefined : found.text.trim()
}

export function childTexts(element: Element, name: string): string[] {
  return children(element, name).map(({ text }) => text.trim())
}

export function isNil(element: Element): boolean {
  return Object.entries(element.attributes).some(([name, value]) => local(name) === 'nil' && (value === 'true' || value === '1'))
}

/** The type an `xsi:type` names, without its prefix. */
export function typeOf(element: Element): string | undefined {
  const found = Object.entries(element.attributes).find(([name]) => name.includes(':') && local(name) === 'type')?.[1]
  return found === undefined ? undefined : local(found)
}
