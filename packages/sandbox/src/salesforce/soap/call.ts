/** One SOAP call with everything its handler may need. */

import type { Sessions } from '../auth/sessions'
import type { Ask } from '../rest/ask'
import type { Element } from '../xml/read'

export type Call = {
  /** The element that names the call, with its arguments inside. */
  readonly body: Element
  /** The SOAP header; absent where none was sent. */
  readonly header: Element | undefined
  /** A request of the same user over REST, for what both APIs answer from the same code. */
  readonly ask: Ask
  readonly sessions: Sessions
  readonly sessionId: string
}

/** What a call answers: the markup of its `result` elements. Throws a `Failure`. */
export type Handler = (call: Call) => { readonly markup: string; readonly records?: number }
