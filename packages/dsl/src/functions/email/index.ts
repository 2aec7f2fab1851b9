/** Functions of the group `email`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { cleanEmail } from './clean-email'
import { emailDomain } from './email-domain'
import { emailName } from './email-name'
import { isEmail } from './is-email'
import { isFreeEmail } from './is-free-email'
import { isRoleEmail } from './is-role-email'
import { withoutTag } from './without-tag'

export const emailFunctions: readonly FunctionDefinition[] = [
  cleanEmail,
  emailDomain,
  emailName,
  isEmail,
  isFreeEmail,
  isRoleEmail,
  withoutTag,
]
