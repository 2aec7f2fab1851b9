/** CSV for spreadsheets: RFC 4180 quoting, and no cell that a spreadsheet would take for a formula. */

const cell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows of text, the first being the header, with CRLF line ends. */
export const toCsv = (rows: readonly (readonly (string | number | null | undefined)[])[]): string =>
  rows.map((row) => `${row.map((value) => cell(value === null || value === undefined ? '' : String(value))).join(',')}\r\n`).join('')
