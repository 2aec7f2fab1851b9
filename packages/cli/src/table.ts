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

/** Left-aligned columns under their titles, two spaces apart; control characters are shown as spaces. */
export const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: values of records must not drive the terminal
  const clean = [titles, ...rows].map((row) => row.map((cell) => cell.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')))
  const widths = titles.map((_, column) => Math.max(...clean.map((row) => widthOf(row[column] ?? ''))))
  return clean
    .map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
