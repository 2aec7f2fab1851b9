/** A plain world of linked people, all alike, for measuring runs of a known size. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const checks = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/** An 18-character Salesforce id [SF: ids, checksum]. */
const salesforceId = (prefix: string, n: number): string => {
  let rest = n
  let body = ''
  for (let i = 0; i < 12; i++) {
    body = digits[rest % 62] + body
    rest = Math.floor(rest / 62)
  }
  const id = prefix + body
  let suffix = ''
  for (let part = 0; part < 3; part++) {
    let bits = 0
    for (let i = 0; i < 5; i++) if (/[A-Z]/.test(id[part * 5 + i] ?? '')) bits |= 1 << i
    suffix += checks[bits]
  }
  return id + suffix
}

export type PlainWorld = {
  readonly folder: string
  readonly policy: string
  readonly hubspotIds: readonly string[]
  readonly salesforceIds: readonly string[]
}

const policy = `policy "Bench" {
  every 5 minutes
}

sync contact with Contact {
  match email = Email
  from hubspot {
    include when member of "Ready for sales" and email is known
    on new     create Contact
    on change  update
  }
  from Contact {
    on new     create
    on change  update
  }
  map {
    email      <->  Email
    firstname  <->  FirstName
    lastname   <->  LastName
    jobtitle   <->  Title
    phone      <->  Phone
  }
}
`

/** `count` people who are on both sides and agree already, in a folder of their own. */
export const plainWorld = (count: number): PlainWorld => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-bench-'))
  for (const name of ['hubspot', 'salesforce']) mkdirSync(join(folder, 'world', name), { recursive: true })
  const hubspotIds = Array.from({ length: count }, (_, i) => String(500_000 + i))
  const salesforceIds = Array.from({ length: count }, (_, i) => salesforceId('003', i + 1))
  const at = '2026-01-01T00:00:00.000Z'
  const save = (path: string, text: string): void => writeFileSync(join(folder, path), text)
  save(
    'world/world.json',
    JSON.stringify({
      seed: 1,
      limits: { hubspot: { tenSecondly: 100_000, daily: 10_000_000, searchPerSecond: 100_000 }, salesforce: { daily: 10_000_000 } },
    }),
  )
  const list = {
    id: '71',
    name: 'Ready for sales',
    objectTypeId: '0-1',
    processingType: 'DYNAMIC',
    filterBranch: {
      filterBranchType: 'OR',
      filterBranches: [
        {
          filterBranchType: 'AND',
          filterBranches: [],
          filters: [{ filterType: 'PROPERTY', property: 'email', operation: { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' } }],
        },
      ],
      filters: [],
    },
  }
  save('world/hubspot/schema.json', JSON.stringify({ lists: [list] }))
  save(
    'world/hubspot/contacts.jsonl',
    hubspotIds
      .map((id, i) =>
        JSON.stringify({
          id,
          at,
          values: { email: `p${i}@bench.example`, firstname: `First${i}`, lastname: `Last${i}`, jobtitle: 'Buyer', phone: '555-0100' },
        }),
      )
      .join('\n'),
  )
  save(
    'world/salesforce/Contact.jsonl',
    salesforceIds
      .map((id, i) =>
        JSON.stringify({
          id,
          at,
          values: { Email: `p${i}@bench.example`, FirstName: `First${i}`, LastName: `Last${i}`, Title: 'Buyer', Phone: '555-0100' },
        }),
      )
      .join('\n'),
  )
  save('policy.sync', policy)
  return { folder, policy, hubspotIds, salesforceIds }
}
