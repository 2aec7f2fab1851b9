/** Gathers what is decided about one link before it is handed over, all or nothing. */
import type { RuleId } from '@lockstep/dsl'
import type { Base, Decision, Intent, Link, LinkState, LinkUpdate, Problem, SideName, Snapshot, Want, Wire } from '../model'
import { fingerprint } from './fingerprint'
import type { Refusal } from './meeting'

export type Field = { readonly from: Wire; readonly to: Wire; readonly mapping?: string; readonly rule: RuleId }

/** Mutable while one link is planned; nothing of it leaves before `finish`. */
export class Draft {
  readonly intents: Intent[] = []
  readonly decisions: Decision[] = []
  readonly problems: Problem[] = []
  readonly wants: Want[] = []
  readonly base: Record<string, Base | null> = {}
  attach: LinkUpdate['attach']
  unmet: readonly string[] = []
  included: { hubspot?: boolean; salesforce?: boolean } = {}
  generation: number | undefined
  cause: string | undefined
  again = false
  /** A rule met something that was not read, and decided nothing. */
  asleep = false

  constructor(
    readonly link: Link,
    public state: LinkState = link.state,
  ) {}

  decide(decision: Omit<Decision, 'link'>): void {
    this.decisions.push({ link: this.link.id, ...decision })
  }

  problem(problem: Omit<Problem, 'link'>): void {
    this.problems.push({ link: this.link.id, ...problem })
  }

  /** A value that a record's side would not take. */
  refuse(refusal: Refusal, mapping: string, rule: RuleId, record: { readonly object: string; readonly id?: string } | undefined): void {
    const { kind, code, side, field, value, message, cure } = refusal
    this.problem({
      mapping,
      side,
      ...(record === undefined ? {} : { object: record.object, ...(record.id === undefined ? {} : { recordId: record.id }) }),
      ...(field === undefined ? {} : { field }),
      value,
      kind,
      code,
      message,
      cure,
      rule,
    })
  }

  /** The key follows from the link, the target, the action, the generation and the content, stamps included. */
  intend(intent: Omit<Intent, 'key' | 'link'>, stamps: readonly (number | undefined)[]): void {
    const { link } = this
    const content = JSON.stringify([intent.object, intent.id ?? null, intent.fields, intent.externalKey ?? null, stamps])
    const target = `${intent.side}:${intent.object}`
    this.intents.push({ key: `${link.id}:${target}:${intent.action}:${link.generation}:${fingerprint(content)}`, link: link.id, ...intent })
  }

  /** Wants the records of the deleted one's side that share a match key with this link. */
  wantReplacements({ side, object, id }: Snapshot): void {
    this.wants.push({ link: this.link.id, side, object, id, history: [], replacements: true })
  }

  want(snapshot: { readonly side: SideName; readonly object: string; readonly id: string }, history: readonly string[]): void {
    this.wants.push({ link: this.link.id, side: snapshot.side, object: snapshot.object, id: snapshot.id, history })
  }

  /** Ends the link's life; a later counterpart is made under a new key. */
  die(cause: string): void {
    this.state = 'dead'
    this.cause = cause
    if (this.link.state !== 'dead') this.generation = this.link.generation + 1
  }

  /** Nothing of the record's values is written or noted; problems, and what was decided about the link itself, stay. */
  dropValues(): void {
    this.intents.length = 0
    for (const id of Object.keys(this.base)) {
      // A meeting that was due stays due.
      const isOwed = this.link.base[id] === undefined && !id.startsWith('lifecycle:') && this.base[id] !== null
      if (isOwed && this.state !== 'alone') this.base[id] = 'none'
      else delete this.base[id]
    }
    const kept = this.decisions.filter(({ kind }) => kind !== 'update' && kind !== 'conflict' && kind !== 'lifecycle')
    this.decisions.splice(0, this.decisions.length, ...kept)
  }

  /** A draft of the same link with another record in place of one of its own. */
  moveTo(link: Link): Draft {
    return new Draft(link)
  }

  /** Adds what the move itself changed in the base of the stored link. */
  settleMove(stored: Link): void {
    for (const [id, base] of Object.entries(this.link.base)) {
      if (!(id in this.base) && stored.base[id] !== base) this.base[id] = base
    }
    for (const id of Object.keys(stored.base)) {
      if (!(id in this.link.base) && !(id in this.base) && !id.startsWith('lifecycle:')) this.base[id] = null
    }
  }

  /** The update, or `undefined` where the link stays as it is. */
  finish(): LinkUpdate | undefined {
    const { link, state, base, attach, generation, again, asleep } = this
    const included = { ...link.included, ...this.included }
    const isSameInclusion = included.hubspot === link.included?.hubspot && included.salesforce === link.included?.salesforce
    const cause = state === 'dead' ? (this.cause ?? link.cause) : undefined
    const isUnchanged =
      state === link.state &&
      cause === (link.state === 'dead' ? link.cause : undefined) &&
      isSameInclusion &&
      !again &&
      !asleep &&
      attach === undefined
    if (isUnchanged && generation === undefined && Object.keys(base).length === 0) return undefined
    return {
      link: link.id,
      state,
      ...(cause === undefined ? {} : { cause }),
      base,
      ...(attach === undefined ? {} : { attach }),
      ...(this.unmet.length === 0 ? {} : { unmet: this.unmet }),
      ...(isSameInclusion ? {} : { included }),
      ...(generation === undefined ? {} : { generation }),
      ...(again ? { again } : {}),
      ...(asleep ? { asleep } : {}),
    }
  }
}

/** Stamps that make an intent's key differ each time the records do. */
export const stampsOf = (hubspot: Snapshot | undefined, salesforce: Snapshot | undefined): readonly (number | undefined)[] => [
  hubspot?.at,
  salesforce?.at,
]
