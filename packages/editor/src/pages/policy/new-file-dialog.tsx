/** Asks for the name of a new policy file. */
import { useId, useState } from 'react'
import { addFile } from '../../document/policy-store'
import { Dialog } from '../../ui/dialog'
import { s } from '../../ui/strings'

const goodName = /^(?!\.)(?:[\p{L}\p{N}_-][\p{L}\p{N}._-]*\/)*[\p{L}\p{N}_-][\p{L}\p{N}._-]*\.sync$/u

/** What keeps a name from being used, or `null`. The ending is added where it is missing. */
export const nameProblem = (name: string, taken: ReadonlySet<string>): string | null =>
  taken.has(name) ? s.policy.newFileTaken : goodName.test(name) ? null : s.policy.newFileBad

export const NewFileDialog = ({ taken, onClose }: { readonly taken: ReadonlySet<string>; readonly onClose: () => void }) => {
  const [name, setName] = useState('')
  const [shown, setShown] = useState(false)
  const id = useId()
  const full = name.trim().endsWith('.sync') ? name.trim() : `${name.trim()}.sync`
  const problem = nameProblem(full, taken)
  return (
    <Dialog
      title={s.policy.newFile}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {s.common.cancel}
          </button>
          <button type="submit" form={`${id}-form`} className="button button-primary">
            {s.policy.create}
          </button>
        </>
      }
    >
      <form
        id={`${id}-form`}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (problem !== null) return setShown(true)
          addFile(full)
          onClose()
        }}
      >
        <label htmlFor={id}>{s.policy.newFileName}</label>
        <input
          id={id}
          data-first-focus
          value={name}
          placeholder="deals.sync"
          onChange={(event) => setName(event.target.value)}
          aria-describedby={`${id}-hint`}
          aria-invalid={shown && problem !== null}
        />
        <p
          id={`${id}-hint`}
          className={shown && problem !== null ? 'severity-error' : 'muted'}
          role={shown && problem !== null ? 'alert' : undefined}
        >
          {shown && problem !== null ? problem : s.policy.newFileHint}
        </p>
      </form>
    </Dialog>
  )
}
