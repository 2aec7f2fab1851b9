/** Modal dialogs and side panels on the browser's own dialog element, which keeps the focus inside and gives it back. */
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Icon } from './icon'
import { s } from './strings'

export type DialogProps = {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons at the end. */
  readonly actions?: ReactNode
  /** `side` is a panel at the right edge; `wide` suits two texts side by side. */
  readonly shape?: 'box' | 'wide' | 'side'
}

/** Shows its children above the page until `onClose`; Escape and the close button call it too. */
export const Dialog = ({ title, onClose, children, actions, shape = 'box' }: DialogProps) => {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = element.current
    if (dialog === null) return
    if (!dialog.open) dialog.showModal()
    dialog.querySelector<HTMLElement>('[data-first-focus]')?.focus()
    return () => dialog.close()
  }, [])
  return (
    <dialog
      ref={element}
      className={`dialog dialog-${shape}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="icon-button" aria-label={s.common.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="dialog-body">{children}</div>
      {actions !== undefined && <footer className="dialog-foot">{actions}</footer>}
    </dialog>
  )
}
