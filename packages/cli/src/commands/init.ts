/** lockstep init: a new policy folder from a template, or proposed from both schemas. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Proposal, proposePolicy } from '@lockstep/dsl'
import { LockstepError } from '@lockstep/runtime'
import { readCatalog, writeBesidePolicy } from '@lockstep/server'
import type { Command, Surroundings } from '../command'
import { exitCodes } from '../exit-code'
import { readSchemas, usualObjects } from '../read-schemas'
import { saveChanges } from '../save-changes'
import { writeCatalog } from './catalog-pull'
import { jsonFlag } from './flags'

/** The template: it starts with little, since what is not written does not happen. */
export const policyTemplate = `# What Lockstep keeps in step between HubSpot and Salesforce. What is not written here does not happen.

policy "My company" {
  every 5 minutes
  salesforce budget 10_000 calls per day
  conflicts newest, then salesforce
  hold when deletes exceed 5%
}

# People: HubSpot contacts with Salesforce leads and contacts.
sync contact with Lead, Contact {
  match email = Email
  prefer Contact, then newest

  from hubspot {
    include when email is known
    on new     ignore
    on change  update
    on delete  ignore
  }

  from Lead {
    include when Email is known
    on new     link
    on change  update
    on delete  ignore
  }

  from Contact same as Lead

  map {
    email      <->  Email
    firstname  <->  FirstName
    lastname   <->  LastName default "[unknown]"
    phone      <->  Phone    prefer salesforce unless blank
  }
}
`

const ignored = "# Lockstep's own store and anything secret stay out of git.\n.lockstep/\n.env\n*.plan.json\n"

/** What goes into the folder, and what is said of it. */
type Start = {
  readonly policy: string
  readonly written: readonly string[]
  readonly said: readonly string[]
  readonly syncs: Proposal['syncs']
}

const fromTemplate: Start = {
  policy: policyTemplate,
  written: [],
  said: [
    'Next: set HUBSPOT_ACCESS_TOKEN and the SALESFORCE_ settings, then',
    '  lockstep catalog pull   writes both schemas beside it',
    '  lockstep check          finds mistakes',
    '  lockstep plan           shows what would happen',
  ],
  syncs: [],
}

/** From the catalog that the folder has, else from both systems, whose catalog is then written beside the policy. */
const fromSchemas = async (folder: string, surroundings: Surroundings): Promise<Start> => {
  const { catalog: present, problem } = readCatalog(folder)
  if (problem !== null) throw new LockstepError('setting', problem, { help: 'write both schemas anew with `lockstep catalog pull`' })
  const wanted = { objects: usualObjects, custom: true, people: false, asked: [] }
  const catalog = present ?? (await readSchemas(folder, wanted, surroundings)).catalog
  const { text, syncs, remaining } = proposePolicy(catalog)
  const written = present === null ? await writeCatalog(folder, catalog) : []
  const open = remaining.length === 0 ? '' : ` (${remaining.length} ${remaining.length === 1 ? 'warning is' : 'warnings are'} left for you)`
  return {
    policy: text,
    written,
    said: [
      syncs.length === 0
        ? 'Both schemas have no object in common, so there is nothing to sync in it.'
        : `It proposes ${syncs.map((one) => `${one.hubspot} with ${one.salesforce.join(' and ')}`).join(', ')}. It creates and deletes nothing until you say so.`,
      'Next: read it line by line and change what does not fit, then',
      `  lockstep check   finds mistakes${open}`,
      '  lockstep plan    shows what would happen',
    ],
    syncs,
  }
}

export const init: Command = {
  name: 'init',
  arguments: '[DIR]',
  about: 'make a new policy folder from a template, or from both schemas',
  details: [
    'Writes policy.sync and .gitignore into DIR (the current folder by default), which must hold no policy yet. The template links people by email and creates nobody.',
    'With `--from-schemas` the policy is a proposal: fields with the same meaning, name or label are mapped as far as their types allow, options that match become tables of values, and comments tell each guess, what is left out and why, and what Salesforce requires. It has no errors, links what matches and creates nothing. It reads the catalog in DIR, or both systems where there is none, and then writes that catalog (without owners and users).',
  ],
  flags: [jsonFlag, { name: 'from-schemas', about: 'propose a policy from the schemas of both systems' }],
  positionals: { least: 0, most: 1 },
  run: async (given, surroundings) => {
    const { terminal, directory } = surroundings
    const folder = resolve(directory, given.positionals[0] ?? '.')
    if (existsSync(folder) && !statSync(folder).isDirectory())
      throw new LockstepError('setting', `\`${folder}\` is a file`, { help: 'name a folder' })
    if (existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.sync'))) {
      throw new LockstepError('setting', `\`${folder}\` holds a policy already`, { help: 'name another folder' })
    }
    const { policy, written: before, said, syncs } = given.has('from-schemas') ? await fromSchemas(folder, surroundings) : fromTemplate
    await mkdir(folder, { recursive: true })
    await saveChanges(folder, [{ path: 'policy.sync', text: policy, base: null }])
    const written = ['policy.sync', ...before]
    if (!existsSync(join(folder, '.gitignore'))) {
      await writeBesidePolicy(folder, [{ path: '.gitignore', text: ignored }])
      written.push('.gitignore')
    }
    if (given.has('json')) terminal.json({ version: 1, folder, written, ...(given.has('from-schemas') ? { syncs } : {}) })
    else terminal.out([`A policy is in ${folder}.`, ...said].join('\n'))
    return exitCodes.done
  },
}
