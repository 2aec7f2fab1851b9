/** Faults that were asked for through the control API, waiting for the request they shall hit. */
import { milliseconds } from './duration'
import type { SystemName } from './system'

/**
 * - `timeout-before`: the request is lost, no answer; `timeout-after-commit`: it is carried out, no answer. The socket is closed after `delay` (60 s).
 * - `reset`: the connection breaks before anything is done. `truncate`: carried out, half of the answer arrives.
 * - `500`, `503`, `429`, `limit`, `html`: refused with the vendor's body (`limit`: the daily limit; `html`: a gateway's page), nothing done.
 * - `duplicate`: carried out twice, the second answer is given. `slow`: carried out at once, answered after `delay` (2 s).
 * - `migration`: HubSpot's 477, with a `Retry-After` of `delay` (1 h); Salesforce knows none and carries the request out.
 * - `lock`: the rows it writes are locked, in the vendor's words. `late-commit`: what it writes is stamped now and becomes visible after `delay` (30 s).
 */
export const FAULT_KINDS = [
  'timeout-after-commit',
  'timeout-before',
  'reset',
  '500',
  '503',
  '429',
  'limit',
  'duplicate',
  'slow',
  'truncate',
  'html',
  'lock',
  'migration',
  'late-commit',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** `match`: a substring of `METHOD path` (path with query), or a regular expression between slashes; empty hits everything. `delay` in milliseconds. */
export type Fault = {
  readonly system?: SystemName
  readonly match: string
  readonly kind: FaultKind
  readonly delay?: number
  times: number
}

type Armed = { readonly fault: Fault; readonly hits: (line: string) => boolean }

/** Reads the body of `POST /faults`. Throws a `TypeError` that says which entry is wrong. */
export function readFaults(body: unknown): Fault[] {
  const entries: unknown[] = Array.isArray(body) ? body : [body]
  return entries.map((entry, index) => {
    if (typeof entry !== 'object' || entry === null) throw new TypeError(`fault ${index}: not an object`)
    const { system, match = '', times = 1, kind, delay } = entry as Record<string, unknown>
    if (system !== undefined && system !== 'hubspot' && system !== 'salesforce') {
      throw new TypeError(`fault ${index}: system is \`hubspot\` or \`salesforce\`, not \`${String(system)}\``)
    }
    const known = FAULT_KINDS.find((candidate) => candidate === String(kind))
    if (known === undefined) throw new TypeError(`fault ${index}: unknown kind \`${String(kind)}\`; known: ${FAULT_KINDS.join(', ')}`)
    if (typeof match !== 'string') throw new TypeError(`fault ${index}: match is text`)
    if (typeof times !== 'number' || !(times > 0)) throw new TypeError(`fault ${index}: times is a positive number`)
    return { system, match, kind: known, times, delay: delay === undefined ? undefined : milliseconds(delay) }
  })
}

/** First in, first out; each entry serves `times` requests. */
export class Faults {
  private armed: Armed[] = []

  /** Arms faults. Throws a `SyntaxError` for a bad regular expression. */
  add(faults: readonly Fault[]): void {
    for (const fault of faults) {
      const pattern = /^\/(.+)\/(i?)$/.exec(fault.match)
      if (pattern !== null) {
        const expression = new RegExp(pattern[1] ?? '', pattern[2])
        this.armed.push({ fault: { ...fault }, hits: (line) => expression.test(line) })
      } else this.armed.push({ fault: { ...fault }, hits: (line) => line.includes(fault.match) })
    }
  }

  clear(): void {
    this.armed = []
  }

  list(): readonly Fault[] {
    return this.armed.map(({ fault }) => fault)
  }

  /** The first armed fault that this `METHOD path` hits, used up by one; `kinds` narrows which may be taken. */
  take(system: SystemName, line: string, kinds?: readonly FaultKind[]): Fault | undefined {
    if (this.armed.length === 0) return undefined
    const index = this.armed.findIndex(
      ({ fault, hits }) => (fault.system ?? system) === system && (kinds?.includes(fault.kind) ?? true) && hits(line),
    )
    const found = this.armed[index]?.fault
    if (found === undefined) return undefined
    found.times -= 1
    if (found.times <= 0) this.armed.splice(index, 1)
    return found
  }
}
