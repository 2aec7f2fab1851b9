/** Rules for the form of values, as administrators set them for a property. */
import type { SandboxResponse } from '../../world/system'
import { invalid } from '../api-error'
import { type FormatRule, isArgument, RULE_TYPES, type RuleType } from '../schema/value-format'
import { bodyObject, type Context, type Route, storeOf, textList } from './context'

const ALL = 'property-validations/:type'
const ONE = `${ALL}/:property`

/** Endpoints of property validations. */
export const PROPERTY_VALIDATION_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v3', pattern: ALL, handle: list },
  { method: 'GET', version: 'v3', pattern: ONE, handle: (context) => ({ status: 200, body: { results: rulesOf(context) } }) },
  { method: 'GET', version: 'v3', pattern: `${ONE}/rule-type/:rule`, handle: read },
  { method: 'PUT', version: 'v3', pattern: `${ONE}/rule-type/:rule`, handle: write },
]

function list(context: Context): SandboxResponse {
  const { formats } = storeOf(context).schema
  const results = [...formats].map(([propertyName, propertyValidationRules]) => ({ propertyName, propertyValidationRules }))
  return { status: 200, body: { results } }
}

/** The rules of the property in the path, which must be there. */
function rulesOf(context: Context): readonly FormatRule[] {
  const { schema } = storeOf(context)
  return schema.formats.get(schema.require(context.params['property'] ?? '').name) ?? []
}

function read(context: Context): SandboxResponse {
  const type = ruleType(context)
  return { status: 200, body: { results: rulesOf(context).filter((rule) => rule.ruleType === type) } }
}

function write(context: Context): SandboxResponse {
  const { schema } = storeOf(context)
  const type = ruleType(context)
  const body = bodyObject(context)
  const ruleArguments = textList(body['ruleArguments'])
  if (ruleArguments === undefined || ruleArguments.length !== 1 || !isArgument(type, ruleArguments[0])) {
    throw invalid(`Invalid ruleArguments for ${type}: ${JSON.stringify(body['ruleArguments'] ?? null)}`)
  }
  const others = rulesOf(context).filter((rule) => rule.ruleType !== type)
  const rule = { ruleType: type, ruleArguments, shouldApplyNormalization: body['shouldApplyNormalization'] === true }
  schema.formats.set(context.params['property'] ?? '', [...others, rule])
  return { status: 204 }
}

/** Throws 400 for a kind that is not enforced here, so that no rule is kept in name alone. */
function ruleType({ params }: Context): RuleType {
  const type = RULE_TYPES.find((each) => each === params['rule'])
  if (type === undefined) {
    throw invalid(`The sandbox enforces rules of type ${RULE_TYPES.join(', ')} alone, not '${params['rule']}'`)
  }
  return type
}
