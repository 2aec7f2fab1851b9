/** CSV as the Bulk APIs take and give it. */
import { CsvError, parse } from 'csv-parse/sync'

/** Delimiters by the names that jobs call them. */
export const DELIMITERS: Readonly<Record<string, string>> = {
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
}
export const LINE_ENDINGS: Readonly<Record<string, string>> = { LF: '\n', CRLF: '\r\n' }

/** What is wrong with a file, in plain words. */
export class BadCsv extends Error {
  override readonly name = 'BadCsv'
}

/** A file with its header apart. A row has as many cells as the header. */
export type Sheet = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** Reads a file; lines that are empty are left out. Throws `BadCsv`. */
export function readCsv(text: string, delimiter: string): Sheet {
  try {
    const lines: string[][] = parse(text, { delimiter, bom: true, skip_empty_lines: true, relax_column_count_less: true })
    const [header = [], ...rows] = lines
    return { header: header.map((name) => name.trim()), rows: rows.map((row) => header.map((_, index) => row[index] ?? '')) }
  } catch (error) {
    if (error instanceof CsvError) throw new BadCsv(error.message)
    throw error
  }
}

/** Writes lines, every cell in quotes. */
export function writeCsv(lines: Iterable<readonly string[]>, delimiter: string, lineEnding: string): string {
  let text = ''
  for (const line of lines) text += line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter) + lineEnding
  return text
}
