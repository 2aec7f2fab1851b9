/** Functions of the group `web`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { webDomain } from './web-domain'

export const webFunctions: readonly FunctionDefinition[] = [webDomain]
