/** What is wrong with the policy, as a list that leads into the text. */
import type { Diagnostic } from '@lockstep/dsl'
import { useMemo } from 'react'
import { analysis } from '../../document/analysis'
import { requestRevealSpan } from '../../document/reveal'
import { Icon, type IconName } from '../../ui/icon'
import { useStore } from '../../ui/store'
import { s } from '../../ui/strings'

const icons: Readonly<Record<Diagnostic['severity'], IconName>> = { error: 'error', warning: 'warning', info: 'info' }
const shownLimit = 200

const lineOf = (text: string, offset: number): number => {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** Counts in words, for the bar and for screen readers. */
export const problemWords = (diagnostics: readonly Diagnostic[]): string => {
  const of = (severity: Diagnostic['severity']) => diagnostics.filter((each) => each.severity === severity).length
  const parts = [
    of('error') > 0 ? s.common.errors(of('error')) : '',
    of('warning') > 0 ? s.common.warnings(of('warning')) : '',
    of('info') > 0 ? s.common.infos(of('info')) : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? s.policy.noProblems : parts.join(', ')
}

type Props = { readonly open: boolean; readonly onToggle: () => void; readonly onGo: () => void }

export const Problems = ({ open, onToggle, onGo }: Props) => {
  const now = useStore(analysis)
  const sorted = useMemo(() => {
    const rank = { error: 0, warning: 1, info: 2 }
    return [...(now?.diagnostics ?? [])].sort(
      (a, b) => rank[a.severity] - rank[b.severity] || a.file.localeCompare(b.file) || a.span.start - b.span.start,
    )
  }, [now])
  const texts = useMemo(() => new Map((now?.files ?? []).map((file) => [file.path, file.text])), [now])
  const worst = sorted[0]?.severity
  return (
    <section className={`problems${open ? ' is-open' : ''}`} aria-label={s.policy.problems}>
      <button
        type="button"
        className="problems-bar"
        aria-expanded={open}
        onClick={onToggle}
        title={open ? s.policy.problemsHide : s.policy.problemsShow}
      >
        <Icon name={open ? 'down' : 'chevron'} size={13} />
        <strong>{s.policy.problems}</strong>
        <span className={`problems-count severity-${worst ?? 'none'}`} role="status">
          <Icon name={worst === undefined ? 'check' : icons[worst]} size={14} />
          {now === null ? s.policy.checking : sorted.length === 0 && !now.hasCatalog ? s.policy.noSyntaxProblems : problemWords(sorted)}
        </span>
        {now !== null && !now.hasCatalog && <span className="muted">{s.policy.noCatalog}</span>}
        <span className="grow" />
        <span className="muted tab-hint">{s.policy.tabHint}</span>
      </button>
      {open && (
        <ul className="problem-list">
          {sorted.slice(0, shownLimit).map((each, index) => {
            const line = lineOf(texts.get(each.file) ?? '', each.span.start)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two equal problems may stand at one place
              <li key={`${each.file}:${each.span.start}:${each.code}:${index}`}>
                <button
                  type="button"
                  className="problem"
                  onClick={() => {
                    onGo()
                    requestRevealSpan(each.file, each.span, true)
                  }}
                >
                  <span className={`severity-${each.severity}`}>
                    <Icon name={icons[each.severity]} size={15} />
                    <span className="for-readers">{s.policy.severity[each.severity]}</span>
                  </span>
                  <span className="problem-words">
                    <span>{each.message}</span>
                    {each.help !== undefined && <span className="muted">{each.help}</span>}
                  </span>
                  <span className="problem-place mono">
                    {each.code} · {each.file}:{line}
                  </span>
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
