/** Functions of the group `number`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { number } from './number'
import { percent } from './percent'
import { round } from './round'
import { share } from './share'

export const numberFunctions: readonly FunctionDefinition[] = [number, percent, round, share]
