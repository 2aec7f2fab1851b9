/** All functions of the policy language, by name. */
import { anyValueFunctions } from './any-value/index'
import { currencyFunctions } from './currency/index'
import { dateFunctions } from './date/index'
import { emailFunctions } from './email/index'
import type { FunctionDefinition } from './function-definition'
import { listFunctions } from './list/index'
import { nameFunctions } from './name/index'
import { numberFunctions } from './number/index'
import { phoneFunctions } from './phone/index'
import { placeFunctions } from './place/index'
import { textFunctions } from './text/index'
import { webFunctions } from './web/index'

const inGroups: readonly FunctionDefinition[] = [
  ...anyValueFunctions,
  ...textFunctions,
  ...numberFunctions,
  ...dateFunctions,
  ...listFunctions,
  ...emailFunctions,
  ...phoneFunctions,
  ...webFunctions,
  ...nameFunctions,
  ...placeFunctions,
  ...currencyFunctions,
]

export const functions: readonly FunctionDefinition[] = [...inGroups].sort((a, b) => (a.name < b.name ? -1 : 1))

const byName: ReadonlyMap<string, FunctionDefinition> = new Map(functions.map((definition) => [definition.name, definition]))

/** The function of that name, or `undefined`. */
export const findFunction = (name: string): FunctionDefinition | undefined => byName.get(name)
