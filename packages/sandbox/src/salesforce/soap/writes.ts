/** SOAP calls that change rows. */
import { type Duplicates, Failure, failure } from '../failure'
import { writing } from '../rest/ask'
import { externalId } from '../rest/rows'
import { UnknownColumn } from '../rows/assign'
import { WrongKind } from '../rows/coerce'
import { convert } from '../rows/convert'
import { locate } from '../rows/locate'
import { merge } from '../rows/merge'
import { deleteOne, insertOne, ROLLED_BACK, updateOne, upsertOne, type Written, writeEach } from '../rows/operations'
import { update } from '../rows/save'
import { purge, undeleteOne } from '../rows/undelete'
import type { Transaction } from '../store/transaction'
import { child, children, childText, childTexts, type Element } from '../xml/read'
import { element, escapeXml, toXml } from '../xml/write'
import type { Call, Handler } from './call'
import { readRecord, record, type Sent } from './records'

const MOST = 200
const MOST_CONVERTED = 100

function membersOf(value: Readonly<Record<string, unknown>>): string {
  return Object.entries(value)
    .map(([name, each]) => toXml(name, each))
    .join('')
}

/** What was doubled, its records written as those of queries. */
function duplicateResult({ result }: Duplicates): string {
  const { matchResults, ...rest } = result
  const results = matchResults.map(({ matchRecords, ...each }) => {
    const records = matchRecords.map(({ record: shown, ...match }) => element('matchRecords', membersOf(match) + record('record', shown)))
    return element('matchResults', membersOf(each) + records.join(''))
  })
  return element('duplicateResult', membersOf(rest) + results.join(''))
}

/** Errors of a row, as elements. */
function errors(refused: Failure): string {
  return refused.problems
    .map(({ code, message, fields, duplicates }) => {
      const told = `${toXml('fields', fields ?? [])}${element('message', escapeXml(message))}${element('statusCode', code)}`
      return duplicates === undefined
        ? element('errors', told)
        : element('errors', duplicateResult(duplicates) + told, 'xsi:type="DuplicateError"')
    })
    .join('')
}

function isWhole(error: Failure): boolean {
  return error instanceof UnknownColumn || error instanceof WrongKind
}

