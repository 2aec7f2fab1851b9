/** `test` blocks bound: records by name, their objects and fields, and the steps and expectations about them. */
import type { HubspotObject, SalesforceObject } from '../catalog/catalog'
import { findHubspotObject, findSalesforceObject } from '../catalog/find'
import { duplicateDeclaration, unknownTestObject, unknownTestRecord } from '../diagnostics/codes/names'
import { noTie, stepIncomplete, wrongSide } from '../diagnostics/codes/tests'
import { nearest } from '../diagnostics/did-you-mean'
import type { ExpectNode, GivenNode, NameNode, PolicyTestNode, StepChangeNode, StepNode, StepVerb, TextNode } from '../syntax/ast'
import { DURATION_UNITS } from '../syntax/keywords'
import { isActiveList } from './active-list'
import { bindFields, isHubspotObject } from './bind-test-fields'
import { type Binding, didYouMean } from './binding'
import type { BoundRecord, BoundTest, BoundTestLine, TestTie } from './bound'

/** A test under way. */
type Bench = { readonly binding: Binding; readonly file: string; readonly test: string; readonly records: Map<string, BoundRecord> }

const refer = ({ binding, file, test }: Bench, name: NameNode, declares?: true): void =>
  binding.refer({ kind: 'record', owner: test, name: name.value }, file, name.span, declares)

const objectOf = ({ binding, file }: Bench, name: NameNode | undefined): Omit<BoundRecord, 'name'> | undefined => {
  if (name === undefined || binding.catalog === undefined) return undefined
  const hubspot = findHubspotObject(binding.catalog, name.value)
  const object = hubspot ?? findSalesforceObject(binding.catalog, name.value)
  if (object === undefined) return undefined
  binding.refer({ kind: hubspot === undefined ? 'salesforce-object' : 'hubspot-object', name: object.name }, file, name.span)
  return { side: hubspot === undefined ? 'salesforce' : 'hubspot', object }
}

const objectNames = ({ binding }: Bench): readonly string[] =>
  binding.catalog === undefined
    ? []
    : [...binding.catalog.hubspot.objects.map((one) => one.name), ...binding.catalog.salesforce.objects.map((one) => one.name)]

const knownObject = (bench: Bench, name: NameNode | undefined): Omit<BoundRecord, 'name'> | undefined => {
  const found = objectOf(bench, name)
  const { binding, file } = bench
  if (found === undefined && name !== undefined && binding.catalog !== undefined)
    binding.report(
      unknownTestObject,
      { name: name.value },
      { file, span: name.span, ...didYouMean(name, objectNames(bench), 'name an object of HubSpot, or one of Salesforce') },
    )
  return found
}

const recordOf = (bench: Bench, name: NameNode | undefined): BoundRecord | undefined => {
  if (name === undefined) return undefined
  const found = bench.records.get(name.value)
  const { binding, file } = bench
  if (found === undefined) {
    const otherwise = 'give it a name in a `given` line'
    // Without a catalog no record is known, so none is missed.
    if (binding.catalog !== undefined)
      binding.report(
        unknownTestRecord,
        { name: name.value },
        { file, span: name.span, ...didYouMean(name, [...bench.records.keys()], otherwise) },
      )
    return undefined
  }
  refer(bench, name)
  return found
}

const declare = (bench: Bench, record: BoundRecord): void => {
  const { name } = record
  if (name === undefined) return
  const before = bench.records.get(name.value)?.name
  if (before !== undefined) {
    const related = [{ location: { file: bench.file, span: before.span }, message: 'the first one' }]
    bench.binding.report(duplicateDeclaration, { what: `the record \`${name.value}\`` }, { file: bench.file, span: name.span, related })
    return
  }
  bench.records.set(name.value, record)
  refer(bench, name, true)
}

const lookupTo = (from: SalesforceObject, to: SalesforceObject): string | undefined =>
  from.fields.find((field) => field.type === 'reference' && field.referenceTo?.includes(to.name))?.name

const tieOf = (from: HubspotObject | SalesforceObject, to: HubspotObject | SalesforceObject): TestTie | undefined => {
  if (isHubspotObject(from) || isHubspotObject(to))
    return isHubspotObject(from) && isHubspotObject(to) ? { kind: 'association' } : undefined
  if (from.name === 'Opportunity' && to.name === 'Contact') return { kind: 'contact-role' }
  const field = lookupTo(from, to)
  return field === undefined ? undefined : { kind: 'lookup', field }
}

const isPair = ({ binding }: Bench, a: BoundRecord, b: BoundRecord): boolean => {
  const [hubspot, salesforce] = a.side === 'hubspot' ? [a, b] : [b, a]
  return a.side !== b.side && (binding.heads.get(hubspot.object.name)?.includes(salesforce.object.name) ?? false)
}

