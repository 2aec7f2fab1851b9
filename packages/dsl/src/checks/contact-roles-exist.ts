/** Contact roles exist: a lifecycle rule over a contact's opportunities can be decided from what the catalog has. */
import { findSalesforceObject } from '../catalog/find'
import { report } from '../diagnostics/code'
import { noContactRoles } from '../diagnostics/codes/catalog'
import type { Check } from './check'

export const contactRolesExist: Check = {
  name: 'contact-roles-exist',
  needsCatalog: true,
  run: (bound, catalog) => {
    if (catalog === undefined) return []
    const missing = ['Opportunity', 'OpportunityContactRole'].find((object) => findSalesforceObject(catalog, object) === undefined)
    if (missing === undefined) return []
    return bound.lifecycles.flatMap(({ file, advance }) => {
      const line = advance.find((one) => one.object === undefined)
      return line === undefined ? [] : [report(noContactRoles, { object: missing }, { file, span: line.span })]
    })
  },
}
