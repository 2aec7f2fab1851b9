/** The generated pages of the reference are what the code says; `npm run docs` writes them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { pages } from './pages'

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../../docs/reference')

test.each([...(await pages())])('docs/reference/%s is up to date', (name, text) => {
  const path = join(folder, name)
  if (process.env['UPDATE_DOCS'] === '1') {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(text)
})

test('no picture of the grammar is left of a rule that is gone', async () => {
  const drawn = [...(await pages()).keys()].filter((name) => name.startsWith('grammar/'))
  expect(
    readdirSync(join(folder, 'grammar'))
      .map((name) => `grammar/${name}`)
      .sort(),
  ).toEqual(drawn.sort())
})
