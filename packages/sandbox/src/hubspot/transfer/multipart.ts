/** Parts of a `multipart/form-data` body. */

/** `fileName` is absent for plain fields. */
export type Part = { readonly name: string; readonly fileName?: string; readonly content: string }

/** Undefined where the content type names no boundary. */
export function readMultipart(contentType: string, body: string): readonly Part[] | undefined {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined || !/^multipart\/form-data/i.test(contentType)) {
    return undefined
  }
  return `\r\n${body}`
    .split(`\r\n--${mark}`)
    .slice(1, -1)
    .flatMap((section) => readPart(section))
}

function readPart(section: string): Part[] {
  const end = section.indexOf('\r\n\r\n')
  const head = section.slice(0, end)
  const name = /[;\s]name="([^"]*)"/i.exec(head)?.[1]
  const fileName = /filename="([^"]*)"/i.exec(head)?.[1]
  if (end < 0 || name === undefined) {
    return []
  }
  return [{ name, content: section.slice(end + 4), ...(fileName === undefined ? {} : { fileName }) }]
}
