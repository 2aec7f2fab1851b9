/** Workspace: one policy folder with the engine that runs it; the engine opens at its first use and follows the folder's policy. */
import type { Analysis, CompiledPolicy } from '@lockstep/dsl'
import { type Engine, LockstepError } from '@lockstep/runtime'
import type { PolicyFile } from './contract'
import { analyzePolicy, type CheckedPolicy, type PolicySources } from './policies/check-policy'
import { type Checker, createChecker } from './policies/checker'
import { folderTrouble, readCatalogTexts, readPolicyFolder } from './policies/folder'

export type CheckedFolder = CheckedPolicy & {
  readonly files: readonly PolicyFile[]
  /** What keeps files of the folder from being read, as sentences: names, links, sizes. */
  readonly folderProblems: readonly string[]
}
/** A folder that was checked in this thread: with the analysis, which answers questions about the texts. */
export type ReadPolicy = CheckedFolder & { readonly analysis: Analysis }

/** Reads, checks and compiles a policy folder in this thread, as programs do that do nothing else meanwhile. */
export const readPolicy = (folder: string): ReadPolicy => {
  const { files, problems } = readPolicyFolder(folder)
  return { files, folderProblems: problems, ...analyzePolicy({ files, catalog: readCatalogTexts(folder) }) }
}

/** The compiled policy, or a `policy` error with what to do. */
export const requirePolicy = (read: CheckedFolder, folder: string): CompiledPolicy => {
  if (read.folderProblems.length > 0) throw folderTrouble(read.folderProblems)
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
  /** The folder as it is now, checked off the event loop; what has not changed is not checked again. */
  readPolicy(): Promise<CheckedFolder>
  /** Unsaved files, checked against the folder's catalog. */
  check(files: PolicySources['files']): Promise<CheckedPolicy>
  /** The pace of the policy that was read last, minutes; a look at the folder begins meanwhile. */
  everyMinutes(): number | undefined
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
export const createWorkspace = (
  folder: string,
  open: (policy: CompiledPolicy) => Promise<Engine>,
  checker: Checker = createChecker(),
): Workspace => {
  let engine: Promise<Engine> | undefined
  let isOpen = false
  let deployed: string | undefined
  let failure: LockstepError | undefined
  let everyMinutes: number | undefined

  const read = async (): Promise<CheckedFolder> => {
    const { files, problems } = readPolicyFolder(folder)
    const checked = await checker.check({ files, catalog: readCatalogTexts(folder) })
    everyMinutes = checked.policy?.everyMinutes
    return { files, folderProblems: problems, ...checked }
  }

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
    readPolicy: read,
    check: async (files) => checker.check({ files, catalog: readCatalogTexts(folder) }),
    everyMinutes: () => {
      // A folder that cannot be read now keeps its pace; the run that it leads to says what is wrong.
      read().catch(() => undefined)
      return everyMinutes
    },
    current: async () => {
      const policy = requirePolicy(await read(), folder)
      const opened = await openWith(policy)
      if (deployed !== policy.hash) {
        await opened.deploy(policy)
        deployed = policy.hash
      }
      return opened
    },
    opened: async () => engine ?? openWith(requirePolicy(await read(), folder)),
    failure: () => failure,
    isOpen: () => isOpen,
    close: async () => {
      const open = engine
      engine = undefined
      await checker.close()
      if (open !== undefined) await (await open).close()
    },
  }
}
