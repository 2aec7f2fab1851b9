/** Untidy policy: the kitchen sink as people leave policies: odd spacing, comments everywhere, any line ends. */
import fc from 'fast-check'
import { ownedRange } from '../../syntax/comments'
import { lex } from '../../syntax/lexer'
import { parseAnew } from '../../syntax/parse'
import { KITCHEN_SINK } from '../../testing/kitchen-sink'
import { applyTextEdits } from '../../text/text-edit'
import { bodyOf } from '../read-node'
import { locatedIn } from '../targets'

const isLineGap = (gap: string) => /[\n\r]/.test(gap)

/** The policy with some of its top-level statements, and of their one-line statements some. */
const fewer = (policy: string, dice: (count: number) => number): string => {
  const parsed = parseAnew({ file: 'a.sync', text: policy })
  const gone = locatedIn(parsed).flatMap(({ path, node }) => {
    const isGone = path.length === 1 ? dice(2) === 0 : bodyOf(node) === undefined ? dice(3) > 0 : dice(4) === 0
    return isGone ? [ownedRange(parsed, node.span)] : []
  })
  const outermost = gone.filter((one) => !gone.some((other) => other !== one && other.start <= one.start && one.end <= other.end))
  return applyTextEdits(
    policy,
    outermost.map((span) => ({ span, text: '' })),
  )
}

/** Comments are put at line ends, above lines and between blank lines; spacing may stay as the formatter has it. */
export const untidyPolicy: fc.Arbitrary<string> = fc
  .record({
    isTidy: fc.boolean(),
    eol: fc.constantFrom('\n', '\n', '\r\n'),
    final: fc.boolean(),
    choices: fc.array(fc.nat(1_000_000), { minLength: 40, maxLength: 120 }),
  })
  .map(({ isTidy, eol, final, choices }) => {
    let at = 0
    const dice = (count: number) => {
      const number = choices[at % choices.length]! + Math.floor(at / choices.length)
      at++
      return number % count
    }
    const policy = fewer(KITCHEN_SINK, dice)
    const { tokens, comments } = lex(policy)
    const pieces = [...tokens, ...comments].sort((a, b) => a.span.start - b.span.start)
    const blank = (gap: string) => (isTidy ? gap : ['', ' ', '   ', '\t', ' \t '][dice(5)]!)
    let out = ''
    let end = 0
    let count = 0
    const comment = () => `${['# ', '# ', '#', '## ', '#   '][dice(5)]}comment ${++count}`
    for (const [index, piece] of pieces.entries()) {
      const gap = policy.slice(end, piece.span.start)
      end = piece.span.end
      if (index > 0 && isLineGap(gap)) {
        const indent = blank(gap.slice(gap.lastIndexOf('\n') + 1))
        if (pieces[index - 1]!.kind !== 'comment' && dice(8) === 0) out += `${isTidy ? '  ' : blank('  ')}${comment()}`
        out += blank('')
        out += isTidy && dice(4) > 0 ? gap.replace(/[^\n]/g, '') : '\n'.repeat(1 + dice(isTidy ? 2 : 3))
        if (dice(10) === 0) out += `${indent}${comment()}${'\n'.repeat(1 + dice(2))}`
        out += indent
      } else if (index > 0) out += gap === '' ? '' : isTidy ? gap : ` ${blank('')}`
      out += piece.text
    }
    const text = out + (final ? '\n' : '')
    return text.replaceAll('\n', eol)
  })
