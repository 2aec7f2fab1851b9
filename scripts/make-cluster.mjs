/** Makes the empty cluster that a new embedded database starts from, as one compressed file beside the program. */
import { copyFileSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from './boot.mjs'

const { PGlite } = createRequire(join(root, 'packages/runtime/package.json'))('@electric-sql/pglite')

/** The file's name beside the program, where `pglite-thread.ts` looks for it. */
export const clusterName = 'empty-cluster.tar.gz'

const make = async (file) => {
  const made = await PGlite.create()
  await made.exec('checkpoint')
  const archive = await made.dumpDataDir('gzip')
  await made.close()
  mkdirSync(dirname(file), { recursive: true })
  // It is kept for ever: half a file of a build that was stopped would be taken for a whole one by all later builds.
  const draft = `${file}.${process.pid}.tmp`
  writeFileSync(draft, Buffer.from(await archive.arrayBuffer()))
  renameSync(draft, file)
}

/** Puts the file into `folder`. Making a cluster takes seconds and several hundred MB, so that it is kept for later builds. */
export const placeCluster = async (folder, version) => {
  const kept = join(root, 'node_modules', '.cache', 'lockstep', `cluster-${version}.tar.gz`)
  if (!existsSync(kept)) await make(kept)
  copyFileSync(kept, join(folder, clusterName))
}
