/** `npm run bench [SECTION …]`: each section in a process of its own, so that memory and caches of one do not colour the next. */
import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { benchEdits } from './edits'
import { benchLanguage } from './language'
import { benchMemory, benchMemoryEmbedded } from './memory'
import { startPostgres } from './postgres'
import { benchMillion, benchSandbox } from './sandbox-speed'
import { benchServices } from './services'
import { benchChanges, benchExample } from './sync'
import { benchTests } from './tests'

const withPostgres = async (act: (url: string) => Promise<void>): Promise<void> => {
  const postgres = startPostgres()
  if (postgres === undefined) {
    process.stdout.write('\nNo PostgreSQL is installed (Debian: postgresql), so its figures are left out.\n')
    return
  }
  try {
    await act(postgres.url)
  } finally {
    postgres.stop()
  }
}

const sections: Readonly<Record<string, () => Promise<void>>> = {
  language: benchLanguage,
  edits: benchEdits,
  services: benchServices,
  tests: benchTests,
  sandbox: benchSandbox,
  'sandbox-million': benchMillion,
  memory: benchMemoryEmbedded,
  'memory-postgres': () => withPostgres((url) => benchMemory({ kind: 'postgres', url }, 'PostgreSQL')),
  example: () => benchExample(undefined),
  'example-postgres': () => withPostgres(benchExample),
  changes: () => benchChanges(undefined),
  'changes-postgres': () => withPostgres((url) => benchChanges(url)),
}

const [mode, ...names] = process.argv.slice(2)
if (mode === '--section') {
  await sections[names[0] ?? '']?.()
} else {
  const wanted = mode === undefined ? Object.keys(sections) : [mode, ...names]
  const unknown = wanted.filter((name) => !(name in sections))
  if (unknown.length > 0) throw new Error(`no section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}`)
  process.stdout.write(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})\n`)
  for (const name of wanted) {
    const done = spawnSync(process.execPath, ['--expose-gc', process.argv[1] ?? '', '--section', name], { stdio: 'inherit' })
    if (done.status !== 0) process.exitCode = 1
  }
}
