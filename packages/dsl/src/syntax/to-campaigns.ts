/** To campaigns: the `campaigns` block and its lines to nodes. */
import type { BrokenNode, CampaignsNode, FormNode, ShowNode } from './ast'
import { bodyOf, inside, requireBlock, toBroken } from './blocks'
import { token } from './cst'
import type { Statement } from './layout'
import { type LineContext, readLine, statementSpan } from './read-line'
import { choiceOf, nameOf, textOf } from './reader'
import { carryingArrowOf } from './to-sync'

export const toCampaigns = (context: LineContext, statement: Statement): CampaignsNode => {
  const before = context.diagnostics.length
  readLine(context, statement, 'campaigns', () => undefined)
  requireBlock(context, statement, before)
  const statements = inside(statement, (inner) => toLine(context, inner))
  return { kind: 'campaigns', span: statementSpan(statement), ...bodyOf(statement), statements }
}

const toLine = (context: LineContext, statement: Statement): FormNode | ShowNode | BrokenNode => {
  const span = statementSpan(statement)
  if (statement.keyword === 'form')
    return (
      readLine(context, statement, 'form', (cst, reader): FormNode => {
        const form = textOf(token(cst, 'form'))
        const object = choiceOf(reader, token(cst, 'object'), ['Campaign'])
        const campaign = textOf(token(cst, 'campaign'))
        const status = textOf(token(cst, 'status'))
        return {
          kind: 'form',
          span,
          ...(form ? { form } : {}),
          ...carryingArrowOf(cst),
          ...(object ? { object } : {}),
          ...(campaign ? { campaign } : {}),
          ...(status ? { status } : {}),
        }
      }) ?? { kind: 'broken', span }
    )
  if (statement.keyword !== 'show') return toBroken(context, statement)
  return (
    readLine(context, statement, 'show', (cst): ShowNode => {
      const property = nameOf(token(cst, 'property'))
      return { kind: 'show', span, ...(property ? { property } : {}) }
    }) ?? { kind: 'broken', span }
  )
}
