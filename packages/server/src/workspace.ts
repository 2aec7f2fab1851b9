/** Workspace: one policy folder with the engine that runs it; the engine opens at its first use and follows the folder's policy. */
import { type Analysis, analyze, type Catalog, type CompiledPolicy, compile, type Diagnostic } from '@lockstep/dsl'
import { type Engine, LockstepError } from '@lockstep/runtime'
import type { PolicyFile } from './contract'
import { readCatalog, readPolicyFiles } from './policies/folder'

export type ReadPolicy = {
  readonly files: readonly PolicyFile[]
  readonly catalog: Catalog | null
  /** What is wrong with the catalog's files. */
  readonly catalogProblem: string | null
  readonly analysis: Analysis
  readonly diagnostics: readonly Diagnostic[]
  /** Absent while the policy has errors or there is no catalog. */
  readonly policy: CompiledPolicy | undefined
}

/** Reads, checks and compiles a policy folder. */
export const readPolicy = (folder: string): ReadPolicy => {
  const files = readPolicyFiles(folder)
  const { catalog, problem: catalogProblem } = readCatalog(folder)
  const analysis = analyze(
    files.map((file) => ({ file: file.path, text: file.text })),
    catalog ?? undefined,
  )
  const { diagnostics } = analysis
  const hasErrors = diagnostics.some((diagnostic) => diagnostic.severity === 'error')
  return {
    files,
    catalog,
    catalogProblem,
    analysis,
    diagnostics,
    policy: hasErrors || catalog === null ? undefined : compile(analysis).policy,
  }
}

/** The compiled policy, or a `policy` error with what to do. */
export const requirePolicy = (read: ReadPolicy, folder: string): CompiledPolicy => {
  if (read.policy !== undefined) return read.policy
  if (read.files.length === 0) {
    throw new LockstepError('policy', `there is no policy in \`${folder}\``, {
      help: 'make one with `lockstep init`, or name another folder',
    })
  }
  const errors = read.diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length
  if (errors > 0) {
    throw new LockstepError('policy', `the policy has ${errors} ${errors === 1 ? 'error' : 'errors'}, so nothing runs`, {
      help: `see ${errors === 1 ? 'it' : 'them'} with \`lockstep check\``,
    })
  }
  if (read.catalogProblem !== null)
    throw new LockstepError('policy', read.catalogProblem, { help: 'write both schemas anew with `lockstep catalog pull`' })
  throw new LockstepError('policy', 'the policy folder has no catalog', {
    help: 'write both schemas into `catalog/` with `lockstep catalog pull`',
  })
}

export type Workspace = {
  readonly folder: string
  readPolicy(): ReadPolicy
  /** The engine with the folder's present policy deployed; refuses a policy with errors. */
  current(): Promise<Engine>
  /** The engine as it runs, whatever the folder says now; for looking at what has happened. */
  opened(): Promise<Engine>
  /** What stopped the last attempt to open, for the status page. */
  failure(): LockstepError | undefined
  isOpen(): boolean
  close(): Promise<void>
}

/** `open` starts an engine for a policy; it is called once, and again only after it failed. */
export const createWorkspace = (folder: string, open: (policy: CompiledPolicy) => Promise<Engine>): Workspace => {
  let engine: Promise<Engine> | undefined
  let isOpen = false
  let deployed: string | undefined
  let failure: LockstepError | undefined

  const openWith = (policy: CompiledPolicy): Promise<Engine> => {
    if (engine === undefined) {
      deployed = policy.hash
      engine = open(policy).then(
        (opened) => {
          isOpen = true
          failure = undefined
          return opened
        },
        (error: unknown) => {
          engine = undefined
          failure = error instanceof LockstepError ? error : undefined
          throw error
        },
      )
    }
    return engine
  }

  return {
    folder,
    readPolicy: () => readPolicy(folder),
    current: async () => {
      const policy = requirePolicy(readPolicy(folder), folder)
      const opened = await openWith(policy)
      if (deployed !== policy.hash) {
        await opened.deploy(policy)
        deployed = policy.hash
      }
      return opened
    },
    opened: () => engine ?? openWith(requirePolicy(readPolicy(folder), folder)),
    failure: () => failure,
    isOpen: () => isOpen,
    close: async () => {
      const open = engine
      engine = undefined
      if (open !== undefined) await (await open).close()
    },
  }
}
