/** Errors text: cards by kind, then each error with its field, value, raw code and cure, for people. */
import type { ErrorItem, ErrorsReport } from '@lockstep/runtime'
import { plain, table } from '../table'
import { counted, shownTime, shownValue, systemNames } from './words'

/** A problem of the workspace stands under no record: what it is about, why, the rules that it stops, and the cure. */
const workspaceText = (item: ErrorItem): string =>
  [
    `${item.id}  ${item.label}  ${item.kind}`,
    `    ${item.message} [${item.code}]`,
    ...item.lines.map((line) => `    ${line}`),
    `    ${item.cure}`,
  ]
    .map(plain)
    .join('\n')

const itemText = (item: ErrorItem): string => {
  const where = [
    ...(item.hubspotId === null ? [] : [`HubSpot ${item.hubspotId}`]),
    ...(item.salesforceId === null ? [] : [`Salesforce ${item.salesforceId}`]),
  ].join(' · ')
  const field =
    item.field === undefined
      ? []
      : [`${item.side === undefined ? '' : `${systemNames[item.side]} `}${item.field} = ${shownValue(item.value)}`]
  return [
    `${item.id}  ${item.label}  ${item.kind}${item.state === 'ignored' ? ` (ignored: ${item.ignoredBecause ?? ''})` : ''}`,
    `    ${item.message} [${item.code}]`,
    ...field.map((text) => `    ${text}${item.line === null ? '' : `  ${item.line}`}`),
    `    ${item.cure}`,
    `    ${[where, field.length === 0 ? item.line : null, counted(item.tries, 'try').replace('trys', 'tries')].filter((part) => part !== null && part !== '').join(' · ')}`,
  ]
    .map(plain)
    .join('\n')
}

/** At most `most` errors in full; each begins with the id that `errors retry` and `errors ignore` take. */
export const errorsText = ({ cards, items }: ErrorsReport, most: number): string => {
  if (items.length === 0) return 'There are no errors.'
  return [
    table(
      ['Kind', 'errors', 'records', 'first seen (UTC)', 'last seen (UTC)'],
      cards.map((card) => [card.kind, String(card.errors), String(card.records), shownTime(card.firstSeen), shownTime(card.lastSeen)]),
    ),
    ...items.slice(0, most).map((item) => (item.source === undefined ? itemText(item) : workspaceText(item))),
    ...(items.length > most
      ? [`… and ${counted(items.length - most, 'more error')} (--all shows them, --json and \`errors export\` have them)`]
      : []),
  ].join('\n\n')
}
