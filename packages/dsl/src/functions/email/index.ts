/** Functions of the group `email`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { emailDomain } from './email-domain'

export const emailFunctions: readonly FunctionDefinition[] = [emailDomain]
