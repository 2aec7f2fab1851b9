/** What stands on the error card of a refused write. */

import { cureFor } from '../connectors'
import type { FieldRefusal } from '../connectors/connector'
import type { Intent, Problem } from '../model'

/** The problem of one refused intent, of the field `name` where one is to blame. */
export const problemOf = (intent: Intent, refusal: FieldRefusal, name: string | undefined): Problem => {
  const field = name === undefined ? undefined : intent.fields[name]
  const told = name ?? refusal.field
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
    ...(told === undefined ? {} : { field: told }),
    ...(field === undefined ? {} : { value: field.to }),
    ...(field?.mapping === undefined ? {} : { mapping: field.mapping }),
  }
}
