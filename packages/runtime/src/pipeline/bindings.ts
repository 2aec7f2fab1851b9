/** What a policy's lists are in the account: bound by id when a version first runs, and by id alone from then on. */
import type { CompiledPolicy } from '@lockstep/dsl'
import type { ListBinder, ListName } from '../connectors/connector'
import type { WorkspaceProblem } from '../model'
import type { BindingRow } from '../store/bindings'
import { workspaceLink } from '../store/problems'
import { rulesOfList } from './rule-reads'
import { commit, type Run } from './run-state'

const kind = 'list'
const source = 'bindings'

/** A label and the objects whose lists it may mean, by type id (`0-1`). */
type Label = { readonly label: string; readonly types: ReadonlySet<string> }

const labelsOf = (policy: CompiledPolicy): readonly Label[] => {
  const types = new Map<string, Set<string>>()
  for (const watch of policy.watches)
    for (const label of watch.hubspot.lists) {
      const known = types.get(label) ?? new Set<string>()
      const typeId = policy.syncs.find((sync) => sync.id === watch.sync)?.hubspot.typeId
      if (typeId !== undefined) known.add(typeId)
      types.set(label, known)
    }
  return [...types].map(([label, each]) => ({ label, types: each }))
}

const folded = (name: string): string => name.trim().toLowerCase()

/** What a label means: a list, several of them, or none. */
export type Found = { readonly list: ListName } | { readonly several: readonly ListName[] } | 'missing'

/**
 * The list that a label means. Bound by this version, the id decides for as long as it lives. Else an id goes before a name, and what bears
 * the name now before what bore it when an earlier version was deployed; that one goes on while it lives.
 */
export const resolveList = (
  { label, types }: Label,
  lists: readonly ListName[],
  bound: Pick<BindingRow, 'version' | 'id'> | undefined,
  version: string,
): Found => {
  const before = bound === undefined ? undefined : lists.find((list) => list.id === bound.id)
  if (before !== undefined && bound?.version === version) return { list: before }
  const isOfType = (list: ListName): boolean => types.size === 0 || list.objectTypeId === '' || types.has(list.objectTypeId)
  const byId = lists.find((list) => list.id === label && isOfType(list))
  if (byId !== undefined) return { list: byId }
  const named = lists.filter((list) => folded(list.name) === folded(label) && isOfType(list))
  const [first] = named
  if (first !== undefined && named.length === 1) return { list: first }
  if (before !== undefined) return { list: before }
  return named.length === 0 ? 'missing' : { several: named }
}

/** The bindings of one run: kept by the store, told as cards and notes. */
export class Bindings implements ListBinder {
  private readonly rows = new Map<string, BindingRow>()
  private readonly news = new Map<string, BindingRow>()
  private readonly cards = new Map<string, WorkspaceProblem>()
  private readonly renamed = new Map<string, string>()
  /** Whether HubSpot told its lists in this run. */
  private isAsked = false

  constructor(
    private readonly policy: CompiledPolicy,
    stored: readonly BindingRow[],
  ) {
    for (const row of stored) if (row.kind === kind) this.rows.set(row.label, row)
  }

  /** Labels whose members are not known now: whether somebody is a member has no answer. */
  get unread(): readonly string[] {
    return [...this.cards.keys()]
  }

  /** Lists that are called otherwise than the policy calls them. */
  get notes(): readonly string[] {
    return [...this.renamed.values()]
  }

  bind(lists: readonly ListName[]): Readonly<Record<string, string>> {
    this.isAsked = true
    this.cards.clear()
    this.renamed.clear()
    const bound: Record<string, string> = {}
    for (const each of labelsOf(this.policy)) {
      const found = resolveList(each, lists, this.rows.get(each.label), this.policy.hash)
      if (found === 'missing') this.miss(each.label)
      else if ('several' in found) this.doubt(each.label, found.several)
      else {
        bound[each.label] = found.list.id
        this.note(each.label, found.list)
      }
    }
    return bound
  }

  lose(label: string, why: string): void {
    this.card(label, 'unread-list', `the members of the list \`${label}\` cannot be read: ${why}`, {
      cure: 'nothing to do if the list was deleted on purpose or is read again soon; else give the HubSpot app the right to read it',
    })
  }

  /** Makes store and cards what this run has found, and plans again what waited for a list that is found again. */
  async keep(run: Run): Promise<void> {
    if (!this.isAsked) return
    const now = run.clock.now()
    const problems = [...this.cards.values()]
    const before = (await run.store.readProblems({ links: [workspaceLink] })).filter((row) => row.problem.source === source)
    const isClosed = before.some((row) => !problems.some(({ field }) => field === row.problem.field))
    if (problems.length === 0 && before.length === 0 && this.news.size === 0) return
    await commit(run, async (store) => {
      await store.writeBindings([...this.news.values()], now)
      await store.replaceWorkspaceProblems(source, problems, now)
      if (isClosed) await store.wakeAsleep()
    })
    this.news.clear()
  }

  private note(label: string, { id, name }: ListName): void {
    const known = this.rows.get(label)
    const version = this.policy.hash
    if (known?.version !== version || known.id !== id || known.name !== name) {
      const row: BindingRow = { kind, label, version, id, name }
      this.rows.set(label, row)
      this.news.set(label, row)
    }
    if (label !== id && folded(name) !== folded(label))
      this.renamed.set(label, `the list \`${label}\` is called \`${name}\` in HubSpot now; the policy goes on with it, by its id ${id}`)
  }

  private miss(label: string): void {
    const known = this.rows.get(label)
    const was = known === undefined ? '' : `, last seen as \`${known.name}\` with the id ${known.id}`
    this.card(
      label,
      'missing-list',
      `HubSpot has no list \`${label}\`${was}: its rules decide nothing, and its members stay as they were`,
      {
        cure: 'restore the list, make one of that name, or name another list in the policy',
      },
    )
  }

  private doubt(label: string, several: readonly ListName[]): void {
    const ids = several.map(({ id }) => id).join(', ')
    this.card(label, 'several-lists', `several HubSpot lists are called \`${label}\` (${ids}): its rules decide nothing`, {
      cure: 'name the list by its id in the policy, or rename the others in HubSpot',
    })
  }

  private card(label: string, code: string, message: string, { cure }: { readonly cure: string }): void {
    const rules = rulesOfList(this.policy, label)
    const [rule] = rules
    this.cards.set(label, {
      side: 'hubspot',
      object: 'lists',
      field: label,
      kind: 'property mapping',
      code,
      message,
      cure,
      ...(rule === undefined ? {} : { rule, rules }),
    })
  }
}
