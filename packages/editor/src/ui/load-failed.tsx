/** A read that failed, in the server's words, with the way to try again. */
import type { ApiFailure } from '../api/client'
import { Icon } from './icon'
import { s } from './strings'

export const LoadFailed = ({ error, onRetry }: { readonly error: ApiFailure; readonly onRetry: () => void }) => (
  <div className="banner banner-error" role="alert">
    <Icon name="error" />
    <span>{error.message}</span>
    <button type="button" className="button button-small" onClick={onRetry}>
      {s.common.retry}
    </button>
  </div>
)
