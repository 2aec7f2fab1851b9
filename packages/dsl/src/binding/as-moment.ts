/** Texts read as dates where a date is needed. */
import type { ValueType } from '../plan/plan'
import { parseDate, parseDatetime } from '../types/moment'
import type { Lowered } from './lowered'
import type { LooseType } from './resolved'

/** A text that meets a date is read as one; the text itself is kept where it is none. */
export const asMoment = (lowered: Lowered, type: LooseType): Lowered => {
  if (lowered.expr.kind !== 'literal' || typeof lowered.expr.value !== 'string') return lowered
  const moment = type === 'date' || lowered.expr.value.length === 10 ? parseDate(lowered.expr.value) : parseDatetime(lowered.expr.value)
  if (moment === null) return lowered
  const read: ValueType = moment.length === 10 ? 'date' : 'datetime'
  return { expr: { kind: 'literal', value: moment, type: read }, type: read }
}
