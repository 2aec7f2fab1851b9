/** lockstep catalog diff: what changed in both schemas since they were pulled, and what that does to the policy. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Catalog, parseCatalog, policyImpact } from '@lockstep/dsl'
import { LockstepError } from '@lockstep/runtime'
import { readPolicy } from '@lockstep/server'
import type { Given, Surroundings } from '../command'
import { exitCodes } from '../exit-code'
import { readSchemas, usualObjects } from '../read-schemas'
import { catalogDiffText } from '../text/catalog-diff-text'
import { namedObjects } from './catalog-pull'

/** Of a policy folder, or of a folder that holds the two files itself. */
const catalogIn = (folder: string): Catalog => {
  const place = [join(folder, 'catalog'), folder].find(
    (one) => existsSync(join(one, 'hubspot.json')) && existsSync(join(one, 'salesforce.json')),
  )
  if (place === undefined)
    throw new LockstepError('setting', `there is no catalog in \`${folder}\``, { help: 'name a folder that `lockstep catalog pull` wrote' })
  const read = (name: string) => readFileSync(join(place, name), 'utf8')
  const { catalog, problems } = parseCatalog(read('hubspot.json'), read('salesforce.json'))
  const [first] = problems
  if (catalog === undefined)
    throw new LockstepError('setting', `\`${first?.side}.json\` at \`${first?.path}\` ${first?.message}`, {
      help: 'write both schemas anew with `lockstep catalog pull`',
    })
  return catalog
}

const fresh = async (folder: string, before: Catalog, surroundings: Surroundings) => {
  const people = before.hubspot.owners !== undefined || before.salesforce.users !== undefined
  const { objects } = before.hubspot
  // A catalog of chosen objects is compared object by object; in one of the whole account a custom object that is not there is new.
  const custom =
    usualObjects.hubspot.every((name) => objects.some((one) => one.name === name)) || objects.some((one) => one.name.startsWith('p_'))
  return readSchemas(folder, { objects: namedObjects(folder), custom, people, asked: [] }, surroundings)
}

/** Runs `lockstep catalog diff`. */
export const diffCatalog = async (given: Given, surroundings: Surroundings): Promise<number> => {
  const { terminal, directory } = surroundings
  const folder = resolve(directory, given.positionals[1] ?? '.')
  const { files } = readPolicy(folder)
  const before = catalogIn(folder)
  const other = given.get('with')
  const { catalog: after, leftOut } =
    other === undefined ? await fresh(folder, before, surroundings) : { catalog: catalogIn(resolve(directory, other)), leftOut: [] }
  const sources = files.map((file) => ({ file: file.path, text: file.text }))
  const impact = policyImpact(sources, before, after)
  if (given.has('json')) terminal.json({ version: 1, ...impact, leftOut })
  else {
    for (const { side, part, why } of leftOut) terminal.say(`not seen: ${part} of ${side === 'hubspot' ? 'HubSpot' : 'Salesforce'}: ${why}`)
    const { data, message } = catalogDiffText(impact, sources, terminal.hasColour)
    if (data !== '') terminal.out(data)
    terminal.say(message)
  }
  if (impact.broken.length > 0) return exitCodes.error
  return impact.changes.length > 0 ? exitCodes.differences : exitCodes.done
}
