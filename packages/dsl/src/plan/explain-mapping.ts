/** One mapping as a plain sentence or two. */
import { exprWords } from './expr-words'
import type { CompiledMapping } from './plan'
import { useOf } from './use-of'

const sideWords = (mapping: CompiledMapping): { readonly hubspot: string; readonly salesforce: string } => {
  const expression = mapping.conversion.kind === 'expression' ? exprWords(mapping.conversion.expr) : ''
  const names = [...new Set(Object.values(mapping.salesforce).map((end) => end.name))]
  const objects = Object.keys(mapping.salesforce)
  const [object] = objects
  const field = names.map((name) => (objects.length === 1 && object !== undefined ? `\`${object}.${name}\`` : `\`${name}\``)).join(' or ')
  return {
    hubspot: mapping.hubspot === undefined ? expression : `\`${mapping.hubspot.name}\``,
    salesforce: field === '' ? expression : field,
  }
}

const ruleWords = (mapping: CompiledMapping): string => {
  const { hubspot, salesforce } = sideWords(mapping)
  switch (mapping.kind) {
    case 'two-way':
      return `${hubspot} and ${salesforce} follow each other, clears included.`
    case 'prefer-salesforce':
      return `${hubspot} follows ${salesforce}; HubSpot fills it only while it is blank.`
    case 'prefer-hubspot':
      return `${salesforce} follows ${hubspot}; Salesforce fills it only while it is blank.`
    case 'to-salesforce':
      return mapping.once
        ? `${salesforce} is filled with ${hubspot} when the record is created, and never again.`
        : `${salesforce} always is ${hubspot}; an edit in Salesforce is set back.`
    case 'to-hubspot':
      return mapping.once
        ? `${hubspot} is filled with ${salesforce} when the record is created, and never again.`
        : `${hubspot} always is ${salesforce}; an edit in HubSpot is set back.`
    case 'off':
      return `${hubspot} and ${salesforce} are not synced.`
  }
}

const conversionWords = (mapping: CompiledMapping): readonly string[] => {
  const use = useOf(mapping.conversion)
  if (use === undefined) return []
  return [use.kind === 'table' ? `values are translated by \`${use.table}\`.` : `values pass through \`${use.function}\`.`]
}

/** What the mapping does, in lower case, each sentence with its full stop. */
export const explainMapping = (mapping: CompiledMapping): string => {
  const { sticky } = mapping
  const until = sticky?.until === undefined ? '' : `, until ${sticky.until === 'hubspot' ? 'HubSpot' : 'Salesforce'} clears it`
  return [
    ruleWords(mapping),
    ...conversionWords(mapping),
    ...(mapping.default === undefined ? [] : [`a blank becomes "${mapping.default}".`]),
    ...(mapping.when === undefined ? [] : [`it sleeps unless ${exprWords(mapping.when)}.`]),
    ...(sticky === undefined
      ? []
      : [`once either side has \`${sticky.value}\`, it stays${until}${sticky.evenWhenPaused ? ', even while the link is paused' : ''}.`]),
    ...(mapping.required ? ['an error in it stops the record.'] : []),
  ].join(' ')
}
