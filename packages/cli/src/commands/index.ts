/** The list of commands, in the order of `lockstep --help`; each is loaded only when it is called, since the engine is large. */
import type { Command } from '../command'

const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./init')).init,
  check: async () => (await import('./check')).check,
  fmt: async () => (await import('./fmt')).fmt,
  test: async () => (await import('./test')).test,
  edit: async () => (await import('./edit')).edit,
  explain: async () => (await import('./explain')).explain,
  catalog: async () => (await import('./catalog')).catalog,
  plan: async () => (await import('./plan')).plan,
  sync: async () => (await import('./sync')).sync,
  why: async () => (await import('./why')).why,
  errors: async () => (await import('./errors')).errors,
  runs: async () => (await import('./runs')).runs,
  serve: async () => (await import('./serve')).serve,
  lsp: async () => (await import('./lsp')).lsp,
  sandbox: async () => (await import('./sandbox')).sandbox,
  demo: async () => (await import('./demo')).demo,
}

export const commandNames: readonly string[] = Object.keys(loaders)

/** The command of that name, or undefined. */
export const loadCommand = async (name: string): Promise<Command | undefined> =>
  Object.hasOwn(loaders, name) ? loaders[name]?.() : undefined

/** Every command, for help and reference. */
export const loadCommands = (): Promise<readonly Command[]> => Promise.all(Object.values(loaders).map((load) => load()))
