/** Deals have companies: where deals are synced, companies are too. */
import { report } from '../diagnostics/code'
import { dealsWithoutCompanies } from '../diagnostics/codes/objects'
import type { Check } from './check'

export const dealsHaveCompanies: Check = {
  name: 'deals-have-companies',
  needsCatalog: false,
  run: (bound) => {
    if (bound.syncs.some((sync) => sync.name === 'company')) return []
    return bound.syncs
      .filter((sync) => sync.name === 'deal' && sync.salesforceNames.includes('Opportunity'))
      .map((sync) => report(dealsWithoutCompanies, {}, { file: sync.file, span: sync.node.hubspot?.span ?? sync.node.span }))
  },
}
