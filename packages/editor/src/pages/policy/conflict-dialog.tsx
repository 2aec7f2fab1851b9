/** Two texts want the same file: both shown, the differing lines marked, and the choice between them. */
import { useMemo } from 'react'
import { differingLines } from '../../document/differing-lines'
import { type Conflict, conflict, saveFile, takeTheirs } from '../../document/policy-store'
import { Dialog } from '../../ui/dialog'
import { s } from '../../ui/strings'

const Text = ({
  title,
  lines,
  marked,
}: {
  readonly title: string
  readonly lines: readonly string[]
  readonly marked: ReadonlySet<number>
}) => (
  <section className="compare-side" aria-label={title}>
    <h3>{title}</h3>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
    <pre tabIndex={0}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text that does not change while it is shown
        <div key={index} className={marked.has(index) ? 'compare-line is-different' : 'compare-line'}>
          <span className="compare-mark">{marked.has(index) ? '●' : ' '}</span>
          {line === '' ? ' ' : line}
        </div>
      ))}
    </pre>
  </section>
)

export const ConflictDialog = ({ found }: { readonly found: Conflict }) => {
  const yours = useMemo(() => found.yours.split('\n'), [found])
  const theirs = useMemo(() => (found.theirs === null ? [] : found.theirs.text.split('\n')), [found])
  const different = useMemo(() => differingLines(yours, theirs), [yours, theirs])
  return (
    <Dialog
      title={s.policy.conflictTitle(found.path)}
      shape="wide"
      onClose={() => conflict.set(null)}
      actions={
        <>
          <button type="button" className="button" onClick={() => conflict.set(null)}>
            {s.common.cancel}
          </button>
          <button type="button" className="button" onClick={() => takeTheirs(found)}>
            {s.policy.takeTheirs}
          </button>
          <button type="button" className="button button-primary" onClick={() => void saveFile(found.path, found.theirs?.version ?? null)}>
            {s.policy.keepYours}
          </button>
        </>
      }
    >
      <p>
        {s.policy.conflictBody}{' '}
        {found.theirs === null ? s.policy.conflictDeleted : s.policy.differingLines(Math.max(different.left.size, different.right.size))}
      </p>
      <div className="compare">
        <Text title={s.policy.yours} lines={yours} marked={different.left} />
        {found.theirs !== null && <Text title={s.policy.theirs} lines={theirs} marked={different.right} />}
      </div>
    </Dialog>
  )
}