function limit(items: readonly unknown[], most = MOST): void {
  if (items.length > most) {
    throw failure(400, 'EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${most} records into this call`)
  }
}

/** Runs one write an item, row by row, or all together where `AllOrNoneHeader` asks for it; `done` are the elements of a success but for its id. */
function each<Item>(
  call: Call,
  items: readonly Item[],
  write: (tx: Transaction, item: Item) => Written,
  shape: (outcome: Written | undefined) => string = () => '',
): { markup: string; records: number } {
  limit(items)
  const allOrNone = childText(child(call.header, 'AllOrNoneHeader'), 'allOrNone') === 'true'
  const outcomes = writing(call.ask, (tx) => writeEach(tx, items, allOrNone, (item) => write(tx, item), isWhole))
  const isUndone = allOrNone && outcomes.some((outcome) => outcome instanceof Failure)
  const markup = outcomes.map((outcome) => {
    const refused = outcome instanceof Failure ? outcome : isUndone ? ROLLED_BACK : undefined
    if (refused !== undefined)
      return element('result', `${shape(undefined)}${errors(refused)}<id xsi:nil="true"/>${element('success', 'false')}`)
    const written = outcome as Written
    return element('result', `${shape(written)}${element('id', written.id)}${element('success', 'true')}`)
  })
  return { markup: markup.join(''), records: items.length }
}

function sent(call: Call): Sent[] {
  return children(call.body, 'sObjects').map((record) => readRecord(call.ask, record))
}

function upsert(call: Call): { markup: string; records: number } {
  const name = childText(call.body, 'externalIDFieldName') ?? childText(call.body, 'externalIdFieldName') ?? 'Id'
  const seen = new Set<string>()
  const write = (tx: Transaction, { object, input }: Sent) =>
    upsertOne(tx, object, name.toLowerCase() === 'id' ? object.field('Id')! : externalId(call.ask, object, name), input, seen)
  return each(call, sent(call), write, (written) => element('created', String(written?.created ?? false)))
}

function mergeOne(tx: Transaction, request: Element): string {
  const master = child(request, 'masterRecord')
  if (master === undefined) throw failure(400, 'MISSING_ARGUMENT', 'masterRecord is required', [])
  const { object, input } = readRecord(tx, master)
  const id = Object.entries(input).find(([name]) => name.toLowerCase() === 'id')?.[1]
  const winner = locate(tx.org, tx.actor, object, id)
  const losers = childTexts(request, 'recordToMergeIds').map((each) => locate(tx.org, tx.actor, object, each))
  const moved = merge(tx, object, winner, losers, false)
  const values = Object.fromEntries(Object.entries(input).filter(([name]) => name.toLowerCase() !== 'id'))
  if (Object.keys(values).length > 0) update(tx, winner, values)
  const merged = losers.map((loser) => element('mergedRecordIds', loser.id)).join('')
  return `${element('id', winner.id)}${merged}${element('success', 'true')}${moved.map((row) => element('updatedRelatedIds', row)).join('')}`
}

function convertOne(tx: Transaction, said: Element): string {
  const flag = (name: string) => childText(said, name) === 'true'
  const leadId = childText(said, 'leadId') ?? ''
  const lead = tx.org.row(leadId)
  const optional = (name: string) => childText(said, name) || undefined
  const status = optional('convertedStatus')
  if (status === undefined)
    throw failure(400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [convertedStatus]', ['convertedStatus'])
  const opportunity = optional('opportunityId')
  const company = lead?.values['Company']
  const result = convert(tx, {
    lead: leadId,
    account: optional('accountId'),
    contact: optional('contactId'),
    owner: optional('ownerId'),
    status,
    opportunity,
    opportunityName:
      flag('doNotCreateOpportunity') || opportunity !== undefined
        ? undefined
        : (optional('opportunityName') ?? `${String(company ?? '')}-`),
  })
  const made = result.opportunity === null ? '<opportunityId xsi:nil="true"/>' : element('opportunityId', result.opportunity)
  return `${element('accountId', result.account)}${element('contactId', result.contact)}${element('leadId', leadId)}${made}${element('success', 'true')}`
}

/** Runs requests that each stand alone; `failed` are the elements of one that was refused. */
function alone(
  call: Call,
  names: readonly string[],
  most: number,
  run: (tx: Transaction, request: Element) => string,
  failed: (request: Element) => string,
): { markup: string; records: number } {
  const requests = names.flatMap((name) => children(call.body, name))
  limit(requests, most)
  const markup = requests.map((request) => {
    try {
      return element(
        'result',
        writing(call.ask, (tx) => run(tx, request)),
      )
    } catch (error) {
      if (!(error instanceof Failure) || isWhole(error)) throw error
      return element('result', `${errors(error)}${failed(request)}${element('success', 'false')}`)
    }
  })
  return { markup: markup.join(''), records: requests.length }
}

const ids = (call: Call) => childTexts(call.body, 'ids').concat(childTexts(call.body, 'ID'))

/** The calls by name. */
export const WRITES: Readonly<Record<string, Handler>> = {
  create: (call) => each(call, sent(call), (tx, { object, input }) => insertOne(tx, object, input)),
  update: (call) => each(call, sent(call), (tx, { object, input }) => updateOne(tx, object, input)),
  upsert,
  delete: (call) => each(call, ids(call), deleteOne),
  undelete: (call) => each(call, ids(call), undeleteOne),
  emptyRecycleBin: (call) => each(call, ids(call), purge),
  merge: (call) => alone(call, ['request', 'mergeRequests'], MOST, mergeOne, () => '<id xsi:nil="true"/>'),
  convertLead: (call) =>
    alone(call, ['leadConverts'], MOST_CONVERTED, convertOne, (request) => toXml('leadId', childText(request, 'leadId') ?? null)),
}
