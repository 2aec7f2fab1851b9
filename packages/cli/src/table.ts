/** Table: columns for a terminal, wide characters counted as two. */

const isWide = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0xffe0 && code <= 0xffe6) ||
  (code >= 0x1f300 && code <= 0x1faff)

/** How many terminal columns a text takes. */
export const widthOf = (text: string): number => {
  let width = 0
  for (const character of text) width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1
  return width
}

/** Control characters shown as spaces: values of records must not drive the terminal. */
export const plain = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')

const isNumber = (text: string): boolean => /^[\d.]*$/.test(text)

/** Columns two spaces apart, numbers to the right, everything else to the left. */
export const columns = (rows: readonly (readonly string[])[], isTitled = false): string => {
  const clean = rows.map((row) => row.map(plain))
  const count = Math.max(0, ...clean.map((row) => row.length))
  const shape = Array.from({ length: count }, (_, column) => {
    const body = clean.slice(isTitled ? 1 : 0).map((row) => row[column] ?? '')
    return {
      width: Math.max(...clean.map((row) => widthOf(row[column] ?? ''))),
      isRight: body.length > 0 && body.every(isNumber) && body.some((cell) => cell !== ''),
    }
  })
  return clean
    .map((row) =>
      row
        .map((cell, column) => {
          const { width = 0, isRight = false } = shape[column] ?? {}
          const space = ' '.repeat(width - widthOf(cell))
          return isRight ? space + cell : cell + space
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Columns under their titles. */
export const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string => columns([titles, ...rows], true)
