/** States have countries: where Salesforce's state picklists are on, a state is written with its country. */
import { linesOf } from '../binding/bound-lines'
import { newMark } from '../binding/line'
import { findField } from '../catalog/find'
import { report } from '../diagnostics/code'
import { stateWithoutCountry } from '../diagnostics/codes/meaning'
import type { Check } from './check'
import { inEachMapping, SOUND, writesSalesforce } from './mappings-of'

const STATE = /^(.*)State(?:Code)?$/

const mark = newMark()

export const statesHaveCountries: Check = {
  name: 'states-have-countries',
  needsCatalog: true,
  run: (bound) =>
    inEachMapping(bound, mark, ({ sync, mapping }) => {
      if (!writesSalesforce(mapping) || !mapping.fields.some(({ field }) => field.name.includes('State'))) return SOUND
      const unsafe = mapping.fields.flatMap(({ object, field }) => {
        const prefix = STATE.exec(field.name)?.[1]
        // Salesforce adds the code fields when the picklists are turned on (spec `apis.md` 9.6).
        if (prefix === undefined || findField(object, `${prefix}StateCode`) === undefined) return []
        const countries = [`${prefix}Country`, `${prefix}CountryCode`]
        const isWritten = linesOf(sync).lines.some(
          (other) => writesSalesforce(other) && other.fields.some((one) => one.object === object && countries.includes(one.field.name)),
        )
        return isWritten ? [] : [{ state: `${object.name}.${field.name}`, country: `${object.name}.${prefix}Country` }]
      })[0]
      return unsafe === undefined ? [] : [report(stateWithoutCountry, unsafe, { file: sync.file, span: mapping.node.salesforce.span })]
    }),
}
