/** lockstep catalog pull: both schemas into the policy folder. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Catalog, hubspotCatalogText, salesforceCatalogText } from '@lockstep/dsl'
import { LockstepError, type SideName } from '@lockstep/runtime'
import { readPolicy, writeBesidePolicy } from '@lockstep/server'
import type { Given, Surroundings } from '../command'
import { exitCodes } from '../exit-code'
import { readSchemas, type SchemaObjects, sideOf, usualObjects } from '../read-schemas'

/** Objects that the folder's policy and catalog name. */
export const namedObjects = (folder: string): SchemaObjects => {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return { hubspot: [], salesforce: [] }
  const { catalog, analysis } = readPolicy(folder)
  const inPolicy = analysis.bound.syncs
  return {
    hubspot: [...(catalog?.hubspot.objects ?? []).map((one) => one.name), ...inPolicy.map((one) => one.name)],
    salesforce: [...(catalog?.salesforce.objects ?? []).map((one) => one.name), ...inPolicy.flatMap((one) => one.salesforceNames)],
  }
}

const chosen = (given: Given, folder: string): SchemaObjects => {
  const asked = given.all('object')
  if (given.has('only') && asked.length === 0)
    throw new LockstepError('setting', '`--only` needs `--object`', { help: 'name each object to read, as `--object contact`' })
  const named = given.has('only') ? { hubspot: [], salesforce: [] } : namedObjects(folder)
  const of = (side: SideName) => [
    ...new Set([...(given.has('only') ? [] : usualObjects[side]), ...named[side], ...asked.filter((one) => sideOf(one) === side)]),
  ]
  return { hubspot: of('hubspot'), salesforce: of('salesforce') }
}

/** Both files are whole before the first one takes its place, so that no failure leaves half a file or half a catalog of another time. */
export const writeCatalog = async (folder: string, catalog: Catalog): Promise<readonly string[]> => {
  await mkdir(folder, { recursive: true })
  const changed = [
    { path: 'catalog/hubspot.json', text: hubspotCatalogText(catalog.hubspot) },
    { path: 'catalog/salesforce.json', text: salesforceCatalogText(catalog.salesforce) },
  ].filter(({ path, text }) => !existsSync(join(folder, path)) || readFileSync(join(folder, path), 'utf8') !== text)
  await writeBesidePolicy(folder, changed)
  return changed.map(({ path }) => path)
}

const several = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`

/** What the catalog holds, a line a system. */
export const catalogInWords = ({ hubspot, salesforce }: Catalog): readonly string[] => {
  const properties = hubspot.objects.reduce((sum, one) => sum + one.properties.length, 0)
  const fields = salesforce.objects.reduce((sum, one) => sum + one.fields.length, 0)
  return [
    `HubSpot: ${several(hubspot.objects.length, 'object')}, ${several(properties, 'property', 'properties')}, ${several(hubspot.lists.length, 'list')}, ${several(hubspot.pipelines?.length ?? 0, 'pipeline')}`,
    `Salesforce: ${several(salesforce.objects.length, 'object')}, ${several(fields, 'field')}`,
  ]
}

/** Runs `lockstep catalog pull`. */
export const pullCatalog = async (given: Given, surroundings: Surroundings): Promise<number> => {
  const { terminal, directory } = surroundings
  const folder = resolve(directory, given.positionals[1] ?? '.')
  const asked = given.all('object')
  const wanted = { objects: chosen(given, folder), custom: !given.has('only'), people: !given.has('no-people'), asked }
  const { catalog, leftOut } = await readSchemas(folder, wanted, surroundings)
  const written = await writeCatalog(folder, catalog)
  const people = (catalog.hubspot.owners?.length ?? 0) + (catalog.salesforce.users?.length ?? 0)
  const objects = {
    hubspot: catalog.hubspot.objects.map((one) => one.name).sort(),
    salesforce: catalog.salesforce.objects.map((one) => one.name).sort(),
  }
  if (given.has('json')) terminal.json({ version: 1, folder: join(folder, 'catalog'), written, objects, people, leftOut })
  else {
    const said =
      written.length === 0 ? `Nothing has changed in ${join(folder, 'catalog')}.` : `Both schemas are in ${join(folder, 'catalog')}.`
    terminal.out([said, ...catalogInWords(catalog).map((line) => `  ${line}`)].join('\n'))
    for (const { side, part, why } of leftOut) terminal.say(`left out: ${part} of ${side === 'hubspot' ? 'HubSpot' : 'Salesforce'}: ${why}`)
    if (people > 0) terminal.say(`names and emails of owners and users (${people}) are in it: \`--no-people\` leaves them out`)
  }
  return exitCodes.done
}
