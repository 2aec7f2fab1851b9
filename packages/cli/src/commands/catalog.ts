/** lockstep catalog pull: writes both schemas into the policy folder. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { LockstepError } from '@lockstep/runtime'
import { createConnections, readSettings } from '@lockstep/server'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { jsonFlag } from './flags'

const HUBSPOT_OBJECTS = ['contact', 'company']
const SALESFORCE_OBJECTS = ['Lead', 'Contact', 'Account', 'Opportunity', 'OpportunityContactRole', 'User']

export const catalog: Command = {
  name: 'catalog',
  arguments: 'pull [DIR]',
  about: 'write both schemas into catalog/, for checks that run offline',
  details: [
    'Reads objects, properties, types, lengths, options and lists of both systems. The files are meant to be kept in git beside the policy; they hold no records and no secrets.',
  ],
  flags: [jsonFlag],
  positionals: { least: 1, most: 2 },
  run: async (given, { terminal, directory, environment }) => {
    if (given.positionals[0] !== 'pull')
      throw new LockstepError('setting', `\`lockstep catalog\` does not know \`${given.positionals[0]}\``, {
        help: 'use `lockstep catalog pull`',
      })
    const folder = resolve(directory, given.positionals[1] ?? '.')
    const { connectors } = createConnections(readSettings(folder, environment), false)
    const [hubspot, salesforce] = await Promise.all([
      connectors.hubspot.catalog(HUBSPOT_OBJECTS),
      connectors.salesforce.catalog(SALESFORCE_OBJECTS),
    ])
    const target = join(folder, 'catalog')
    await mkdir(target, { recursive: true })
    for (const [name, value] of [
      ['hubspot', hubspot],
      ['salesforce', salesforce],
    ] as const) {
      const draft = join(target, `${name}.json.${process.pid}.tmp`)
      await writeFile(draft, `${JSON.stringify(value, null, 1)}\n`)
      await rename(draft, join(target, `${name}.json`))
    }
    if (given.has('json')) terminal.json({ version: 1, folder: target })
    else terminal.out(`Both schemas are in ${target}.`)
    return exitCodes.done
  },
}
