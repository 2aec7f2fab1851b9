/** A `file:line` that opens the policy text there. */
import { requestReveal } from '../document/reveal'
import { hrefOf } from './route'
import { s } from './strings'

export const RuleLink = ({ rule }: { readonly rule: string }) =>
  rule === '' ? null : (
    <a className="rule-link" href={hrefOf('policy', rule)} title={s.common.openRule(rule)} onClick={() => requestReveal(rule)}>
      {rule}
    </a>
  )
