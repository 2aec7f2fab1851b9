/** What a page says when there is nothing to show, and what to do first. */
import type { ReactNode } from 'react'

export const EmptyState = ({ title, body, children }: { readonly title: string; readonly body: string; readonly children?: ReactNode }) => (
  <div className="empty">
    <h2>{title}</h2>
    <p>{body}</p>
    {children !== undefined && <div className="empty-actions">{children}</div>}
  </div>
)