/** Whether a record may be a member of the list, which is none or one of its object's; what is wrong is reported. */
const mayBelong = ({ binding, file }: Bench, record: BoundRecord, list: TextNode | undefined): boolean => {
  if (list === undefined) return true
  if (isHubspotObject(record.object)) return isActiveList(binding, file, list, record.object.typeId)
  binding.report(noTie, { from: record.object.name, to: 'list', how: 'belongs to' }, { file, span: list.span, help: 'lists are HubSpot’s' })
  return false
}

const bindGiven = (bench: Bench, node: GivenNode): BoundTestLine | undefined => {
  const { binding, file } = bench
  const object = knownObject(bench, node.object)
  const owner = recordOf(bench, node.for)
  const other = recordOf(bench, node.linkedTo)
  if (object === undefined) return undefined
  const record: BoundRecord = { ...object, ...(node.name === undefined ? {} : { name: node.name }) }
  const fields = bindFields(binding, file, record, node.fields)
  const tie = owner === undefined ? undefined : tieOf(record.object, owner.object)
  if (owner !== undefined && tie === undefined)
    binding.report(
      noTie,
      { from: record.object.name, to: owner.object.name, how: 'belongs to' },
      { file, span: node.for?.span ?? node.span },
    )
  const isLinkable = other === undefined || isPair(bench, record, other)
  if (other !== undefined && !isLinkable)
    binding.report(
      noTie,
      { from: record.object.name, to: other.object.name, how: 'is synced with' },
      { file, span: node.linkedTo?.span ?? node.span, help: 'only records of two objects that a `sync` joins can be linked' },
    )
  declare(bench, record)
  const isWhole =
    fields.length === node.fields.length &&
    (node.for === undefined || tie !== undefined) &&
    (node.linkedTo === undefined || (other !== undefined && isLinkable)) &&
    mayBelong(bench, record, node.memberOf)
  if (!isWhole) return undefined
  return {
    kind: 'given',
    node,
    record,
    fields,
    ...(owner === undefined || tie === undefined ? {} : { for: { record: owner, tie } }),
    ...(other === undefined ? {} : { linkedTo: other }),
    ...(node.memberOf === undefined ? {} : { memberOf: node.memberOf.value }),
  }
}

/** The words that go with each verb; the others are too much. */
const PHRASES: Readonly<Partial<Record<StepVerb, 'into' | 'to' | 'from'>>> = {
  merges: 'into',
  converts: 'into',
  adds: 'to',
  removes: 'from',
}

/** What is wrong with a step, and what to do. */
type Lack = { readonly what: string; readonly help: string }

const superfluous = (node: StepChangeNode): Lack | undefined => {
  const verb = node.verb?.value
  const own = verb === undefined ? undefined : PHRASES[verb]
  const word = (['into', 'to', 'from'] as const).find((each) => each !== own && node[each] !== undefined)
  if (verb === undefined) return undefined
  if (word !== undefined) return { what: `\`${verb}\` takes no \`${word}\``, help: `take out \`${word}\` and what follows it` }
  const { name, fields } = node
  if (name !== undefined && verb !== 'creates')
    return { what: `\`${verb}\` takes one record, and \`${name.value}\` is a second name`, help: `take out \`${name.value}\`` }
  return fields.length === 0 || verb === 'creates' || verb === 'changes' || verb === 'converts'
    ? undefined
    : { what: `\`${verb}\` takes no values`, help: 'take out the parentheses, or write them in a step with `changes`' }
}

/** What a step lacks or has too much of; `undefined` when it is whole. */
const lacking = (node: StepChangeNode): Lack | undefined => {
  const name = node.record?.value ?? 'NAME'
  switch (node.verb?.value) {
    case 'merges':
      return node.into === undefined
        ? {
            what: '`merges` needs `into` and the record that remains',
            help: `write \`merges ${name} into OTHER\`, naming another record of this test`,
          }
        : node.into.value === node.record?.value
          ? { what: 'no record is merged into itself', help: `write \`merges ${name} into OTHER\`, naming another record of this test` }
          : superfluous(node)
    case 'changes':
      return node.fields.length === 0
        ? { what: '`changes` needs the new values in parentheses', help: `write \`changes ${name} (PROPERTY = VALUE)\`` }
        : superfluous(node)
    case 'adds':
      return node.to === undefined
        ? { what: '`adds` needs `to` and the name of a list', help: `write \`adds ${name} to "LIST"\`` }
        : superfluous(node)
    case 'removes':
      return node.from === undefined
        ? { what: '`removes` needs `from` and the name of a list', help: `write \`removes ${name} from "LIST"\`` }
        : superfluous(node)
    default:
      return superfluous(node)
  }
}

