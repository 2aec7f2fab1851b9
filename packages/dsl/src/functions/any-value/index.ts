/** Functions of the group `any value`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { firstKnown } from './first-known'
import { opposite } from './opposite'
import { text } from './text'

export const anyValueFunctions: readonly FunctionDefinition[] = [firstKnown, opposite, text]
