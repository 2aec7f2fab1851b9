/** Paths through lookups: `Account.Name` is a field of the row that `AccountId` names. */

/** A path of one step, or a field of the row itself. */
export const splitPath = (path: string): { readonly relationship?: string; readonly field: string } => {
  const at = path.indexOf('.')
  return at < 0 ? { field: path } : { relationship: path.slice(0, at), field: path.slice(at + 1) }
}

/** The field that holds a relationship's id: `AccountId` of `Account`, `Firm__c` of `Firm__r` (Salesforce: SOQL, relationship names). */
export const lookupOf = (relationship: string): string =>
  relationship.endsWith('__r') ? `${relationship.slice(0, -3)}__c` : `${relationship}Id`
