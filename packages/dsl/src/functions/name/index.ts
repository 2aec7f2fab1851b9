/** Functions of the group `name`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { firstName } from './first-name'
import { fullName } from './full-name'
import { initials } from './initials'
import { lastName } from './last-name'
import { middleName } from './middle-name'
import { nameSuffix } from './name-suffix'
import { nameTitle } from './name-title'
import { properName } from './proper-name'

export const nameFunctions: readonly FunctionDefinition[] = [
  firstName,
  fullName,
  initials,
  lastName,
  middleName,
  nameSuffix,
  nameTitle,
  properName,
]
