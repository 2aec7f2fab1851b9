/** Problems of the workspace: each source keeps its own, and nothing that is done to records touches them. */

import { expect, test } from 'vitest'
import type { WorkspaceProblem } from '../model'
import { openMemoryStore } from './memory/memory-store'
import { openStore } from './open-store'
import { readErrors } from './reports/error-items'
import { openSqlStore } from './sql-store'
import { workspaceId } from './workspace'

const missing = (field: string): WorkspaceProblem => ({
  side: 'hubspot',
  object: 'contact',
  field,
  kind: 'property mapping',
  code: 'missing-property',
  message: `\`${field}\` is not there`,
  cure: 'restore it',
  rule: 'r1',
  rules: ['r1', 'r2', 'gone'],
})

const at = (file: string, line: number) => ({ file, line, start: 0, end: 1 })
const policy = { rules: { r1: at('a.sync', 4), r2: at('b.sync', 9) } }

test.each([
  ['SQL', async () => openSqlStore(await openStore({ kind: 'memory' }), workspaceId)],
  ['memory', async () => openMemoryStore()],
])('a problem of the workspace stands until its source no longer finds it (%s)', async (_, open) => {
  const store = await open()
  try {
    await store.replaceWorkspaceProblems('schema', [missing('nick'), missing('tier')], 1_000)
    await store.replaceWorkspaceProblems('people', [{ kind: 'other', code: 'no-seat', message: 'm', cure: 'c' }], 1_000)
    await store.replaceWorkspaceProblems('schema', [missing('nick')], 2_000)

    const ids = (await store.readProblems({})).map((row) => row.id)
    await store.wakeProblems(9_000_000, 2)
    expect(await store.retryProblems(2)).toBe(0)
    expect(await store.retryProblems(2, ids)).toBe(0)
    expect(await store.ignoreProblems(ids, 'known')).toBe(0)
    await store.replaceProblems([1, 2], [], 3_000)
    await store.absorbLinks(new Map([[1, 2]]))
    await store.forgetOld(900 * 86_400_000, 1)

    expect(await store.countProblemsSince(5_000)).toBe(2)
    const report = await readErrors(store, policy, {})
    expect(report.cards).toEqual([
      { kind: 'property mapping', errors: 1, records: 0, firstSeen: 1_000, lastSeen: 2_000 },
      { kind: 'other', errors: 1, records: 0, firstSeen: 1_000, lastSeen: 1_000 },
    ])
    const common = { link: '0', state: 'open', nextTry: null, ignoredBecause: null, hubspotId: null, salesforceId: null }
    expect(report.items.map(({ id: _id, ...item }) => item)).toEqual([
      {
        ...missing('nick'),
        ...common,
        source: 'schema',
        tries: 2,
        firstSeen: 1_000,
        lastSeen: 2_000,
        line: 'a.sync:4',
        lines: ['a.sync:4', 'b.sync:9'],
        label: 'HubSpot contact.nick',
      },
      {
        ...common,
        kind: 'other',
        code: 'no-seat',
        message: 'm',
        cure: 'c',
        source: 'people',
        tries: 1,
        firstSeen: 1_000,
        lastSeen: 1_000,
        line: null,
        lines: [],
        label: '',
      },
    ])
    await store.replaceWorkspaceProblems('people', [], 3_000)
    expect((await store.readProblems({})).map((row) => row.problem.source)).toEqual(['schema'])
  } finally {
    await store.close()
  }
})