const bindPerson = (bench: Bench, node: StepChangeNode): BoundTestLine | undefined => {
  const { binding, file } = bench
  const { side, verb } = node
  if (side === undefined || verb === undefined) return undefined
  const object = verb.value === 'creates' ? knownObject(bench, node.record) : undefined
  const named =
    verb.value === 'creates'
      ? object && { ...object, ...(node.name === undefined ? {} : { name: node.name }) }
      : recordOf(bench, node.record)
  const into = recordOf(bench, node.into)
  if (named === undefined) return undefined
  const wrong = lacking(node)
  if (wrong !== undefined) binding.report(stepIncomplete, { what: wrong.what }, { file, span: verb.span, help: wrong.help })
  if (verb.value === 'converts' && named.object.name !== 'Lead')
    binding.report(
      stepIncomplete,
      { what: `only a \`Lead\` can be converted, and this is a \`${named.object.name}\`` },
      { file, span: verb.span, help: 'name a `Lead` of this test: a `given Lead` line makes one' },
    )
  if (named.side !== side.value) {
    const fix = { title: `write \`${named.side}\``, edits: [{ span: side.span, text: named.side }] }
    binding.report(
      wrongSide,
      { record: node.record?.value ?? '', side: named.side === 'hubspot' ? 'HubSpot' : 'Salesforce' },
      { file, span: side.span, fix },
    )
  }
  const fields = bindFields(binding, file, named, node.fields)
  if (verb.value === 'creates') declare(bench, named)
  const list = verb.value === 'adds' ? node.to : verb.value === 'removes' ? node.from : undefined
  const isWhole =
    mayBelong(bench, named, list) &&
    wrong === undefined &&
    fields.length === node.fields.length &&
    (node.into === undefined || into !== undefined)
  return isWhole && named.side === side.value && (verb.value !== 'converts' || named.object.name === 'Lead')
    ? {
        kind: 'person',
        node,
        verb: verb.value,
        record: named,
        ...(into === undefined ? {} : { into }),
        ...(list === undefined ? {} : { list: list.value }),
        fields,
      }
    : undefined
}

const bindStep = (bench: Bench, node: StepNode): BoundTestLine | undefined => {
  if (node.by === 'sync') return { kind: 'sync', node }
  if (node.by === 'person') return bindPerson(bench, node)
  const unit = node.unit === undefined ? undefined : DURATION_UNITS[node.unit.value]
  return node.count === undefined || unit === undefined ? undefined : { kind: 'time', node, milliseconds: node.count.value * unit }
}

const bindExpect = (bench: Bench, node: ExpectNode): BoundTestLine | undefined => {
  const { binding, file } = bench
  if (node.what === 'count') return { kind: 'expect-count', node }
  if (node.what === 'error') {
    const record = recordOf(bench, node.for)
    if (node.code === undefined || (node.for !== undefined && record === undefined)) return undefined
    return { kind: 'expect-error', node, code: node.code.value, ...(record === undefined ? {} : { record }) }
  }
  const { record: name } = node
  if (name === undefined) return undefined
  const record = bench.records.has(name.value) ? recordOf(bench, name) : undefined
  const object = record ?? objectOf(bench, name)
  if (object === undefined) {
    if (binding.catalog === undefined) return undefined
    const near = nearest(name.value, [...bench.records.keys(), ...objectNames(bench)])
    const help = near === undefined ? 'name a record of this test, or an object' : `did you mean \`${near}\`?`
    binding.report(unknownTestRecord, { name: name.value }, { file, span: name.span, help })
    return undefined
  }
  const fields = bindFields(binding, file, object, node.fields)
  if (fields.length < node.fields.length) return undefined
  return { kind: 'expect-record', node, ...(record === undefined ? {} : { record }), object: object.object, side: object.side, fields }
}

export const bindTest = (binding: Binding, file: string, node: PolicyTestNode): BoundTest => {
  const name = node.name?.value ?? ''
  const bench: Bench = { binding, file, test: name, records: new Map() }
  const lines = node.statements.flatMap((line): readonly BoundTestLine[] => {
    if (line.kind === 'broken') return []
    const bound = line.kind === 'given' ? bindGiven(bench, line) : line.kind === 'step' ? bindStep(bench, line) : bindExpect(bench, line)
    return bound === undefined ? [] : [bound]
  })
  return { file, node, name, lines, complete: node.name !== undefined && lines.length === node.statements.length }
}
