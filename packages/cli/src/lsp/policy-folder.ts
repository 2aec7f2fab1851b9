/** A policy folder as the language server sees it: the files on disk, the texts open in the editor in their place, and the catalog. */
import { join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Analysis, analyzeParsed, type Catalog, indexLines, type LineIndex, type ParseResult, parse } from '@lockstep/dsl'
import { LockstepError } from '@lockstep/runtime'
import { readCatalog, readPolicyFolder } from '@lockstep/server'

export type PolicyFolder = {
  readonly root: string
  /** The path inside the folder, as diagnostics name it. */
  fileOf(path: string): string
  uriOf(file: string): string
  /** The text that the editor holds, instead of the one on disk; `undefined` gives it back to the disk. */
  setOpen(file: string, text: string | undefined): void
  /** Files and catalog are read again at the next question. */
  forgetDisk(): void
  /** The files as they read now: all that many questions need, and sooner known than the whole analysis. */
  parsed(): readonly ParseResult[]
  catalog(): Catalog | undefined
  /** What is known of the policy now; worked out at the first question after a change. */
  analysis(): Analysis
  /** As `analysis`, in slices, so that a change can stop it; `undefined` when `signal` did. */
  analysisUnless(signal: AbortSignal): Promise<Analysis | undefined>
  lines(file: string): LineIndex
  /** What keeps the folder or its catalog from being read, as a sentence. */
  readonly problem: string | undefined
}

type Disk = { readonly files: ReadonlyMap<string, string>; readonly catalog: Catalog | undefined; readonly problem: string | undefined }

const readDisk = (root: string): Disk => {
  try {
    const { catalog, problem } = readCatalog(root)
    const { files, problems } = readPolicyFolder(root)
    return {
      files: new Map(files.map(({ path, text }) => [path, text])),
      catalog: catalog ?? undefined,
      problem: problems[0] ?? problem ?? undefined,
    }
  } catch (error) {
    if (error instanceof LockstepError || (error instanceof Error && 'code' in error))
      return { files: new Map(), catalog: undefined, problem: error.message }
    throw error
  }
}

/** Lets what waits, such as a newer change, come first. */
const breathe = () => new Promise<void>((go) => setImmediate(go))

export const openPolicyFolder = (root: string): PolicyFolder => {
  const open = new Map<string, string>()
  let disk: Disk | undefined
  let known: Analysis | undefined
  let parsed: readonly ParseResult[] | undefined
  const lineIndexes = new WeakMap<ParseResult, LineIndex>()

  const onDisk = (): Disk => {
    disk ??= readDisk(root)
    return disk
  }
  const sources = () => [...new Map([...onDisk().files, ...open])].map(([file, text]) => ({ file, text }))
  const changed = () => {
    known = undefined
    parsed = undefined
  }
  const read = (): readonly ParseResult[] => {
    parsed ??= sources().map((source) => parse(source))
    return parsed
  }
  const analysis = (): Analysis => {
    known ??= analyzeParsed(read(), onDisk().catalog)
    return known
  }
  return {
    root,
    fileOf: (path) => relative(root, path).split(sep).join('/'),
    uriOf: (file) => pathToFileURL(join(root, file)).href,
    setOpen(file, text) {
      if (text === undefined) {
        open.delete(file)
        disk = undefined
      } else open.set(file, text)
      changed()
    },
    forgetDisk() {
      disk = undefined
      changed()
    },
    parsed: read,
    catalog: () => onDisk().catalog,
    analysis,
    async analysisUnless(signal) {
      for (const source of known === undefined && parsed === undefined ? sources() : []) {
        parse(source)
        await breathe()
        if (signal.aborted) return undefined
      }
      return signal.aborted ? undefined : analysis()
    },
    lines(file) {
      const one = read().find(({ source }) => source.file === file)
      if (one === undefined) return indexLines('')
      const found = lineIndexes.get(one) ?? indexLines(one.source.text)
      lineIndexes.set(one, found)
      return found
    },
    get problem() {
      return onDisk().problem
    },
  }
}
