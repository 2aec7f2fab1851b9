/** Reading of a mistake: what it is, where it should be pointed at, and the whole policy that it stands in. */
import type { Span } from '../src/text/span'

export type Mistake = {
  /** `names/property-in-capitals`. */
  readonly name: string
  readonly code: string
  /** Pieces that the help must hold; none where any help will do. */
  readonly help: readonly string[]
  readonly text: string
  readonly span: Span
}

const OPEN = '⟦'
const CLOSE = '⟧'
const HEADER = /^# (code|frame|help): (.+)$/

const only = (name: string, values: readonly string[]): string => {
  const [value] = values
  if (value === undefined || values.length > 1) throw new Error(`${name} needs exactly one header line of that kind`)
  return value
}

/** Puts the lines in the place of the frame's line of three dots, with its indentation. */
const framed = (body: string, frame: string): string =>
  frame.replace(/^( *)\.\.\.\n/m, (_, indent: string) => body.replace(/^(?=.)/gm, indent))

/**
 * A file begins with `# code: LS1234`, perhaps `# frame: NAME`, and a line `# help: ...` for each piece that the help must hold; after an
 * empty line the policy follows, the part that should be pointed at between `⟦` and `⟧`. Throws where a file is not so.
 */
export const readMistake = (name: string, file: string, frames: ReadonlyMap<string, string>): Mistake => {
  const at = file.indexOf('\n\n')
  const headers = file
    .slice(0, at)
    .split('\n')
    .map((line) => HEADER.exec(line))
  const valuesOf = (key: string) => headers.flatMap((one) => (one?.[1] === key ? [one[2] ?? ''] : []))
  if (at < 0 || headers.includes(null)) throw new Error(`${name} has no header`)
  const [frameName] = valuesOf('frame')
  const frame = frameName === undefined ? '...\n' : frames.get(frameName)
  if (frame === undefined) throw new Error(`${name} names no frame that there is`)
  const marked = framed(file.slice(at + 2), frame)
  const [start, end] = [marked.indexOf(OPEN), marked.indexOf(CLOSE) - 1]
  if (start < 0 || end < start || marked.split(OPEN).length + marked.split(CLOSE).length !== 4)
    throw new Error(`${name} needs one ⟦ and one ⟧`)
  const text = marked.replace(OPEN, '').replace(CLOSE, '')
  return { name, code: only(name, valuesOf('code')), help: valuesOf('help'), text, span: { start, end } }
}

/** The frame with nothing in it, which must be a policy without any finding. */
export const emptyFrame = (frame: string): string => framed('', frame)
