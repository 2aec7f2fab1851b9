/** Writes XML: values become elements, lists elements of one name, nothing is left unescaped. */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
/** What XML 1.0 cannot hold, not even as a reference: control characters but tab and line ends, lone surrogates, two non-characters. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}(?<![\u007f-\u009f])|\p{Cs}|[\ufffe\uffff]/gu

/** Text that stays text between tags and in attributes. */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)
}

/** An element around markup that is already written. */
export function element(name: string, content: string, attributes = ''): string {
  const open = attributes === '' ? name : `${name} ${attributes}`
  return content === '' ? `<${open}/>` : `<${open}>${content}</${name}>`
}

/** A value as elements called `name`: one each of a list, its members inside for an object, `xsi:nil` for null, nothing for what is absent. */
export function toXml(name: string, value: unknown): string {
  if (value === undefined) return ''
  if (value === null) return `<${name} xsi:nil="true"/>`
  if (Array.isArray(value)) return value.map((each) => toXml(name, each)).join('')
  if (typeof value !== 'object') return element(name, escapeXml(String(value)))
  return element(
    name,
    Object.entries(value)
      .map(([key, each]) => toXml(key, each))
      .join(''),
  )
}
