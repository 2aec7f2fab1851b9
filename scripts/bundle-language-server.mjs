/** `node scripts/bundle-language-server.mjs FILE`: the language server as one file that needs nothing but Node. */
import { basename, dirname, join, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { root } from './boot.mjs'

/** Of the server and the engine only what reads a policy folder is taken: databases and the vendors' clients stay out. */
const leftOut = [/^@electric-sql\//, /^jsforce/, /^@hubspot\//, /^pg$/, /^pg-boss/, /^pino/, /^hono/, /^@hono\//, /^drizzle-orm/]
const doesNothingAlone = /\/packages\/(?:server|runtime)\//

/** Writes the program to `file`, as CommonJS, which every editor's Node can start; answers the files that went into it. */
export const bundleLanguageServer = async (file) => {
  const bundle = await rolldown({
    input: join(root, 'packages/cli/src/lsp/main.ts'),
    platform: 'node',
    external: [/^node:/, ...leftOut],
    logLevel: 'warn',
    treeshake: { moduleSideEffects: (id, isExternal) => !isExternal && !doesNothingAlone.test(id.replaceAll('\\', '/')) },
    transform: { target: 'node20' },
  })
  const { output } = await bundle.write({
    dir: dirname(file),
    entryFileNames: basename(file),
    format: 'cjs',
    minify: true,
    codeSplitting: false,
  })
  await bundle.close()
  return output.flatMap((chunk) => chunk.moduleIds ?? [])
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename)
  await bundleLanguageServer(resolve(process.argv[2] ?? 'server.cjs'))
