/** One round of sending: what is on its way, what was cut, what waits, and what it leaves to do. */
import type { Made } from '../connectors/connector'
import type { Intent, SideName } from '../model'
import type { Pending } from './pending'
import type { Refused } from './pieces'
import type { Run } from './run-state'

export type LookAgain = { readonly side: SideName; readonly object: string; readonly id: string }

/** What is to be sent next; `hasTransient`: after a wait. */
export type Again = { readonly intents: Intent[]; after: number; hasTransient: boolean }

/** An update whose fields are sent apart, since its service did not say which one it refuses. */
export type Cut = {
  readonly whole: Intent
  readonly open: Set<string>
  readonly faults: { readonly piece: Intent; readonly refused: Refused }[]
  /** A part was written, or refused for a reason of its own: the cause is not the record. */
  isApart: boolean
}

/** An intent that cannot do without some fields: the smaller and smaller ones that are tried in its place. */
export type Tries = { readonly whole: Intent; readonly left: Intent[]; readonly refused: Refused }

/** A unique value that another record holds which is itself to get another one in this round. */
export type Waiting = { readonly piece: Intent; readonly name: string; readonly holder: string; readonly refused: Refused }

/** A unique value whose holder this round does not write. */
export type Stuck = { readonly link: string; readonly side: SideName; readonly holder: string; readonly mapping: string }

export class Sending {
  readonly pendings: Map<string, Pending>
  readonly all = new Map<string, Intent[]>()
  readonly lookAgain: LookAgain[] = []
  /** Intents whose record the other side already has under its unique key. */
  readonly existing: { readonly intent: Intent; readonly id: string }[] = []
  /** Records that were created, for what their system fills in by itself. */
  readonly made: Record<SideName, Made[]> = { hubspot: [], salesforce: [] }
  readonly cuts = new Map<string, Cut>()
  readonly tries = new Map<string, Tries>()
  /** By place. */
  readonly waiting = new Map<string, Waiting>()
  readonly retried = new Set<string>()
  readonly stuck: Stuck[] = []
  /** Updates that are counted already, and whether as clears: an update that was cut counts once. */
  readonly counted = new Map<string, boolean>()
  private targets: Map<string, Pending> | undefined
  sent = 0
  /** The look at the targets grew too old; the rest was not sent. */
  isLate = false

  constructor(
    readonly run: Run,
    pendings: readonly Pending[],
    intents: readonly Intent[],
  ) {
    this.pendings = new Map(pendings.map((pending) => [String(pending.row.id), pending]))
    for (const intent of intents) this.all.set(intent.link, [...(this.all.get(intent.link) ?? []), intent])
  }

  /** Puts others in the place of an intent that is not sent as it is; `opens` are those that have no outcome yet. */
  replace(intent: Intent, by: readonly Intent[], opens: readonly Intent[] = by): void {
    const others = (this.all.get(intent.link) ?? []).filter((each) => each.key !== intent.key)
    this.all.set(intent.link, [...others, ...by])
    const open = this.pendings.get(intent.link)?.open
    open?.delete(intent.key)
    for (const each of opens) open?.add(each.key)
  }

  /** The link whose own record this is, where this round writes it. */
  holderOf(side: SideName, object: string, id: string): Pending | undefined {
    this.targets ??= new Map(
      [...this.pendings.values()].flatMap((pending) =>
        (['hubspot', 'salesforce'] as const).flatMap((each) => {
          const snapshot = pending.row[each]
          return snapshot === null ? [] : [[`${each} ${snapshot.object} ${snapshot.id}`, pending] as const]
        }),
      ),
    )
    return this.targets.get(`${side} ${object} ${id}`)
  }
}
