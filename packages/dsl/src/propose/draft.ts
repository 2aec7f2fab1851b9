/** Draft: a policy in the making, whose lines have several spellings from the most to the least, and none at last. */

/** `spellings` of one line, the best first; when the last is refused it becomes a comment. */
export type DraftLine = {
  readonly kind: 'line'
  readonly spellings: readonly string[]
  /** A comment after it. */
  readonly note?: string
  /** Codes that may be told of it: what they say is the reader's to decide. */
  readonly bears?: readonly string[]
}
/** Whole comment lines. */
export type DraftComment = { readonly kind: 'comment'; readonly text: string }
export type DraftGap = { readonly kind: 'gap' }
/** A head with its lines in braces; where the head is refused, all of it becomes a comment. */
export type DraftBlock = {
  readonly kind: 'block'
  readonly head: string
  readonly lines: readonly DraftPiece[]
  readonly bears?: readonly string[]
}
export type DraftPiece = DraftLine | DraftComment | DraftGap | DraftBlock

/** How far each line has been driven, and what was said of it. */
export type Refusals = ReadonlyMap<DraftLine | DraftBlock, { readonly count: number; readonly why: string }>

export type DrawnDraft = {
  readonly text: string
  /** What stands on each line of the text, by index; and the blocks around it, the nearest first. */
  readonly owners: readonly { readonly piece?: DraftLine | DraftBlock; readonly around: readonly DraftBlock[] }[]
}

const WIDTH = 118

/** One line of text without what would end a comment. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ').trim()

/** Words broken into comment lines. */
const commentLines = (text: string, indent: string): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of plain(text).split(/ +/)) {
    if (line !== '' && `${indent}# ${line} ${word}`.length > WIDTH) {
      lines.push(`${indent}# ${line}`)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, `${indent}# ${line}`]
}

/** The draft as text, as far as its lines have been driven. */
export const drawDraft = (pieces: readonly DraftPiece[], refusals: Refusals): DrawnDraft => {
  const lines: string[] = []
  const owners: DrawnDraft['owners'][number][] = []
  const put = (text: readonly string[], around: readonly DraftBlock[], piece?: DraftLine | DraftBlock) => {
    for (const line of text) {
      lines.push(line)
      owners.push({ around, ...(piece === undefined ? {} : { piece }) })
    }
  }
  const draw = (piece: DraftPiece, depth: number, around: readonly DraftBlock[], isDead: boolean): void => {
    const indent = '  '.repeat(depth)
    const dead = (code: string) => [`${indent}# ${plain(code)}`]
    if (piece.kind === 'gap') put([isDead ? `${indent}#` : ''], around)
    else if (piece.kind === 'comment') put(commentLines(piece.text, indent), around)
    else if (piece.kind === 'line') {
      const refused = refusals.get(piece)
      const code = piece.spellings[isDead ? 0 : (refused?.count ?? 0)]
      const note = piece.note === undefined ? '' : `  # ${plain(piece.note)}`
      const isNarrower = code !== undefined && refused !== undefined && / <-> /.test(piece.spellings[0] ?? '') && !/ <-> /.test(code)
      if (code !== undefined && !isDead) {
        if (isNarrower) put(commentLines(`One way: ${refused.why}.`, indent), around)
        put([`${indent}${code}${note}`], around, piece)
      } else {
        if (!isDead && refused !== undefined) put(commentLines(`Left out: ${refused.why}`, indent), around)
        put(dead(piece.spellings[0] ?? ''), around)
      }
    } else {
      const refused = refusals.get(piece)
      const dies = isDead || refused !== undefined
      if (!isDead && refused !== undefined) put(commentLines(`Left out: ${refused.why}`, indent), around)
      put(dies ? dead(`${piece.head} {`) : [`${indent}${piece.head} {`], around, piece)
      for (const one of piece.lines) draw(one, depth + 1, [piece, ...around], dies)
      put(dies ? dead('}') : [`${indent}}`], around, piece)
    }
  }
  for (const piece of pieces) draw(piece, 0, [], false)
  return { text: `${lines.join('\n')}\n`, owners }
}
