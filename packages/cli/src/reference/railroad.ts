/** Railroad diagrams: one rule of the grammar as an SVG picture that is read from left to right along the line. */
import type { GrammarPart, GrammarRule } from '@lockstep/dsl'

/** A piece of track. The line comes in at the left and leaves at the right, both at the height `y` that `draw` is given. */
type Piece = { readonly width: number; readonly up: number; readonly down: number; readonly draw: (x: number, y: number) => string }

const LETTER = 7.8
const HALF = 12
const GAP = 10
const TURN = 10
const MARGIN = 16

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const round = (value: number): number => Math.round(value * 10) / 10
const path = (d: string): string => `<path d="${d}"/>`
const line = (x: number, y: number, to: number): string => (to === x ? '' : path(`M${round(x)} ${round(y)}H${round(to)}`))

/** From (x, y) to the right, ending at another height: a curve in each corner. */
const bend = (x: number, y: number, to: number): string => {
  if (y === to) return line(x, y, x + 2 * TURN)
  const way = to > y ? 1 : -1
  const corner = way * TURN
  return path(`M${round(x)} ${round(y)}q${TURN} 0 ${TURN} ${corner}V${round(to - corner)}q0 ${corner} ${TURN} ${corner}`)
}

const box = (text: string, look: 'literal' | 'token' | 'rule'): Piece => {
  const width = round(text.length * LETTER + 20)
  return {
    width,
    up: HALF,
    down: HALF,
    draw: (x, y) =>
      `<rect class="${look}" x="${round(x)}" y="${round(y - HALF)}" width="${width}" height="${2 * HALF}" rx="${look === 'literal' ? HALF : 3}"/>` +
      `<text x="${round(x + width / 2)}" y="${round(y + 4.5)}">${escaped(text)}</text>`,
  }
}

const nothing: Piece = { width: 0, up: 0, down: 0, draw: () => '' }

const inRow = (pieces: readonly Piece[]): Piece => ({
  width: pieces.reduce((sum, { width }) => sum + width, 0) + GAP * (pieces.length - 1),
  up: Math.max(...pieces.map(({ up }) => up)),
  down: Math.max(...pieces.map(({ down }) => down)),
  draw: (x, y) => {
    let at = x
    return pieces
      .map((piece, index) => {
        const join = index === 0 ? '' : line(at - GAP, y, at)
        const drawn = piece.draw(at, y)
        at += piece.width + GAP
        return join + drawn
      })
      .join('')
  },
})

/** One track below the other; the first lies on the line. */
const inParallel = (pieces: readonly Piece[]): Piece => {
  const widest = Math.max(...pieces.map(({ width }) => width))
  const heights: number[] = []
  let below = 0
  for (const piece of pieces) {
    const at = heights.length === 0 ? 0 : Math.max(below + GAP + piece.up, 2 * TURN)
    heights.push(at)
    below = at + piece.down
  }
  const width = widest + 4 * TURN
  return {
    width,
    up: pieces[0]?.up ?? 0,
    down: below,
    draw: (x, y) =>
      pieces
        .map((piece, index) => {
          const at = y + (heights[index] ?? 0)
          const start = x + 2 * TURN
          return bend(x, y, at) + piece.draw(start, at) + line(start + piece.width, at, start + widest) + bend(start + widest, at, y)
        })
        .join(''),
  }
}

/** The way back leads under the piece; with `nothing` on the line, the piece may also be passed by. */
const repeated = (piece: Piece): Piece => {
  const back = piece.down + GAP
  const loop: Piece = {
    width: piece.width + 2 * TURN,
    up: piece.up,
    down: back,
    draw: (x, y) => {
      const [start, end, low] = [x + TURN, x + TURN + piece.width, y + back]
      const way = `M${round(end)} ${round(y)}q${TURN} 0 ${TURN} ${TURN}V${round(low - TURN)}q0 ${TURN} -${TURN} ${TURN}H${round(start)}q-${TURN} 0 -${TURN} -${TURN}V${round(y + TURN)}q0 -${TURN} ${TURN} -${TURN}`
      return line(x, y, start) + piece.draw(start, y) + line(end, y, end + TURN) + path(way)
    },
  }
  return inParallel([nothing, loop])
}

const pieceOf = (part: GrammarPart): Piece => {
  switch (part.kind) {
    case 'word':
    case 'sign':
      return box(part.text, 'literal')
    case 'token':
      return box(part.meaning === undefined ? part.text : `${part.text}: ${part.meaning}`, 'token')
    case 'rule':
      return box(part.text, 'rule')
    case 'sequence':
      return inRow(part.parts.map(pieceOf))
    case 'choice':
      return inParallel(part.parts.map(pieceOf))
    case 'optional':
      return inParallel([nothing, pieceOf(part.part)])
    case 'repeated':
      return repeated(pieceOf(part.part))
  }
}

const STYLE =
  'path{fill:none;stroke:#57606a;stroke-width:1.5}rect{stroke:#57606a;stroke-width:1.2}.literal{fill:#ddf4ff}.token{fill:#fff8c5}.rule{fill:#f6f8fa}' +
  'text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;text-anchor:middle;fill:#1f2328}.ground{fill:#fff;stroke:none}'

/** The picture of a rule. The same rule always gives the same text. */
export const railroadOf = ({ name, part }: GrammarRule): string => {
  const piece = pieceOf(part)
  const width = Math.ceil(piece.width + 2 * (MARGIN + GAP))
  const height = Math.ceil(piece.up + piece.down + 2 * MARGIN)
  const [x, y] = [MARGIN + GAP, MARGIN + piece.up]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}">`,
    `<style>${STYLE}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    `<circle cx="${MARGIN}" cy="${round(y)}" r="4"/><circle cx="${width - MARGIN}" cy="${round(y)}" r="4"/>`,
    line(MARGIN, y, x) + piece.draw(x, y) + line(x + piece.width, y, width - MARGIN),
    '</svg>',
    '',
  ].join('\n')
}
