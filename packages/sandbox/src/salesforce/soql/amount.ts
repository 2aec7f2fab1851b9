/** Amounts that a query names with their currency, `USD5000`. */
import { convertAmount } from '../rows/money'
import type { Row, Value } from '../store/row'
import type { Comparison } from './ast'
import type { Scope } from './resolve'

/** `USD5000` in the corporate currency; `undefined` for other words, and for currencies that the org does not have. */
export function moneyOf({ org }: Scope, word: string): number | undefined {
  const { currencies } = org.schema
  const [, code = '', amount = ''] = /^([A-Z]{3})(\d+(?:\.\d+)?)$/.exec(word) ?? []
  if (currencies?.types.some((each) => each.code === code && each.isActive) !== true) return undefined
  return convertAmount(currencies, Number(amount), code, currencies.corporate)
}

/** Compares what is read, in the corporate currency, with an amount in it. */
export function amountTest(read: (row: Row) => Value, operator: Comparison, amount: number): (row: Row) => boolean {
  const sign = (row: Row) => {
    const value = read(row)
    return typeof value === 'number' ? Math.sign(value - amount) : undefined
  }
  if (operator === '=') return (row) => sign(row) === 0
  if (operator === '!=') return (row) => sign(row) !== 0
  const wanted: ReadonlySet<number | undefined> = new Set(
    operator === '<' ? [-1] : operator === '<=' ? [-1, 0] : operator === '>' ? [1] : [0, 1],
  )
  return (row) => wanted.has(sign(row))
}
