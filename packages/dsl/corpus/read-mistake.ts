/** Reading of a mistake: what it is, where it should be pointed at, and the whole policy that it stands in. */
import type { Source } from '../src/text/source'
import type { Location, Span } from '../src/text/span'

export type Mistake = {
  /** `names/property-in-capitals`. */
  readonly name: string
  readonly code: string
  /** Pieces that the help must hold; none where any help will do. */
  readonly help: readonly string[]
  /** The files of the policy, the first one `mistake.sync`. */
  readonly files: readonly Source[]
  readonly at: Location
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

const FILE = 'mistake.sync'
/** What follows such a line is another file of the policy. */
const NEXT = /^=== (\S+)\n/m

const filesIn = (file: string, text: string): readonly Source[] => {
  const next = NEXT.exec(text)
  return next === null
    ? [{ file, text }]
    : [{ file, text: text.slice(0, next.index) }, ...filesIn(next[1] ?? '', text.slice(next.index + next[0].length))]
}

const spanIn = (text: string): Span | undefined => {
  const [start, end] = [text.indexOf(OPEN), text.indexOf(CLOSE) - 1]
  return start < 0 || end < start || text.split(OPEN).length + text.split(CLOSE).length !== 4 ? undefined : { start, end }
}

/**
 * A file begins with `# code: LS1234`, perhaps `# frame: NAME`, and a line `# help: ...` for each piece that the help must hold; after an
 * empty line the policy follows, the part that should be pointed at between `⟦` and `⟧`. A line `=== NAME.sync` begins another file of the same policy. Throws where a file is not so.
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
  const marked = filesIn(FILE, framed(file.slice(at + 2), frame))
  const places = marked.flatMap((one) => {
    const span = spanIn(one.text)
    return span === undefined ? [] : [{ file: one.file, span }]
  })
  const [place] = places
  if (place === undefined || places.length > 1) throw new Error(`${name} needs one ⟦ and one ⟧`)
  const files = marked.map((one) => ({ ...one, text: one.text.replace(OPEN, '').replace(CLOSE, '') }))
  return { name, code: only(name, valuesOf('code')), help: valuesOf('help'), files, at: place }
}

/** The frame with nothing in it, which must be a policy without any finding. */
export const emptyFrame = (frame: string): string => framed('', frame)
