/** Fragments of a policy, as diagnostics' pages show them, made whole so that they can be analyzed. */

const TOP_LEVEL = ['policy', 'sync', 'values', 'lifecycle', 'activities', 'campaigns', 'test']
const SYNC_LEVEL = ['match', 'prefer', 'from', 'map', 'conflicts', 'hold', 'associate', 'pipeline']

/** Tables that the pages' mapping lines name. */
const TABLES = `values lead_status {
  "NEW"          <->  "Open - Not Contacted"
  "IN_PROGRESS"  <->  "Working - Contacted"
  "UNQUALIFIED"  <->  "Closed - Not Converted"
  "BAD_TIMING"    ->  "Closed - Not Converted"
  otherwise <- "NEW"
}
values misspelt_status {
  "NEW"  <->  "Open - Not Contaced"
}
`

const firstWord = (text: string): string => /^\s*(?:#[^\n]*\n\s*)*([A-Za-z_]+)/.exec(text)?.[1] ?? ''

/** A whole policy: a fragment of lines of `map` or of `sync` is put inside of one; anything else stays as it is. */
export const wrapFragment = (fragment: string): string => {
  const word = firstWord(fragment)
  if (TOP_LEVEL.includes(word)) return fragment
  if (SYNC_LEVEL.includes(word)) {
    const indented = fragment.replace(/^/gm, '  ')
    const match = word === 'match' ? '' : '  match email = Email\n'
    const filled = fragment.includes('map {') ? '' : '  map {\n    lastname -> LastName\n    company -> Lead.Company\n  }\n'
    const hubspot = fragment.includes('from hubspot') ? '' : '  from hubspot {\n    on change update\n  }\n'
    return `sync contact with Lead, Contact {\n${match}  prefer newest\n${indented}\n${hubspot}${filled}}\n`
  }
  return `sync contact with Lead, Contact {
  match email = Email
  prefer Contact, then newest
  from hubspot {
    on change update
  }
  from Lead {
    on change update
  }
  from Contact same as Lead
  map {
${fragment.trimEnd().replace(/^/gm, '    ')}
  }
}
${TABLES}`
}
