/** Finds the browser of the tests: the one that is named, the system's, else the one that comes from npm, unpacked once. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'

/** A browser that starts, with what its process needs in its environment; or one sentence on why there is none. */
export type FoundBrowser =
  | { readonly program: string; readonly environment: Readonly<Record<string, string>> }
  | { readonly problem: string }

/** What the search may look at; tests give their own. */
export type Surroundings = {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly architecture: string
  /** Where the browser from npm is unpacked to and kept. */
  readonly cache: string
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome.exe', 'msedge.exe']
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const cure = 'install Chromium or Chrome, or name one with `LOCKSTEP_BROWSER`'

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const onThisSystem = ({ environment, platform }: Surroundings): string | undefined => {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const installed = platform === 'linux' ? [] : applications
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...installed].find(isProgram)
}

/** Why it does not start, or nothing; a missing library is told here, once, and not by every test. */
const refusal = (program: string, environment: Readonly<Record<string, string>>): string | undefined => {
  const { status, error, stderr } = spawnSync(program, ['--version'], { env: { ...process.env, ...environment }, encoding: 'utf8' })
  if (status === 0) return undefined
  return error?.message ?? stderr.trim().split('\n').at(-1) ?? `it ended with ${status}`
}

const fontSettings = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts', 'cache')}</cachedir>
</fontconfig>
`

/**
 * The package unpacks into the folder for temporary files, and its libraries only where it believes to be on Amazon Linux;
 * they are what a bare Debian lacks, and they are told to the browser's process alone.
 */
const unpackInto = async (folder: string): Promise<void> => {
  const changed = { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }
  const before = { ...process.env }
  Object.assign(process.env, changed)
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  } finally {
    for (const name of [...Object.keys(changed), 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      const value = before[name]
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

const packageVersion = (): string => {
  const file = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../../package.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }
  return version
}

const fromNpm = async ({ cache }: Surroundings): Promise<FoundBrowser> => {
  const folder = join(cache, `chromium-${packageVersion()}`)
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true })
    // Under its own name only once it is whole, so that an interrupted start leaves no half of a browser.
    const half = mkdtempSync(join(cache, 'unpacking-'))
    await unpackInto(half)
    writeFileSync(join(half, 'fonts', 'fonts.conf'), fontSettings(folder))
    try {
      renameSync(half, folder)
    } catch (error) {
      // Another process was quicker; its browser is as good.
      if (!existsSync(folder)) throw error
      rmSync(half, { recursive: true, force: true })
    }
  }
  const environment = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') }
  const program = join(folder, 'chromium')
  const refused = refusal(program, environment)
  return refused === undefined ? { program, environment } : { problem: `the browser from npm does not start (${refused}): ${cure}` }
}

/**
 * Looks in this order: `LOCKSTEP_BROWSER` (a program, or `npm` for the one from npm), the system's Chromium or Chrome, the one from
 * npm. Writes only into the cache; never throws for what is missing.
 */
export const findBrowser = async (surroundings: Surroundings): Promise<FoundBrowser> => {
  const named = surroundings.environment['LOCKSTEP_BROWSER']
  if (named !== undefined && named !== '' && named !== 'npm') {
    return isProgram(named) ? { program: named, environment: {} } : { problem: `\`LOCKSTEP_BROWSER\` names no program: \`${named}\`` }
  }
  const program = named === 'npm' ? undefined : onThisSystem(surroundings)
  if (program !== undefined) return { program, environment: {} }
  if (surroundings.platform !== 'linux' || surroundings.architecture !== 'x64') {
    return { problem: `there is no Chromium here, and the one from npm runs on 64-bit Intel Linux alone: ${cure}` }
  }
  return fromNpm(surroundings)
}
