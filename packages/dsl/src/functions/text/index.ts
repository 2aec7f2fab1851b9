/** Functions of the group `text`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { digits } from './digits'
import { left } from './left'
import { length } from './length'
import { lower } from './lower'
import { replace } from './replace'
import { right } from './right'
import { titleCase } from './title-case'
import { trim } from './trim'
import { upper } from './upper'

export const textFunctions: readonly FunctionDefinition[] = [digits, left, length, lower, replace, right, titleCase, trim, upper]
