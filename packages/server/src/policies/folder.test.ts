/** Policy folders: reading, saving with versions, and what may not be touched. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LockstepError } from '@lockstep/runtime'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allowedNames, pathProblem } from './file-names'
import { readCatalog, readPolicyFiles, readPolicyFolder, savePolicyFile, versionOf, writeBesidePolicy } from './folder'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-folder-'))
  writeFileSync(join(folder, 'b.sync'), 'policy "B" {\n}\n')
  mkdirSync(join(folder, 'people'))
  writeFileSync(join(folder, 'people', 'a.sync'), '# A\n')
  mkdirSync(join(folder, '.lockstep'))
  writeFileSync(join(folder, '.lockstep', 'x.sync'), '# not policy\n')
  writeFileSync(join(folder, 'README.md'), '# not policy\n')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('every .sync file counts, in a settled order, and nothing else', () => {
  expect(readPolicyFiles(folder)).toEqual([
    { path: 'b.sync', text: 'policy "B" {\n}\n', version: versionOf('policy "B" {\n}\n') },
    { path: 'people/a.sync', text: '# A\n', version: versionOf('# A\n') },
  ])
})

test('a save on the version that was read replaces the file and leaves no draft behind', async () => {
  const saved = await savePolicyFile(folder, 'people/a.sync', '# changed\n', versionOf('# A\n'))
  expect([saved, readFileSync(join(folder, 'people', 'a.sync'), 'utf8'), readdirSync(join(folder, 'people'))]).toEqual([
    { kind: 'saved', file: { path: 'people/a.sync', text: '# changed\n', version: versionOf('# changed\n') } },
    '# changed\n',
    ['a.sync'],
  ])
})

test('a save on an older version is refused with the text of the other, which stays', async () => {
  const saved = await savePolicyFile(folder, 'b.sync', 'mine', versionOf('older'))
  expect([saved, readFileSync(join(folder, 'b.sync'), 'utf8')]).toEqual([
    { kind: 'conflict', theirs: { path: 'b.sync', text: 'policy "B" {\n}\n', version: versionOf('policy "B" {\n}\n') } },
    'policy "B" {\n}\n',
  ])
})

test('a new file must not exist yet', async () => {
  expect((await savePolicyFile(folder, 'b.sync', 'mine', null)).kind).toBe('conflict')
  expect((await savePolicyFile(folder, 'new/c.sync', '# new\n', null)).kind).toBe('saved')
})

test('a save of a file that was deleted meanwhile is a conflict, not a resurrection', async () => {
  rmSync(join(folder, 'b.sync'))
  expect(await savePolicyFile(folder, 'b.sync', 'mine', versionOf('policy "B" {\n}\n'))).toEqual({ kind: 'conflict', theirs: null })
})

test.each(['../out.sync', '/etc/passwd', 'a/../../out.sync', '.lockstep/x.sync', 'README.md', 'catalog/x.sync', '.hidden.sync'])(
  '%s may not be written',
  async (path) => {
    await expect(savePolicyFile(folder, path, 'x', null)).rejects.toMatchObject({ code: 'policy' })
  },
)

test('of two saves on one version at once, one is written and the other is a conflict, 200 times', async () => {
  let base = versionOf('# A\n')
  for (let time = 0; time < 200; time += 1) {
    const texts = [`# one ${time}\n${'x'.repeat(5_000)}`, `# two ${time}\n`]
    const saves = await Promise.all(texts.map((text) => savePolicyFile(folder, 'people/a.sync', text, base)))
    const text = readFileSync(join(folder, 'people', 'a.sync'), 'utf8')
    const files = readdirSync(join(folder, 'people'))
    expect([saves.map((one) => one.kind).sort(), texts.includes(text), files]).toEqual([['conflict', 'saved'], true, ['a.sync']])
    const conflict = saves.find((one) => one.kind === 'conflict')
    expect(conflict).toEqual({ kind: 'conflict', theirs: { path: 'people/a.sync', text, version: versionOf(text) } })
    base = versionOf(text)
  }
  expect(readdirSync(folder).sort()).toEqual(['.lockstep', 'README.md', 'b.sync', 'people'])
})

test('a saved file keeps the permissions that it had', async () => {
  chmodSync(join(folder, 'b.sync'), 0o640)
  await savePolicyFile(folder, 'b.sync', '# new\n', versionOf('policy "B" {\n}\n'))
  expect(statSync(join(folder, 'b.sync')).mode & 0o777).toBe(0o640)
})

const refusal = async (work: Promise<unknown>): Promise<{ code: string; message: string } | undefined> => {
  try {
    await work
    return undefined
  } catch (error) {
    if (error instanceof LockstepError) return { code: error.code, message: error.message }
    throw error
  }
}

describe('links', () => {
  let outside: string
  beforeEach(() => {
    outside = mkdtempSync(join(tmpdir(), 'lockstep-outside-'))
    mkdirSync(join(outside, 'catalog'))
    writeFileSync(join(outside, 'secret.sync'), '# outside\n')
    writeFileSync(join(outside, 'catalog', 'hubspot.json'), '{}')
    writeFileSync(join(outside, 'catalog', 'salesforce.json'), '{}')
  })
  afterEach(() => rmSync(outside, { recursive: true }))
  const refused = (link: string) => ({
    code: 'policy',
    message: `\`${link}\` is a link that leads out of the policy folder, so nothing is read or written through it`,
  })

  test('that lead out are neither read nor written through: files, folders, and what is not there yet', async () => {
    symlinkSync(join(outside, 'secret.sync'), join(folder, 'link.sync'))
    symlinkSync(outside, join(folder, 'linked'))
    symlinkSync('../'.repeat(20) + outside.slice(1), join(folder, 'people', 'up'))
    const version = versionOf('# outside\n')
    expect({
      read: readPolicyFolder(folder).problems,
      kept: readPolicyFolder(folder).files.map(({ path }) => path),
      saved: await Promise.all(
        [
          savePolicyFile(folder, 'link.sync', 'mine', null),
          savePolicyFile(folder, 'link.sync', 'mine', version),
          savePolicyFile(folder, 'linked/secret.sync', 'mine', version),
          savePolicyFile(folder, 'linked/new.sync', 'mine', null),
          savePolicyFile(folder, 'people/up/new/new.sync', 'mine', null),
        ].map(refusal),
      ),
      outside: readdirSync(outside).sort(),
      text: readFileSync(join(outside, 'secret.sync'), 'utf8'),
    }).toEqual({
      read: ['link.sync', 'linked', 'people/up'].map(
        (path) => `\`${path}\` is a link that leads out of the policy folder, so it is not read`,
      ),
      kept: ['b.sync', 'people/a.sync'],
      saved: [refused('link.sync'), refused('link.sync'), refused('linked'), refused('linked'), refused('people/up')],
      outside: ['catalog', 'secret.sync'],
      text: '# outside\n',
    })
    expect(() => readPolicyFiles(folder)).toThrow('is a link that leads out of the policy folder')
  })

  test('of the catalog that lead out are refused too', async () => {
    symlinkSync(join(outside, 'catalog'), join(folder, 'catalog'))
    expect([
      await refusal((async () => readCatalog(folder))()),
      await refusal(writeBesidePolicy(folder, [{ path: 'catalog/hubspot.json', text: 'mine' }])),
      readFileSync(join(outside, 'catalog', 'hubspot.json'), 'utf8'),
    ]).toEqual([refused('catalog'), refused('catalog'), '{}'])
  })

  test('inside the folder are followed, and a save goes to the file that they name', async () => {
    symlinkSync('b.sync', join(folder, 'c.sync'))
    symlinkSync('..', join(folder, 'people', 'round'))
    expect(readPolicyFolder(folder)).toEqual({
      files: [
        { path: 'b.sync', text: 'policy "B" {\n}\n', version: versionOf('policy "B" {\n}\n') },
        { path: 'c.sync', text: 'policy "B" {\n}\n', version: versionOf('policy "B" {\n}\n') },
        { path: 'people/a.sync', text: '# A\n', version: versionOf('# A\n') },
      ],
      problems: [],
    })
    await savePolicyFile(folder, 'c.sync', '# new\n', versionOf('policy "B" {\n}\n'))
    expect(readFileSync(join(folder, 'b.sync'), 'utf8')).toBe('# new\n')
  })

  test('to the folder itself are no matter', async () => {
    const link = join(outside, 'way')
    symlinkSync(folder, link)
    expect((await savePolicyFile(link, 'b.sync', '# new\n', versionOf('policy "B" {\n}\n'))).kind).toBe('saved')
    expect([readPolicyFiles(link).map(({ path }) => path), realpathSync(link)]).toEqual([['b.sync', 'people/a.sync'], realpathSync(folder)])
  })

  test('that lead nowhere, and to no policy, do not stop the folder from being read', () => {
    symlinkSync(join(outside, 'gone'), join(folder, 'gone'))
    symlinkSync(join(outside, 'catalog'), join(folder, 'docs'))
    expect(readPolicyFolder(folder).problems).toEqual([])
    symlinkSync(join(outside, 'gone.sync'), join(folder, 'gone.sync'))
    expect(readPolicyFolder(folder).problems).toEqual(['`gone.sync` is a link that leads nowhere'])
  })
})

describe('names', () => {
  const bad: readonly (readonly [string, string])[] = [
    ['a\u0000.sync', '`aU+0000.sync` has `U+0000` in it'],
    [`${'a'.repeat(300)}.sync`, `\`${'a'.repeat(120)}…\` is longer than 100 characters`],
    [`${'ä'.repeat(98)}.sync`, `\`${'ä'.repeat(98)}.sync\` is longer than 100 characters`],
    [
      `${Array(30).fill('folder').join('/')}/a.sync`,
      `\`${Array(30).fill('folder').join('/').slice(0, 120)}…\` is longer than 200 characters with its folders`,
    ],
    ['con.sync', '`con.sync` is the name of a device on Windows (`con`)'],
    ['NUL.sync', '`NUL.sync` is the name of a device on Windows (`NUL`)'],
    ['aux/a.sync', '`aux/a.sync` is the name of a device on Windows (`aux`)'],
    ['lpt1.old.sync', '`lpt1.old.sync` is the name of a device on Windows (`lpt1`)'],
    ['a.sync.', '`a.sync.` ends in a dot or a space, which Windows takes away'],
    ['a.sync ', '`a.sync ` ends in a dot or a space, which Windows takes away'],
    ['b /a.sync', '`b /a.sync` ends in a dot or a space, which Windows takes away'],
    [' a.sync', '` a.sync` begins with a space'],
    ['a\u202Ecnys.sync', '`aU+202Ecnys.sync` has `U+202E` in it'],
    ['a\u200B.sync', '`aU+200B.sync` has `U+200B` in it'],
    ['a\u3164.sync', '`aU+3164.sync` has `U+3164` in it'],
    ['a\n.sync', '`aU+000A.sync` has `U+000A` in it'],
    ['a\uD800.sync', '`aU+D800.sync` has `U+D800` in it'],
    ...[...'*?<>|":\\'].map((sign) => [`a${sign}.sync`, `\`a${sign}.sync\` has \`${sign}\` in it`] as const),
    ['/etc/a.sync', '`/etc/a.sync` does not begin inside the folder'],
    ['C:/a.sync', '`C:/a.sync` does not begin inside the folder'],
    ['../a.sync', '`../a.sync` has an empty part, `.` or `..`'],
    ['people/../a.sync', '`people/../a.sync` has an empty part, `.` or `..`'],
    ['people//a.sync', '`people//a.sync` has an empty part, `.` or `..`'],
    ['', '`` has an empty part, `.` or `..`'],
    ['.hidden.sync', '`.hidden.sync` begins with a dot, which hides it'],
    ['.sync', '`.sync` begins with a dot, which hides it'],
    ['a.txt', '`a.txt` does not end in .sync'],
    ['a.SYNC', '`a.SYNC` does not end in .sync'],
    ['x.sync/a.sync', '`x.sync/a.sync` lies in a folder whose name ends in .sync'],
    ['Catalog/a.sync', '`Catalog/a.sync` lies in `Catalog`, whose files are no policy'],
    ['B.sync', '`B.sync` is one name with `b.sync`, which is there already, on file systems that do not tell case or accents apart'],
    [
      'People/b.sync',
      '`People/b.sync` is one name with `people`, which is there already, on file systems that do not tell case or accents apart',
    ],
    [
      'Cafe\u0301.sync',
      '`Cafe\u0301.sync` is one name with `café.sync`, which is there already, on file systems that do not tell case or accents apart',
    ],
    ['README.md/a.sync', '`README.md` is a file, so nothing can be saved below it'],
    ['folder.sync', '`folder.sync` is a folder'],
  ]

  test.each(bad)('%j is refused with the reason and what is allowed', async (path, message) => {
    writeFileSync(join(folder, 'café.sync'), '')
    mkdirSync(join(folder, 'folder.sync'))
    expect(await refusal(savePolicyFile(folder, path, 'x', null))).toEqual({ code: 'policy', message })
  })

  test.each([
    'Kontakte (neu) 2.sync',
    'größe/Straße & Co.sync',
    '顧客.sync',
    `${'a'.repeat(95)}.sync`,
    'console.sync',
    'x/y/z.sync',
    "l'été.sync",
  ])('%j is allowed', async (path) => {
    expect((await savePolicyFile(folder, path, 'x', null)).kind).toBe('saved')
    expect(readPolicyFolder(folder)).toMatchObject({ problems: [] })
  })

  test('that are there already are told by the same rule, and the others are read', () => {
    for (const name of ['con.sync', 'a\u202Ecnys.sync', 'a?.sync', 'trailing .sync ', 'B.sync', 'Big.SYNC'])
      writeFileSync(join(folder, name), '')
    mkdirSync(join(folder, 'x.sync'))
    writeFileSync(join(folder, 'x.sync', 'y.sync'), '')
    expect(readPolicyFolder(folder)).toMatchObject({
      files: [{ path: 'B.sync' }, { path: 'b.sync' }, { path: 'people/a.sync' }],
      problems: [
        '`Big.SYNC` does not end in .sync',
        '`aU+202Ecnys.sync` has `U+202E` in it',
        '`a?.sync` has `?` in it',
        '`b.sync` and `B.sync` are one name on file systems that do not tell case or accents apart',
        '`con.sync` is the name of a device on Windows (`con`)',
        '`x.sync` is a folder: only policy files end in .sync',
      ].sort(),
    })
  })

  test('whatever is sent as a name is saved as that name and read again, or refused as a name', async () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc.constantFrom('con', '..', '.', '', 'people', 'PEOPLE', 'b.sync', 'x.sync', '.lockstep', 'catalog', ' ', 'ｂ', 'ſ', 'K', 'ß', 'ẞ'),
    )
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join('/')}.sync`)
    await fc.assert(
      fc.asyncProperty(path, async (name) => {
        const before = readPolicyFiles(folder)
        const refused = await refusal(savePolicyFile(folder, name, '# x\n', before.find((file) => file.path === name)?.version ?? null))
        if (refused !== undefined) {
          expect([refused.code, readPolicyFiles(folder)]).toEqual(['policy', before])
          return
        }
        // Readable again, without a problem, under exactly that name.
        expect(readPolicyFiles(folder).find((file) => file.path === name)).toEqual({
          path: name,
          text: '# x\n',
          version: versionOf('# x\n'),
        })
        rmSync(join(folder, name))
      }),
      { numRuns: 1_000 },
    )
  })

  test('the words for what is allowed name every sign, and no other', () => {
    const named = /any of `(.*?)`, at most/.exec(allowedNames)?.[1] ?? ''
    const signs = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index)).filter((sign) =>
      /[^a-z0-9]/i.test(sign),
    )
    const accepted = signs.filter((sign) => sign !== '/' && pathProblem(`a${sign}a.sync`) === undefined)
    expect(accepted.join('')).toBe([...named].sort().join(''))
  })
})
