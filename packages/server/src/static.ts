/** Static files of the built editor; unknown paths answer its one page, so that a link to a record opens. */
import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import type { Handler } from 'hono'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
}

/** The path in letters; as it is where it holds no letters (`%E0%A4%A`). */
const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return path
    throw error
  }
}

/** Files with a hash in their name never change and may be kept for ever; the page itself is asked for each time. */
export const serveEditor = (folder: string): Handler => {
  const base = resolve(folder)
  return async function serveFile(context) {
    const wanted = resolve(join(base, decoded(context.req.path)))
    const isFile = (wanted === base || wanted.startsWith(base + sep)) && existsSync(wanted) && statSync(wanted).isFile()
    const file = isFile ? wanted : join(base, 'index.html')
    if (!isFile && extname(context.req.path) !== '')
      return context.json({ error: { code: 'not_found', message: 'there is no such file' } }, 404)
    context.header('Content-Type', types[extname(file)] ?? 'application/octet-stream')
    context.header('Cache-Control', isFile && context.req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    return context.body(new Uint8Array(await readFile(file)))
  }
}
