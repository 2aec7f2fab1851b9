/** Functions of the group `date`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { date } from './date'
import { year } from './year'

export const dateFunctions: readonly FunctionDefinition[] = [date, year]
