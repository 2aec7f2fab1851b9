/** Rules for the form of a property's values, as administrators set them. */

/** The kinds that the sandbox enforces, of those there are [HubSpot: property validations]. */
export const RULE_TYPES = ['MIN_LENGTH', 'MAX_LENGTH', 'MIN_NUMBER', 'MAX_NUMBER', 'ALPHANUMERIC'] as const
export type RuleType = (typeof RULE_TYPES)[number]

export type FormatRule = {
  readonly ruleType: RuleType
  readonly ruleArguments: readonly string[]
  readonly shouldApplyNormalization: boolean
}

const ALPHABETS: Readonly<Record<string, RegExp>> = { NUMERIC_ONLY: /^\d*$/, ALPHANUMERIC: /^[\p{L}\p{N}]*$/u }

/** Whether a rule's argument is one that it can have. */
export function isArgument(type: RuleType, argument: string | undefined): boolean {
  if (type === 'ALPHANUMERIC') {
    return argument !== undefined && Object.hasOwn(ALPHABETS, argument)
  }
  return argument !== undefined && argument.trim() !== '' && Number.isFinite(Number(argument))
}

/** Whether a value keeps a rule. */
export function keeps({ ruleType, ruleArguments: [argument = ''] }: FormatRule, value: string): boolean {
  switch (ruleType) {
    case 'MIN_LENGTH':
      return value.length >= Number(argument)
    case 'MAX_LENGTH':
      return value.length <= Number(argument)
    case 'MIN_NUMBER':
      return Number(value) >= Number(argument)
    case 'MAX_NUMBER':
      return Number(value) <= Number(argument)
    case 'ALPHANUMERIC':
      return ALPHABETS[argument]?.test(value) === true
  }
}
