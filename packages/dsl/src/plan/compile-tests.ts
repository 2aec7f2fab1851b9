/** Tests compiled: from bound `test` blocks to the steps that a runner plays. */
import type { BoundPolicy, BoundRecord, BoundTest, BoundTestField, BoundTestLine } from '../binding/bound'
import type { Catalog } from '../catalog/catalog'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Span } from '../text/span'
import { openRuleBook, type RuleBook } from './rule-book'
import type { CompiledTest, TestFields, TestRecordId, TestStep } from './test-plan'

type Compilable = { readonly bound: BoundPolicy; readonly catalog?: Catalog; readonly diagnostics: readonly Diagnostic[] }

const fieldsOf = (fields: readonly BoundTestField[]): TestFields =>
  Object.fromEntries(fields.map(({ end, wire }) => [end.name, wire] as const))

const compileTest = (book: RuleBook, test: BoundTest): CompiledTest => {
  const ids = new Map<BoundRecord, TestRecordId>()
  const idOf = (record: BoundRecord): TestRecordId => {
    const known = ids.get(record)
    if (known !== undefined) return known
    const id = record.name?.value ?? `#${ids.size + 1}`
    ids.set(record, id)
    return id
  }
  const placeOf = (id: string, span: Span) => {
    const rule = book.note(id, test.file, span)
    return book.rules[rule] ?? { file: test.file, line: 1, ...span }
  }
  const id = `test/${test.name}`
  const stepOf = (line: BoundTestLine, index: number): TestStep => {
    const place = placeOf(`${id}/${index + 1}`, line.node.span)
    switch (line.kind) {
      case 'given': {
        const { record, for: owner, linkedTo } = line
        return {
          kind: 'given',
          place,
          record: idOf(record),
          side: record.side,
          object: record.object.name,
          fields: fieldsOf(line.fields),
          ...(owner === undefined ? {} : { tie: { ...owner.tie, to: idOf(owner.record) } }),
          ...(linkedTo === undefined ? {} : { linkedTo: idOf(linkedTo) }),
          ...(line.memberOf === undefined ? {} : { memberOf: [line.memberOf] }),
        }
      }
      case 'sync':
        return { kind: 'sync', place }
      case 'time':
        return { kind: 'pass', place, milliseconds: line.milliseconds }
      case 'person':
        return personStep(line, place, idOf)
      case 'expect-record': {
        const { record, node, side, object } = line
        const fields = fieldsOf(line.fields)
        return record === undefined
          ? { kind: 'expect-object', place, side, object: object.name, isAbsent: node.isAbsent, fields }
          : { kind: 'expect-record', place, record: idOf(record), isAbsent: node.isAbsent, fields }
      }
      case 'expect-error':
        return { kind: 'expect-error', place, code: line.code, ...(line.record === undefined ? {} : { record: idOf(line.record) }) }
      case 'expect-count':
        return { kind: 'expect-count', place, of: line.node.of.value, count: line.node.count }
    }
  }
  return { name: test.name, place: placeOf(id, test.node.name?.span ?? test.node.span), steps: test.lines.map(stepOf) }
}

const personStep = (
  line: Extract<BoundTestLine, { kind: 'person' }>,
  place: TestStep['place'],
  idOf: (record: BoundRecord) => TestRecordId,
): TestStep => {
  const record = idOf(line.record)
  const fields = fieldsOf(line.fields)
  const into = line.into === undefined ? undefined : idOf(line.into)
  switch (line.verb) {
    case 'creates':
      return { kind: 'create', place, record, side: line.record.side, object: line.record.object.name, fields }
    case 'changes':
      return { kind: 'change', place, record, fields }
    case 'deletes':
      return { kind: 'delete', place, record }
    case 'restores':
      return { kind: 'restore', place, record }
    case 'adds':
    case 'removes':
      return { kind: line.verb === 'adds' ? 'join' : 'leave', place, record, list: line.list ?? '' }
    case 'merges':
      return { kind: 'merge', place, record, into: into ?? record }
    case 'converts':
      return { kind: 'convert', place, record, ...(into === undefined ? {} : { into }), fields }
  }
}

/** The tests of a policy without errors, by name; none without a catalog. */
export const compileTests = ({ bound, catalog, diagnostics }: Compilable): readonly CompiledTest[] => {
  if (catalog === undefined || diagnostics.some((one) => one.severity === 'error')) return []
  const book = openRuleBook(bound.files)
  return bound.tests
    .filter((test) => test.complete)
    .map((test) => compileTest(book, test))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
