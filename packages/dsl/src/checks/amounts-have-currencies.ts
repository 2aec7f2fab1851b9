/** Amounts have currencies: in an org with several, money is written with its currency. */
import { findField } from '../catalog/find'
import { report } from '../diagnostics/code'
import { amountWithoutCurrency } from '../diagnostics/codes/meaning'
import type { Check } from './check'
import { inEachMapping, NOTHING, writesSalesforce } from './mappings-of'

/** Salesforce adds this field to every object when an org turns several currencies on. */
const CURRENCY = 'CurrencyIsoCode'

export const amountsHaveCurrencies: Check = {
  name: 'amounts-have-currencies',
  needsCatalog: true,
  run: (bound) =>
    inEachMapping(bound, ({ sync, mapping }) => {
      if (!writesSalesforce(mapping)) return NOTHING
      const unsafe = mapping.fields.find(({ object, field }) => {
        if (field.type !== 'currency' || findField(object, CURRENCY) === undefined) return false
        return !sync.mappings.some(
          (other) => writesSalesforce(other) && other.fields.some((one) => one.object === object && one.field.name === CURRENCY),
        )
      })
      if (unsafe === undefined) return NOTHING
      const field = `${unsafe.object.name}.${unsafe.field.name}`
      return [report(amountWithoutCurrency, { field }, { file: sync.file, span: mapping.node.salesforce.span })]
    }),
}
