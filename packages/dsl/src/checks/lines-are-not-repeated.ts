/** Lines are not repeated: a block says each thing that it can say once, once. */
import { report } from '../diagnostics/code'
import { duplicateDeclaration } from '../diagnostics/codes/names'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { MatchKeyNode, Node, PathNode } from '../syntax/ast'
import type { Span } from '../text/span'
import type { Check } from './check'

type Line = { readonly what: string; readonly span: Span }

const pathText = ({ segments }: PathNode): string => segments.map((one) => one.text).join('.')

const keyOf = ({ hubspot, salesforce }: MatchKeyNode): string | undefined =>
  hubspot === undefined || salesforce === undefined ? undefined : `match ${pathText(hubspot)} = ${pathText(salesforce)}`

/** What a line of a block may say only once in it; nothing for a line that may come again. */
const onceOf = (node: Node): string | undefined => {
  switch (node.kind) {
    case 'every':
      return 'every'
    case 'budget':
      return `${node.side.value} budget`
    case 'creates-companies':
      return 'hubspot creates companies'
    case 'conflicts':
      return 'conflicts'
    case 'hold':
      return node.what === undefined ? undefined : `hold when ${node.what.value}`
    case 'match':
      return node.by === 'none' ? 'match none' : node.by === 'through' ? `match through ${node.object?.value ?? ''}` : keyOf(node)
    case 'on-delete':
      return 'on delete'
    case 'show':
      return 'show in'
    case 'form':
      return `form "${node.form?.value ?? ''}" -> Campaign "${node.campaign?.value ?? ''}"`
    case 'order':
      return 'order'
    case 'carry':
      return node.to === undefined ? undefined : `carry to ${node.to.value}`
    case 'otherwise':
      return node.action === undefined ? undefined : `otherwise ${node.action.value}`
    default:
      return undefined
  }
}

const repeated = (file: string, nodes: readonly Node[]): readonly Diagnostic[] => {
  const first = new Map<string, Line>()
  return nodes.flatMap((node) => {
    const what = onceOf(node)
    if (what === undefined) return []
    const before = first.get(what)
    if (before === undefined) {
      first.set(what, { what, span: node.span })
      return []
    }
    const related = [{ location: { file, span: before.span }, message: 'the first one' }]
    return [report(duplicateDeclaration, { what: `\`${what}\`` }, { file, span: node.span, related })]
  })
}

export const linesAreNotRepeated: Check = {
  name: 'lines-are-not-repeated',
  needsCatalog: false,
  run: (bound) =>
    bound.files.flatMap(({ source, ast }) =>
      ast.statements.flatMap((node) => [
        ...('statements' in node ? repeated(source.file, node.statements) : []),
        ...(node.kind === 'activities'
          ? node.statements.flatMap((line) => (line.kind === 'activity' ? repeated(source.file, line.statements) : []))
          : []),
      ]),
    ),
}
