/** Why a part of the schema is not shown: the portal lacks it, or the app lacks a scope. */
import type { Reply } from '../exchange'
import { readRefusal } from './errors'

/** The reason, or undefined where the reply is a success. */
export function refusalOf(reply: Reply): string | undefined {
  return reply.status < 300 ? undefined : readRefusal(reply.body, reply.status).message
}
