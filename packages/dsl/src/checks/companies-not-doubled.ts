/** Companies not doubled: leads and HubSpot's automatic companies do not go together. */
import { report } from '../diagnostics/code'
import { leadsWithCompanies } from '../diagnostics/codes/meaning'
import type { Check } from './check'

export const companiesNotDoubled: Check = {
  name: 'companies-not-doubled',
  needsCatalog: false,
  run: (bound) => {
    const hasLeads = bound.syncs.some((sync) => sync.salesforceNames.includes('Lead'))
    if (!hasLeads) return []
    return bound.policies.flatMap(({ file, node }) =>
      node.statements.flatMap((line) =>
        line.kind === 'creates-companies' && line.answer?.value === 'yes'
          ? [report(leadsWithCompanies, {}, { file, span: line.span })]
          : [],
      ),
    )
  },
}
