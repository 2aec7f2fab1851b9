/** lockstep catalog: pulls both schemas into the policy folder, and tells what a changed schema does to the policy. */
import { LockstepError } from '@lockstep/runtime'
import type { Command } from '../command'
import { diffCatalog } from './catalog-diff'
import { pullCatalog } from './catalog-pull'
import { jsonFlag } from './flags'

export const catalog: Command = {
  name: 'catalog',
  arguments: 'pull|diff [DIR]',
  about: 'write both schemas into catalog/, or tell what a changed schema breaks',
  details: [
    '`pull` reads objects, properties, types, lengths, options, record types, pipelines, association labels, lists, forms, campaigns, owners and users of both systems into `catalog/hubspot.json` and `catalog/salesforce.json`, which are meant to be kept in git beside the policy. They hold no records and no secrets. Names and emails of owners and users are personal data: `--no-people` leaves them out.',
    'It reads the usual objects, all custom objects of HubSpot, and those that the policy or the present catalog names; `--object` adds one (custom objects of Salesforce need it once), `--only` reads no others. What the login may not see is left out and told.',
    '`diff` compares the catalog with both systems as they are now (custom objects of HubSpot that are new among it, unless only chosen objects were pulled), or offline with another folder by `--with`, and checks the policy against both: what was added, removed and changed, which lines it breaks, and which name something that changed. It writes nothing. Exits 0 where nothing differs, 2 where something does, 1 where the policy breaks.',
  ],
  flags: [
    jsonFlag,
    {
      name: 'object',
      value: 'NAME',
      repeatable: true,
      about: 'pull: read this object too, as `contact`, `p_subscription`, `Lead` or `Subscription__c`',
    },
    { name: 'only', about: 'pull: read only the objects named by --object' },
    { name: 'no-people', about: 'pull: leave out owners and users' },
    { name: 'with', value: 'FOLDER', about: 'diff: compare with the catalog in this folder, offline' },
  ],
  positionals: { least: 1, most: 2 },
  run: (given, surroundings) => {
    const [verb] = given.positionals
    const wrong = (['object', 'only', 'no-people'] as const).find((flag) => given.has(flag))
    if (verb === 'pull' && given.has('with'))
      throw new LockstepError('setting', '`--with` belongs to `lockstep catalog diff`', { help: 'leave it out' })
    if (verb === 'pull') return pullCatalog(given, surroundings)
    if (verb === 'diff' && wrong !== undefined)
      throw new LockstepError('setting', `\`--${wrong}\` belongs to \`lockstep catalog pull\``, { help: 'leave it out' })
    if (verb === 'diff') return diffCatalog(given, surroundings)
    throw new LockstepError('setting', `\`lockstep catalog\` does not know \`${verb}\``, {
      help: 'use `lockstep catalog pull` or `lockstep catalog diff`',
    })
  },
}
