/** Time as the engine is given it: real, or a test's own. */

/** `now` in milliseconds since 1970; `sleep` ends early, without an error, when the signal is aborted. */
export type Clock = { now(): number; sleep(milliseconds: number, signal?: AbortSignal): Promise<void> }
