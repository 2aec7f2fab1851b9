/** Amounts have currencies: in an org with several, money is written with its currency. */
import { linesOf } from '../binding/bound-lines'
import { newMark } from '../binding/line'
import { findField } from '../catalog/find'
import { report } from '../diagnostics/code'
import { amountWithoutCurrency } from '../diagnostics/codes/meaning'
import type { Check } from './check'
import { inEachMapping, SOUND, writesSalesforce } from './mappings-of'

/** Salesforce adds this field to every object when an org turns several currencies on. */
const CURRENCY = 'CurrencyIsoCode'

const mark = newMark()

export const amountsHaveCurrencies: Check = {
  name: 'amounts-have-currencies',
  needsCatalog: true,
  run: (bound) =>
    inEachMapping(bound, mark, ({ sync, mapping }) => {
      if (!writesSalesforce(mapping) || !mapping.fields.some(({ field }) => field.type === 'currency')) return SOUND
      const unsafe = mapping.fields.find(({ object, field }) => {
        if (field.type !== 'currency' || findField(object, CURRENCY) === undefined) return false
        return !linesOf(sync).lines.some(
          (other) => writesSalesforce(other) && other.fields.some((one) => one.object === object && one.field.name === CURRENCY),
        )
      })
      if (unsafe === undefined) return []
      const field = `${unsafe.object.name}.${unsafe.field.name}`
      return [report(amountWithoutCurrency, { field }, { file: sync.file, span: mapping.node.salesforce.span })]
    }),
}
