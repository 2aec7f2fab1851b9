/** `npm run vsix [FOLDER]`: packs the extension for Visual Studio Code, with the language server in it, as one .vsix file. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { install, root } from './boot.mjs'
import { bundleLanguageServer } from './bundle-language-server.mjs'

install()
const source = join(root, 'packages/vscode')
const { zipSync } = createRequire(join(source, 'package.json'))('fflate')
const work = mkdtempSync(join(tmpdir(), 'lockstep-vsix-'))

/** Bundles one file; answers the files that went into it. */
const bundleTo = async (input, file, format) => {
  const bundle = await rolldown({
    input: join(source, 'src', input),
    platform: 'node',
    external: [/^node:/, 'vscode'],
    logLevel: 'warn',
    transform: { target: 'node20' },
  })
  const { output } = await bundle.write({
    dir: dirname(file),
    entryFileNames: file.slice(dirname(file).length + 1),
    format,
    minify: format === 'cjs',
    codeSplitting: false,
  })
  await bundle.close()
  return output.flatMap((chunk) => chunk.moduleIds ?? [])
}

/** The folder of the package that a file belongs to. */
const packageOf = (file) => {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && 'name' in JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))) return folder
    if (dirname(folder) === folder) return undefined
  }
}

/** The licences of everything that was bundled and is not ours. */
const notices = (files) => {
  const folders = [...new Set(files.filter((file) => file.includes('node_modules')).map(packageOf))].filter(
    (folder) => folder !== undefined,
  )
  const texts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const file = readdirSync(folder).find((one) => /^(licen[cs]e|thirdpartynotices)/i.test(one))
    return [`${name} ${version} (${license})`, file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()]
  })
  return [...new Map(texts)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, text]) => `${title}\n${'='.repeat(title.length)}\n\n${text}\n`)
    .join('\n\n')
}

try {
  await bundleTo('contents.ts', join(work, 'contents.mjs'), 'esm')
  const { generatedFiles, packageName } = await import(pathToFileURL(join(work, 'contents.mjs')).href)
  const modules = [
    ...(await bundleTo('extension.ts', join(work, 'extension.cjs'), 'cjs')),
    ...(await bundleLanguageServer(join(work, 'server.cjs'))),
  ]
  const bytes = (text) => new TextEncoder().encode(text)
  const files = {
    ...Object.fromEntries(Object.entries(generatedFiles()).map(([path, text]) => [path, bytes(text)])),
    'extension/README.md': readFileSync(join(source, 'README.md')),
    'extension/LICENSE.txt': readFileSync(join(source, 'LICENSE')),
    'extension/ThirdPartyNotices.txt': bytes(notices(modules)),
    'extension/icon.png': readFileSync(join(source, 'icon.png')),
    'extension/dist/extension.cjs': readFileSync(join(work, 'extension.cjs')),
    'extension/dist/server.cjs': readFileSync(join(work, 'server.cjs')),
  }
  const folder = resolve(process.argv[2] ?? join(source, 'dist'))
  mkdirSync(folder, { recursive: true })
  const file = join(folder, packageName)
  // One time stamp for all, so that the same sources give the same file.
  writeFileSync(file, zipSync(files, { level: 9, mtime: new Date('2000-01-01T00:00:00') }))
  console.log(file)
} finally {
  rmSync(work, { recursive: true, force: true })
}
