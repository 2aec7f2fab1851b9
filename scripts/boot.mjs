/** Boot: installs and builds only what changed since last time, with nothing but Node and npm; prints each step. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamps = join(root, 'node_modules', '.cache', 'lockstep')
const PNPM = 'pnpm@10.34.9'
const skipped = new Set(['node_modules', 'dist', '.git', '.lockstep', '.cache', 'coverage'])

const filesBelow = (folder, wanted) => {
  const found = []
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...filesBelow(path, wanted))
    else if (wanted(path)) found.push(path)
  }
  return found.sort()
}

const fingerprint = (files) => {
  const hash = createHash('sha256').update(process.version)
  for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

const manifests = () =>
  [
    ...['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc'].map((name) => join(root, name)),
    ...readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name, 'package.json')),
    join(root, 'bench', 'package.json'),
  ].filter(existsSync)

const sources = () => [
  ...filesBelow(join(root, 'packages'), (path) => /\.(tsx?|css|html|json|sql|svg)$/.test(path) && !/\.(test|spec)\.tsx?$/.test(path)),
  ...filesBelow(join(root, 'scripts'), (path) => path.endsWith('.mjs')),
]

/** Runs a command in the root, output shown; stops the whole program with its exit code when it fails. */
export const run = (command, args, options = {}) => {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options })
  if (done.error) {
    console.error(`cannot run ${command}: ${done.error.message}`)
    process.exit(1)
  }
  if (done.status !== 0) process.exit(done.status ?? 1)
}

const unlessStamped = (name, print, act) => {
  const file = join(stamps, name)
  if (existsSync(file) && readFileSync(file, 'utf8') === print) return false
  act()
  mkdirSync(stamps, { recursive: true })
  writeFileSync(file, print)
  return true
}

/** Installs the dependencies when a manifest or the lock file changed. */
export const install = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Lockstep needs Node 20.19 or newer; this is ${process.version}.`)
    process.exit(1)
  }
  return unlessStamped('install', fingerprint(manifests()), () => {
    console.error('Installing dependencies …')
    run('npx', ['--yes', PNPM, 'install', '--frozen-lockfile', '--reporter=silent'])
  })
}

/** Builds the program and the editor when a source changed. */
export const build = () =>
  unlessStamped('build', fingerprint([...manifests(), ...sources()]), () => {
    console.error('Building …')
    run(process.execPath, [join(root, 'scripts', 'build.mjs')])
  })

/** Makes the example's records when what makes them changed. */
export const makeExample = () => {
  const seed = join(root, 'examples', 'acme', 'seed')
  const isThere = existsSync(join(root, 'examples', 'acme', 'world', 'world.json'))
  if (!isThere) rmSync(join(stamps, 'example'), { force: true })
  return unlessStamped('example', fingerprint(filesBelow(seed, () => true)), () => run(process.execPath, [join(seed, 'generate.mjs')]))
}
