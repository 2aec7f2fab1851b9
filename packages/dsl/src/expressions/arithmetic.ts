/** Arithmetic of expressions: total, and blank wherever a number or day is missing. */
import type { Value, ValueType } from '../plan/plan'
import { textOfValue } from '../types/encode'
import { addDays, datetimeOfMillis, millisOf } from '../types/moment'

const DAY = 86_400_000
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}\.\d{3}Z)?$/

const isMoment = (value: Value): value is string => typeof value === 'string' && MOMENT.test(value)

const finite = (value: number): Value => (Number.isFinite(value) ? value : null)

const shift = (moment: string, millis: number): Value =>
  moment.length === 10 ? addDays(moment, Math.trunc(millis / DAY)) : datetimeOfMillis(millisOf(moment) + millis)

const joinTexts = (left: Value, right: Value): Value => {
  const [a, b] = [textOfValue(left), textOfValue(right)]
  return a === null && b === null ? null : `${a ?? ''}${b ?? ''}`
}

/** `+` on text takes blank as empty; a duration moves a date; otherwise both must be numbers. */
export const add = (type: ValueType, left: Value, right: Value): Value => {
  if (type === 'text') return joinTexts(left, right)
  if (isMoment(left) && typeof right === 'number') return shift(left, right)
  if (typeof left === 'number' && isMoment(right)) return shift(right, left)
  return typeof left === 'number' && typeof right === 'number' ? finite(left + right) : null
}

/** Two dates give the duration between them, in milliseconds. */
export const subtract = (left: Value, right: Value): Value => {
  if (isMoment(left) && isMoment(right)) return finite(millisOf(left) - millisOf(right))
  if (isMoment(left) && typeof right === 'number') return shift(left, -right)
  return typeof left === 'number' && typeof right === 'number' ? finite(left - right) : null
}

export const multiply = (left: Value, right: Value): Value =>
  typeof left === 'number' && typeof right === 'number' ? finite(left * right) : null

/** Division by zero gives blank. */
export const divide = (left: Value, right: Value): Value =>
  typeof left === 'number' && typeof right === 'number' ? finite(left / right) : null
