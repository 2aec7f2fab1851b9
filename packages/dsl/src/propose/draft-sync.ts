/** One sync in the making: how records find each other, who enters, what crosses, and what hangs on it. */
import type { Catalog, HubspotObject, SalesforceObject } from '../catalog/catalog'
import { findField, findProperty } from '../catalog/find'
import type { DraftBlock, DraftLine, DraftPiece } from './draft'
import { draftMappings } from './draft-mappings'
import { draftPipelines } from './draft-pipelines'
import type { Guess } from './guess-pairs'
import { ID_PROPERTIES } from './known-pairs'
import { canBeNamed, nameText } from './words-of-policy'

/** Two objects that mean the same; `others` are the HubSpot objects synced beside it. */
export type SyncPlan = {
  readonly hubspot: HubspotObject
  readonly salesforce: readonly SalesforceObject[]
  readonly others: readonly string[]
}

/** `isMatched`: records can find each other. */
export type DraftSync = {
  readonly block: DraftBlock
  readonly tables: readonly DraftBlock[]
  readonly guesses: readonly Guess[]
  readonly isMatched: boolean
}

const line = (...spellings: readonly string[]): DraftLine => ({ kind: 'line', spellings })
const comment = (text: string): DraftPiece => ({ kind: 'comment', text })
const GAP: DraftPiece = { kind: 'gap' }

/** Keys from the surest to the least: the other record's id, email, any unique property with a field of its own, a shared person. */
const matchLines = ({ hubspot, salesforce, others }: SyncPlan, guesses: readonly Guess[]): readonly DraftLine[] => {
  const [only] = salesforce
  const ids = (ID_PROPERTIES[hubspot.name] ?? []).filter((name) => findProperty(hubspot, name)?.hasUniqueValue === true)
  const byId =
    salesforce.length === 1 && only !== undefined && findField(only, 'Id') !== undefined
      ? ids.slice(0, 1).map((name) => line(`match ${nameText(name)} = Id`))
      : []
  const hasEmail =
    hubspot.name === 'contact' &&
    findProperty(hubspot, 'email') !== undefined &&
    salesforce.every((one) => findField(one, 'Email') !== undefined)
  if (hasEmail) return [...byId, line('match email = Email')]
  const unique = guesses
    .filter(
      ({ property, on, why }) =>
        property.hasUniqueValue === true && why !== 'words' && on.length === salesforce.length && canBeNamed(property.name),
    )
    .slice(0, 1)
    .map(({ property, field }) => line(`match ${nameText(property.name)} = ${nameText(field.name)}`))
  const through = hubspot.name === 'company' && others.includes('contact') ? [line('match through contact')] : []
  return [...byId, ...unique, ...through]
}

/** Nobody is created: `link` only finds, and where nothing can be found nothing happens. */
const fromBlock = (object: string, include: string | undefined, isMatched: boolean): DraftBlock => ({
  kind: 'block',
  head: `from ${object}`,
  lines: [
    ...(include === undefined ? [] : [line(`include when ${include} is known`)]),
    isMatched ? line('on new link', 'on new ignore') : line('on new ignore'),
    line('on change update'),
    line('on delete ignore'),
  ],
})

/** Lookups that keep what HubSpot keeps as associations. */
const associations = ({ hubspot, salesforce, others }: SyncPlan, catalog: Catalog): readonly DraftLine[] => {
  const isSynced = (object: string) => others.includes(object)
  const withAccount = salesforce.filter((object) => findField(object, 'AccountId') !== undefined)
  const [account] = withAccount
  const hasRoles = catalog.salesforce.objects.some((one) => one.name === 'OpportunityContactRole')
  return [
    ...(hubspot.name !== 'company' && isSynced('company') && account !== undefined
      ? [line(`associate company <-> ${withAccount.length === salesforce.length ? '' : `${nameText(account.name)}.`}AccountId`)]
      : []),
    ...(hubspot.name === 'deal' && isSynced('contact') && hasRoles ? [line('associate contact <-> OpportunityContactRole')] : []),
  ]
}

/** The whole block, and the tables that its mappings use. */
export const draftSync = (plan: SyncPlan, catalog: Catalog, tableName: (property: string) => string): DraftSync => {
  const { hubspot, salesforce } = plan
  const { map, tables, guesses } = draftMappings(hubspot, salesforce, tableName)
  const matches = matchLines(plan, guesses)
  const isMatched = matches.length > 0
  const names = salesforce.map((one) => nameText(one.name))
  const hasEmail = matches.some((one) => one.spellings[0] === 'match email = Email')
  const [first, ...rest] = names
  const prefer = names.includes('Contact') && names.length > 1 ? 'prefer Contact, then newest' : 'prefer newest'
  const froms = [
    fromBlock('hubspot', hasEmail ? 'email' : undefined, isMatched),
    ...(first === undefined ? [] : [fromBlock(first, hasEmail ? 'Email' : undefined, isMatched)]),
  ]
  const links = associations(plan, catalog)
  const pipelines = hubspot.name === 'deal' ? draftPipelines(catalog, hubspot, salesforce) : []
  const creates = `These ${hubspot.plural} are linked where they match, and none is made on either side: that takes \`on new create\`.`
  return {
    tables,
    guesses,
    isMatched,
    block: {
      kind: 'block',
      head: `sync ${nameText(hubspot.name)} with ${names.join(', ')}`,
      lines: [
        ...(isMatched
          ? [...matches, line(prefer)]
          : [
              comment('Nothing tells by itself which records belong together: name a key, as `match property = Field`.'),
              line('match none'),
            ]),
        GAP,
        comment(isMatched ? creates : 'Nothing is linked or made until there is a key.'),
        ...froms.flatMap((one) => [one, GAP]),
        ...rest.flatMap((name): readonly DraftPiece[] => [line(`from ${name} same as ${first}`), GAP]),
        map,
        ...(links.length === 0 ? [] : [GAP, ...links]),
        ...(pipelines.length === 0 ? [] : [GAP, ...pipelines]),
      ],
    },
  }
}
