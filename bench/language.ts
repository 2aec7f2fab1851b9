/** Language figures: parse and check of 2,000 lines, and from a keystroke to its diagnostics. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyze, type Catalog, compile, format, parse } from '@lockstep/dsl'
import { readCatalog } from '@lockstep/server'
import { round, say, time, title } from './figures'

/** A policy of about that many lines: the example's mappings over and over, each set with comments, onto numbered custom fields. */
export const longPolicy = (lines: number): { text: string; catalog: Catalog; root: string } => {
  const root = join(process.env['LOCKSTEP_ROOT'] ?? '.', 'examples/acme')
  const { catalog } = readCatalog(root)
  if (catalog === null) throw new Error('the example has no catalog')
  const names = Array.from({ length: Math.floor((lines - 40) / 2) }, (_, i) => `bench_${i}`)
  const rows = names.map(
    (name, i) =>
      `    # what sales and marketing agreed on for field ${i}\n    ${name}  <->  ${name}__c  ${i % 3 === 0 ? 'prefer salesforce unless blank' : ''}`,
  )
  const text = `${readFileSync(join(root, 'contacts.sync'), 'utf8').replace(/ {2}map \{\n/, `  map {\n${rows.join('\n')}\n`)}`
  const property = (name: string) => ({ name, label: name, type: 'string' as const, fieldType: 'text' })
  const field = (name: string) => ({
    name: `${name}__c`,
    label: name,
    type: 'string' as const,
    length: 255,
    nillable: true,
    createable: true,
    updateable: true,
  })
  return {
    root,
    text,
    catalog: {
      hubspot: {
        ...catalog.hubspot,
        objects: catalog.hubspot.objects.map((object) =>
          object.name === 'contact' ? { ...object, properties: [...object.properties, ...names.map(property)] } : object,
        ),
      },
      salesforce: {
        ...catalog.salesforce,
        objects: catalog.salesforce.objects.map((object) =>
          object.name === 'Lead' || object.name === 'Contact' ? { ...object, fields: [...object.fields, ...names.map(field)] } : object,
        ),
      },
    },
  }
}

/** The other files of the example's policy. */
export const companions = (root: string): readonly { readonly file: string; readonly text: string }[] =>
  ['policy.sync', 'lead-status.sync', 'lifecycle.sync'].map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

/** Prints the language's figures. */
export const benchLanguage = async (): Promise<void> => {
  title('Language')
  const { text, catalog, root } = longPolicy(2_000)
  const others = companions(root)
  const sources = (body: string, file = 'contacts.sync') => [...others, { file, text: body }]
  const count = text.split('\n').length
  const errors = analyze(sources(text), catalog).diagnostics.filter((diagnostic) => diagnostic.severity === 'error')
  if (errors.length > 0) throw new Error(`the long policy has errors: ${errors[0]?.message}`)
  // The parser remembers the last text of each file by its name, so a figure of a first reading takes a new name each time.
  let files = 0
  const anew = () => `contacts-${files++}.sync`
  const parsing = await time(30, () => parse({ file: anew(), text }))
  say(
    `parse, ${count} lines`,
    `${round(parsing.median)} ms`,
    `median of 30 first readings (${round(parsing.min)} to ${round(parsing.max)})`,
  )
  const checking = await time(30, () => analyze(sources(text, anew()), catalog))
  say(
    `parse + bind + check, ${count} lines`,
    `${round(checking.median)} ms`,
    `median of 30 first readings (${round(checking.min)} to ${round(checking.max)})`,
  )
  const at = text.indexOf('bench_500')
  let typed = 0
  const typing = await time(60, () => analyze(sources(`${text.slice(0, at)}${'x'.repeat(1 + (typed++ % 12))}${text.slice(at)}`), catalog))
  say(
    `a keystroke to its diagnostics, ${count} lines`,
    `${round(typing.median)} ms`,
    `median of 60, a letter more each time (${round(typing.min)} to ${round(typing.max)})`,
  )
  const compiling = await time(20, () => compile(analyze(sources(text, anew()), catalog)))
  say(`parse + check + compile, ${count} lines`, `${round(compiling.median)} ms`, 'median of 20 first readings')
  const formatting = await time(20, () => format({ file: anew(), text }))
  say(`format, ${count} lines`, `${round(formatting.median)} ms`, 'median of 20 first readings')
}
