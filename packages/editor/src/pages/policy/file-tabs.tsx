/** The policy's files as tabs, and a new one. */
import { type KeyboardEvent, useState } from 'react'
import { isDirty, type OpenFile, openFile } from '../../document/policy-store'
import { Icon } from '../../ui/icon'
import { s } from '../../ui/strings'
import { NewFileDialog } from './new-file-dialog'

type Props = { readonly files: readonly OpenFile[]; readonly active: string | null; readonly broken: ReadonlySet<string> }

export const FileTabs = ({ files, active, broken }: Props) => {
  const [asking, setAsking] = useState(false)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = files[(files.findIndex((file) => file.path === active) + step + files.length) % files.length]
    if (step === 0 || next === undefined) return
    event.preventDefault()
    openFile(next.path)
    document.getElementById(`file-${next.path}`)?.focus()
  }
  return (
    <div className="file-tabs">
      <div role="tablist" aria-label={s.policy.files} className="file-tab-list" onKeyDown={onKeyDown}>
        {files.map((file) => (
          <button
            key={file.path}
            id={`file-${file.path}`}
            type="button"
            role="tab"
            aria-selected={file.path === active}
            aria-controls="policy-work"
            tabIndex={file.path === active ? 0 : -1}
            className="file-tab"
            onClick={() => openFile(file.path)}
          >
            {broken.has(file.path) && (
              <span className="severity-error">
                <Icon name="error" size={13} />
                <span className="for-readers">{s.policy.severity.error}</span>
              </span>
            )}
            {file.path}
            {isDirty(file) && (
              <span className="unsaved" title={s.policy.unsaved}>
                ●<span className="for-readers"> {s.policy.unsaved}</span>
              </span>
            )}
          </button>
        ))}
      </div>
      <button type="button" className="icon-button" aria-label={s.policy.newFile} title={s.policy.newFile} onClick={() => setAsking(true)}>
        <Icon name="plus" />
      </button>
      {asking && <NewFileDialog taken={new Set(files.map((file) => file.path))} onClose={() => setAsking(false)} />}
    </div>
  )
}
