/** What a page reads from the server: the answer, the failure, and reading again. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiFailure } from './client'

export type Resource<T> = {
  /** The last answer; stays while a newer one is on its way. */
  readonly data: T | null
  readonly error: ApiFailure | null
  readonly loading: boolean
  readonly reload: () => void
}

/** Any failure as one the screens can show. */
export const asFailure = (error: unknown): ApiFailure =>
  error instanceof ApiFailure ? error : new ApiFailure('unexpected', error instanceof Error ? error.message : String(error), 0)

/** Reads when the component appears and whenever `key` changes; an answer to an older question is dropped. */
export const useResource = <T>(key: string, load: () => Promise<T>): Resource<T> => {
  const [state, setState] = useState<{
    readonly key: string
    readonly data: T | null
    readonly error: ApiFailure | null
    readonly loading: boolean
  }>({
    key,
    data: null,
    error: null,
    loading: true,
  })
  const asked = useRef(0)
  const latest = useRef(load)
  latest.current = load
  const read = useCallback(() => {
    asked.current += 1
    const mine = asked.current
    setState((before) => ({ ...before, key, data: before.key === key ? before.data : null, loading: true }))
    latest.current().then(
      (data) => {
        if (mine === asked.current) setState({ key, data, error: null, loading: false })
      },
      (error: unknown) => {
        if (mine === asked.current) setState((before) => ({ ...before, error: asFailure(error), loading: false }))
      },
    )
  }, [key])
  useEffect(read, [read])
  return { data: state.data, error: state.error, loading: state.loading, reload: read }
}
