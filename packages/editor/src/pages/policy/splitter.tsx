/** A bar between two panes that moves by pointer and by the arrow keys. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { s } from '../../ui/strings'

export const bounds = { least: 0.25, most: 0.75 } as const

const within = (share: number): number => Math.min(bounds.most, Math.max(bounds.least, share))

export const Splitter = ({ share, onShare }: { readonly share: number; readonly onShare: (share: number) => void }) => {
  const dragging = useRef(false)
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const row = event.currentTarget.parentElement?.getBoundingClientRect()
    if (dragging.current && row !== undefined) onShare(within((event.clientX - row.left) / row.width))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next =
      event.key === 'ArrowLeft'
        ? share - 0.02
        : event.key === 'ArrowRight'
          ? share + 0.02
          : event.key === 'Home'
            ? bounds.least
            : event.key === 'End'
              ? bounds.most
              : null
    if (next === null) return
    event.preventDefault()
    onShare(within(next))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a movable separator is no hr
    <div
      className="splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={s.policy.split}
      aria-valuemin={bounds.least * 100}
      aria-valuemax={bounds.most * 100}
      aria-valuenow={Math.round(share * 100)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        dragging.current = true
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        dragging.current = false
      }}
    />
  )
}
