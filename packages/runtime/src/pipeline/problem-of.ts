/** What stands on the error card of a refused write. */

import { cureFor } from '../connectors'
import type { Outcome } from '../connectors/connector'
import type { Intent, Problem } from '../model'

export type Refusal = Extract<Outcome, { readonly kind: 'refused' }>

/** The field that a refusal names, where the intent carries it. */
export const refusedField = (intent: Intent, refusal: Refusal): string | undefined =>
  refusal.field !== undefined && refusal.field in intent.fields ? refusal.field : undefined

/** The problem of one refused intent. */
export const problemOf = (intent: Intent, refusal: Refusal): Problem => {
  const name = refusedField(intent, refusal)
  const field = name === undefined ? undefined : intent.fields[name]
  return {
    link: intent.link,
    side: intent.side,
    object: intent.object,
    kind: refusal.card,
    code: refusal.code,
    message: refusal.message,
    cure: cureFor(intent.side, refusal.code, refusal.card),
    rule: field?.rule ?? intent.rule,
    ...(intent.id === undefined ? {} : { recordId: intent.id }),
    ...(refusal.field === undefined ? {} : { field: refusal.field }),
    ...(field === undefined ? {} : { value: field.to }),
    ...(field?.mapping === undefined ? {} : { mapping: field.mapping }),
  }
}
