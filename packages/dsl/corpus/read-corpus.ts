/** Reading of the corpus: every mistake and every frame in the folders beside this file. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Mistake, readMistake } from './read-mistake'

export type Corpus = { readonly mistakes: readonly Mistake[]; readonly frames: ReadonlyMap<string, string> }

const END = '.sync'

const filesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(END))
      .map((name) => name.replaceAll('\\', '/'))
      .sort()
      .map((name) => [name.slice(0, -END.length), readFileSync(join(folder, name), 'utf8')]),
  )

/** `folder` holds `mistakes` and `frames`. */
export const readCorpus = (folder: string): Corpus => {
  const frames = filesIn(join(folder, 'frames'))
  return { frames, mistakes: [...filesIn(join(folder, 'mistakes'))].map(([name, file]) => readMistake(name, file, frames)) }
}
