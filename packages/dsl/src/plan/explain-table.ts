/** Tables explained: what each row translates, and what happens to a value without one. */
import type { CompiledTable, Otherwise, RuleId, RuleRef, ValueRow } from './plan'

const listed = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(', ')

const rowText = ({ hubspot, salesforce, direction }: ValueRow): string => {
  if (direction === 'both') return `${listed(hubspot)} in HubSpot is ${listed(salesforce)} in Salesforce, both ways.`
  const [from, to] = direction === 'to-salesforce' ? [hubspot, salesforce] : [salesforce, hubspot]
  return `${listed(from)} becomes ${listed(to)} in ${direction === 'to-salesforce' ? 'Salesforce' : 'HubSpot'}, and never the other way.`
}

const otherwiseText = (otherwise: Otherwise): string => {
  switch (otherwise.kind) {
    case 'error':
      return 'is an error of its field'
    case 'copy':
      return 'crosses as it is'
    case 'blank':
      return 'crosses as blank'
    case 'value':
      return `becomes "${otherwise.value}"`
  }
}

/** A sentence for the table, and one for each of its lines that `rules` knows. */
export const explainTable = (table: CompiledTable, rules: Readonly<Record<RuleId, RuleRef>>): readonly (readonly [RuleId, string])[] => {
  const { rule, name, rows, toSalesforce, toHubspot } = table
  if (rule === undefined) return []
  const lines: readonly (readonly [RuleId, string])[] = [
    ...rows.map((row, at) => [`${rule}/row/${at + 1}`, rowText(row)] as const),
    [`${rule}/otherwise`, `any other value ${otherwiseText(toSalesforce)}.`],
    [`${rule}/otherwise/to-salesforce`, `any other value of HubSpot ${otherwiseText(toSalesforce)}.`],
    [`${rule}/otherwise/to-hubspot`, `any other value of Salesforce ${otherwiseText(toHubspot)}.`],
  ]
  return [
    [rule, `\`${name}\` translates ${rows.length} values between the two systems.`],
    ...lines.filter(([line]) => rules[line] !== undefined),
  ]
}
