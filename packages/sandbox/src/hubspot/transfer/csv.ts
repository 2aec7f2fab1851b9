/** Comma-separated values: read with quotes, written with as few as needed. */

/** Rows of cells; a quoted cell may hold commas, line ends and doubled quotes. A mark of byte order is dropped, an empty last line too. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const source = text.replace(/^\uFEFF/, '')
  const endRow = (): void => {
    rows.push([...row, cell])
    row = []
    cell = ''
  }
  for (let index = 0; index < source.length; index += 1) {
    const character = source.charAt(index)
    if (isQuoted) {
      if (character !== '"') {
        cell += character
      } else if (source.charAt(index + 1) === '"') {
        cell += '"'
        index += 1
      } else {
        isQuoted = false
      }
    } else if (character === '"' && cell === '') {
      isQuoted = true
    } else if (character === ',') {
      row.push(cell)
      cell = ''
    } else if (character === '\n') {
      endRow()
    } else if (character !== '\r' || source.charAt(index + 1) !== '\n') {
      cell += character
    }
  }
  if (cell !== '' || row.length > 0) {
    endRow()
  }
  return rows
}

/** Rows as text, each ended by a line feed. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(',')}\n`).join('')
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
