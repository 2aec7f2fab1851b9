/** Functions of the group `any value`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { between } from './between'
import { checkbox } from './checkbox'
import { firstKnown } from './first-known'
import { opposite } from './opposite'
import { text } from './text'
import { yesNo } from './yes-no'

export const anyValueFunctions: readonly FunctionDefinition[] = [between, checkbox, firstKnown, opposite, text, yesNo]
