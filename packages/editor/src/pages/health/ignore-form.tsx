/** Asks why errors may be ignored; the reason is required. */
import { useEffect, useId, useRef, useState } from 'react'
import { s } from '../../ui/strings'

export const IgnoreForm = ({ onCancel, onIgnore }: { readonly onCancel: () => void; readonly onIgnore: (reason: string) => void }) => {
  const [reason, setReason] = useState('')
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  // The form replaces the button that was just pressed, so the focus comes here.
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      className="ignore-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') onIgnore(reason.trim())
      }}
    >
      <label htmlFor={id}>{s.health.reason}</label>
      <input
        id={id}
        ref={field}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        aria-describedby={`${id}-hint`}
        required
      />
      <p id={`${id}-hint`} className="muted">
        {s.health.reasonHint}
      </p>
      <div className="form-actions">
        <button type="button" className="button" onClick={onCancel}>
          {s.common.cancel}
        </button>
        <button type="submit" className="button button-primary" disabled={reason.trim() === ''}>
          {s.health.ignore.replace('…', '')}
        </button>
      </div>
    </form>
  )
}
