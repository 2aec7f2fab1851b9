/** Activities do not overlap: each activity of either side belongs to one line. */
import type { BoundActivity } from '../binding/bound'
import { report } from '../diagnostics/code'
import { activitiesOverlap } from '../diagnostics/codes/activities'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Span } from '../text/span'
import type { Check } from './check'
import { canAllHold } from './contradiction'

/** Conditions that exclude each other tell the lines apart. */
const canBothHold = (a: BoundActivity, b: BoundActivity): boolean => canAllHold([...a.when, ...b.when])

const pairs = (lines: readonly BoundActivity[], isSame: (a: BoundActivity, b: BoundActivity) => boolean) =>
  lines.flatMap((line, index) => {
    const first = lines.slice(0, index).find((other) => isSame(other, line) && canBothHold(other, line))
    return first === undefined ? [] : [{ line, first }]
  })

const told = (line: BoundActivity, first: BoundActivity, what: string, span: Span | undefined, firstSpan: Span | undefined): Diagnostic =>
  report(
    activitiesOverlap,
    { what },
    {
      file: line.file,
      span: span ?? line.node.span,
      related: [{ location: { file: first.file, span: firstSpan ?? first.node.span }, message: 'the first one' }],
    },
  )

export const activitiesDoNotOverlap: Check = {
  name: 'activities-do-not-overlap',
  needsCatalog: true,
  run: (bound) => {
    const whole = bound.activities.filter((one) => one.complete)
    const sent = pairs(
      whole.filter((one) => one.node.arrow?.value !== '<-'),
      (a, b) => a.type === b.type,
    )
    const read = pairs(
      whole.filter((one) => one.node.arrow?.value !== '->'),
      // A line without a subtype takes tasks of all of them.
      (a, b) => a.object?.name === b.object?.name && (a.subtype === undefined || b.subtype === undefined || a.subtype === b.subtype),
    )
    const isToldBefore = (line: BoundActivity) => sent.some((one) => one.line === line)
    return [
      ...sent.map(({ line, first }) => told(line, first, `a HubSpot \`${line.type}\``, line.node.type?.span, first.node.type?.span)),
      ...read
        .filter(({ line }) => !isToldBefore(line))
        .map(({ line, first }) => {
          const subtype = line.subtype ?? first.subtype
          const what = `a Salesforce \`${line.object?.name ?? ''}${subtype === undefined ? '' : `.${subtype}`}\``
          return told(line, first, what, line.node.salesforce?.span, first.node.salesforce?.span)
        }),
    ]
  },
}
