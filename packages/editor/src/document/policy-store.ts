/** The open policy: its files with their unsaved text, saving, and what happens when someone else changes a file. */
import type { TextEdit } from '@lockstep/dsl'
import type { PolicyFile, PolicyResponse, ServerEvent } from '@lockstep/server/contract'
import { refreshStatus } from '../api/activity'
import { ApiFailure, api } from '../api/client'
import { onServerEvent, streamState } from '../api/events'
import { asFailure } from '../api/resource'
import { announce } from '../ui/announce'
import { createStore } from '../ui/store'
import { s } from '../ui/strings'

export type OpenFile = {
  readonly path: string
  /** What the editor holds. */
  readonly text: string
  /** What the folder held when it was last read or saved; `version` is `null` for a file that is not there yet. */
  readonly saved: string
  readonly version: string | null
}

export type Policy =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ApiFailure }
  | {
      readonly state: 'ready'
      readonly folder: string
      readonly files: readonly OpenFile[]
      readonly active: string | null
      readonly catalog: PolicyResponse['catalog']
    }

/** Two texts that want the same file. `theirs` is `null` when the file was deleted. */
export type Conflict = { readonly path: string; readonly yours: string; readonly theirs: PolicyFile | null }

export const policy = createStore<Policy>({ state: 'loading' })
export const conflict = createStore<Conflict | null>(null)

/** True when the file holds changes that are not saved. */
export const isDirty = (file: OpenFile): boolean => file.version === null || file.text !== file.saved

/**
 * Changes a text where the editor's model holds it, as one undoable step; set once the editor is loaded. Both answer false when the file
 * has no model, and `edit` also when its text is no longer `base`.
 */
export type TextHost = {
  replace(path: string, text: string): boolean
  edit(path: string, base: string, edits: readonly TextEdit[]): boolean
}
export const textHost = createStore<TextHost | null>(null)

const opened = (file: PolicyFile): OpenFile => ({ path: file.path, text: file.text, saved: file.text, version: file.version })

const change = (path: string, next: (file: OpenFile) => OpenFile): void => {
  const now = policy.get()
  if (now.state === 'ready') policy.set({ ...now, files: now.files.map((file) => (file.path === path ? next(file) : file)) })
}

const fileOf = (path: string): OpenFile | undefined => {
  const now = policy.get()
  return now.state === 'ready' ? now.files.find((file) => file.path === path) : undefined
}

/** Reads the folder; files that are open already keep their unsaved text. */
export const loadPolicy = async (): Promise<void> => {
  try {
    const answer = await api.policy()
    const before = policy.get()
    const files = answer.files.map((file) => {
      const open = fileOf(file.path)
      return open !== undefined && isDirty(open) ? open : opened(file)
    })
    const unsaved =
      before.state === 'ready' ? before.files.filter((file) => isDirty(file) && !files.some((each) => each.path === file.path)) : []
    const all = [...files, ...unsaved]
    const active = before.state === 'ready' && all.some((file) => file.path === before.active) ? before.active : (all[0]?.path ?? null)
    policy.set({ state: 'ready', folder: answer.folder, files: all, active, catalog: answer.catalog })
  } catch (error) {
    if (policy.get().state !== 'ready') policy.set({ state: 'failed', error: asFailure(error) })
  }
}

/** The editor's text changed. */
export const editText = (path: string, text: string): void => change(path, (file) => (file.text === text ? file : { ...file, text }))

const replaceText = (path: string, text: string): void => {
  if (textHost.get()?.replace(path, text) !== true) editText(path, text)
}

/** Shows another file. */
export const openFile = (path: string): void => {
  const now = policy.get()
  if (now.state === 'ready' && now.files.some((file) => file.path === path)) policy.set({ ...now, active: path })
}

/** Adds an empty file that reaches the folder when it is saved. */
export const addFile = (path: string): void => {
  const now = policy.get()
  if (now.state !== 'ready') return
  policy.set({ ...now, files: [...now.files, { path, text: '', saved: '', version: null }], active: path })
}

const saving = new Set<string>()

const isConflictDetails = (details: unknown): details is { readonly theirs: PolicyFile | null } =>
  typeof details === 'object' && details !== null && 'theirs' in details

/** Writes the file to the folder if nobody else has; otherwise asks. `over` is the version to write over after asking. */
export const saveFile = async (path: string, over?: string | null): Promise<void> => {
  const file = fileOf(path)
  if (file === undefined || saving.has(path)) return
  saving.add(path)
  try {
    const answer = await api.save(path, { text: file.text, base: over === undefined ? file.version : over })
    change(path, (now) => ({ ...now, saved: answer.file.text, version: answer.file.version }))
    conflict.set(null)
    const errors = answer.diagnostics.filter((each) => each.severity === 'error').length
    announce(errors === 0 ? s.policy.saved(path) : s.policy.savedWithErrors(path, errors), errors === 0 ? 'good' : 'plain')
    await refreshStatus()
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 409 && isConflictDetails(error.details))
      conflict.set({ path, yours: file.text, theirs: error.details.theirs })
    else announce(s.policy.saveFailed(path, asFailure(error).message), 'bad')
  } finally {
    saving.delete(path)
  }
}

/** Ends a conflict with the folder's text; undo in the editor brings the other back. */
export const takeTheirs = (found: Conflict): void => {
  conflict.set(null)
  const { theirs } = found
  if (theirs === null) {
    const now = policy.get()
    if (now.state !== 'ready') return
    const files = now.files.filter((file) => file.path !== found.path)
    policy.set({ ...now, files, active: files[0]?.path ?? null })
    return
  }
  replaceText(found.path, theirs.text)
  change(found.path, (file) => ({ ...file, saved: theirs.text, version: theirs.version }))
  announce(s.policy.tookTheirs(found.path))
}

const onPolicyEvent = async (event: Extract<ServerEvent, { event: 'policy' }>): Promise<void> => {
  const file = fileOf(event.path)
  if (saving.has(event.path) || (file !== undefined && file.version === event.version)) return
  if (file !== undefined && isDirty(file)) {
    announce(s.policy.changedBoth(event.path), 'bad')
    return
  }
  await refreshStatus()
  if (file === undefined || event.version === null) return loadPolicy()
  const answer = await api.policy()
  const theirs = answer.files.find((each) => each.path === event.path)
  if (theirs === undefined || theirs.version === fileOf(event.path)?.version) return
  replaceText(event.path, theirs.text)
  change(event.path, (now) => ({ ...now, saved: theirs.text, version: theirs.version }))
  announce(s.policy.changedOutside(event.path))
}

/** Takes in what was changed in the folder while nobody could tell. */
const catchUp = async (): Promise<void> => {
  const { files } = await api.policy()
  for (const { path, version } of files) await onPolicyEvent({ event: 'policy', path, version })
}

/** Reads the folder and follows its changes; called once when the page starts. */
export const watchPolicy = (): void => {
  onServerEvent((event) => {
    if (event.event === 'policy') onPolicyEvent(event).catch((error: unknown) => announce(asFailure(error).message, 'bad'))
  })
  let wasLost = false
  streamState.subscribe(() => {
    if (streamState.get() === 'lost') wasLost = true
    if (streamState.get() !== 'open' || !wasLost) return
    wasLost = false
    catchUp().catch((error: unknown) => announce(asFailure(error).message, 'bad'))
  })
  window.addEventListener('beforeunload', (event) => {
    const now = policy.get()
    if (now.state === 'ready' && now.files.some((file) => isDirty(file) && !(file.version === null && file.text === '')))
      event.preventDefault()
  })
  void loadPolicy()
}
