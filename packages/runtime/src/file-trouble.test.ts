/** Refusals of the file system are told in words; errors of the program are not taken for them. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { fileTrouble } from './file-trouble'

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

test('what the file system refuses is one sentence with the path', async () => {
  const here = import.meta.filename
  expect(
    await Promise.all(
      [readFile('/no/such/file'), mkdir(`${here}/folder`), writeFile(import.meta.dirname, ''), writeFile(here, '', { flag: 'wx' })].map(
        async (work) => fileTrouble(await failureOf(work)),
      ),
    ),
  ).toEqual([
    'cannot use `/no/such/file`: there is no such file or folder',
    `cannot use \`${here}/folder\`: a part of the path is a file`,
    `cannot use \`${import.meta.dirname}\`: it is a folder`,
    `cannot use \`${here}\`: it is there already`,
  ])
})

test('other errors are not', () => {
  expect([new TypeError('x is undefined'), 'text', undefined].map(fileTrouble)).toEqual([undefined, undefined, undefined])
})
