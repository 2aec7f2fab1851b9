/** Forms by which people come, and the owners of records: a hundred a call. */
import type { CatalogPerson, HubspotForm } from '@lockstep/dsl'
import type { Exchange } from '../exchange'
import { id, isRecord, list, optionalText, record } from '../reply'
import { refusalOf } from './catalog-refusal'

/** Names and ids; why not, where the app may not see forms. */
export function readForms(exchange: Exchange): Promise<readonly HubspotForm[] | string> {
  return allPages(exchange, '/marketing/v3/forms', (row) => ({ id: id(row['id'], 'id'), name: optionalText(row['name']) ?? '' }))
}

/** Owners who are active; why not, where the app may not see them. */
export function readOwners(exchange: Exchange): Promise<readonly CatalogPerson[] | string> {
  return allPages(exchange, '/crm/v3/owners', (row) => {
    const name = [optionalText(row['firstName']), optionalText(row['lastName'])].filter((part) => part !== undefined).join(' ')
    const email = optionalText(row['email'])
    return { id: id(row['id'], 'id'), name, ...(email === undefined ? {} : { email }) }
  })
}

async function allPages<T>(
  exchange: Exchange,
  path: string,
  read: (row: Readonly<Record<string, unknown>>) => T,
): Promise<readonly T[] | string> {
  const found: T[] = []
  for (let after: string | undefined; ; ) {
    const query = { limit: '100', archived: 'false', ...(after === undefined ? {} : { after }) }
    const page = await exchange.read(
      { method: 'GET', path, query, purpose: 'setup' },
      (reply) => {
        const refused = refusalOf(reply)
        if (refused !== undefined) return refused
        const body = record(reply.body, 'body')
        const next =
          isRecord(body['paging']) && isRecord(body['paging']['next']) ? optionalText(body['paging']['next']['after']) : undefined
        return { rows: list(body['results'], 'results').map((row) => read(record(row, 'results[]'))), next }
      },
      [403, 404],
    )
    if (typeof page === 'string') return page
    found.push(...page.rows)
    if (page.next === undefined || page.rows.length === 0) return found
    after = page.next
  }
}
