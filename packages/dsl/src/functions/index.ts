/** All functions of the policy language, by name. */
import { anyValueFunctions } from './any-value/index'
import { dateFunctions } from './date/index'
import { emailFunctions } from './email/index'
import type { FunctionDefinition } from './function-definition'
import { numberFunctions } from './number/index'
import { textFunctions } from './text/index'
import { webFunctions } from './web/index'

const inGroups: readonly FunctionDefinition[] = [
  ...anyValueFunctions,
  ...textFunctions,
  ...numberFunctions,
  ...dateFunctions,
  ...emailFunctions,
  ...webFunctions,
]

export const functions: readonly FunctionDefinition[] = [...inGroups].sort((a, b) => (a.name < b.name ? -1 : 1))

const byName: ReadonlyMap<string, FunctionDefinition> = new Map(functions.map((definition) => [definition.name, definition]))

/** The function of that name, or `undefined`. */
export const findFunction = (name: string): FunctionDefinition | undefined => byName.get(name)
