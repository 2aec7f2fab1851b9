/** What stops a whole record, and what calls for a second look at it. */

import type { State } from './pair-state'
import { reasons } from './reasons'
import { endOf } from './rule'

/** Whether the record may be written. */
export type PairOutcome = 'done' | 'stopped'

/** The record that is created must have every field that its system requires. */
const missesRequired = (state: State): boolean => {
  const { making, draft, pairing } = state
  if (making === undefined) return false
  let isMissing = false
  for (const rule of pairing.rules) {
    const end = endOf(rule, making)
    if (end?.required !== true || end.type === 'boolean' || (state[making].read(end.name) ?? null) !== null) continue
    isMissing = true
    if (draft.problems.some((each) => each.mapping === rule.id)) continue
    const message = `\`${end.name}\` is required to create a ${state[making].object}, and there is no value for it`
    const refusal = {
      kind: 'property value' as const,
      code: 'required-field',
      side: making,
      field: end.name,
      value: null,
      message,
      cure: 'fill the value at its source, or give the mapping a `default`',
    }
    draft.refuse(refusal, rule.id, rule.mapping.rule, { object: state[making].object })
  }
  return isMissing
}

/** A field that the new record needs, or a mapping that the policy calls required, failed. */
export const isStopped = (state: State): boolean => {
  if (missesRequired(state)) return true
  if (!state.pairing.rules.some((rule) => rule.mapping.required && state.told.get(rule.id)?.kind === 'refused')) return false
  state.draft.decide({ kind: 'error', rule: state.sync.sync.rule, winner: 'neither', reason: reasons.recordStopped })
  return true
}

/**
 * A mapping that slept by the records as they were may wake by the records as they will be; and one that stopped the record
 * may fall asleep.
 */
export const needsSecondLook = (state: State, outcome: PairOutcome): boolean =>
  !state.isPaused &&
  state.pairing.rules.some((rule) => {
    if (rule.when === undefined) return false
    const isAwake = rule.when(state.now) === true
    return (rule.when(state.before()) === true) !== isAwake && (isAwake || outcome === 'stopped')
  })
