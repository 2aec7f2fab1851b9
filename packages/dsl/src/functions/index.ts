/** All functions of the policy language, by name. */
import { date } from './date'
import { digits } from './digits'
import { emailDomain } from './email-domain'
import { firstKnown } from './first-known'
import type { FunctionDefinition } from './function-definition'
import { left } from './left'
import { length } from './length'
import { lower } from './lower'
import { number } from './number'
import { opposite } from './opposite'
import { percent, share } from './percent'
import { replace } from './replace'
import { right } from './right'
import { round } from './round'
import { text } from './text'
import { titleCase } from './title-case'
import { trim } from './trim'
import { upper } from './upper'
import { webDomain } from './web-domain'
import { year } from './year'

export const functions: readonly FunctionDefinition[] = [
  date,
  digits,
  emailDomain,
  firstKnown,
  left,
  length,
  lower,
  number,
  opposite,
  percent,
  replace,
  right,
  round,
  share,
  text,
  titleCase,
  trim,
  upper,
  webDomain,
  year,
]

const byName: ReadonlyMap<string, FunctionDefinition> = new Map(functions.map((definition) => [definition.name, definition]))

/** The function of that name, or `undefined`. */
export const findFunction = (name: string): FunctionDefinition | undefined => byName.get(name)
