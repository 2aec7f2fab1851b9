/** lockstep init: a new policy folder from a template. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { LockstepError } from '@lockstep/runtime'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
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

export const init: Command = {
  name: 'init',
  arguments: '[DIR]',
  about: 'make a new policy folder from a template',
  details: [
    'Writes policy.sync and .gitignore into DIR (the current folder by default), which must hold no policy yet. The template links people by email and creates nobody.',
  ],
  flags: [jsonFlag],
  positionals: { least: 0, most: 1 },
  run: async (given, { terminal, directory }) => {
    const folder = resolve(directory, given.positionals[0] ?? '.')
    if (existsSync(folder) && !statSync(folder).isDirectory())
      throw new LockstepError('setting', `\`${folder}\` is a file`, { help: 'name a folder' })
    if (existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.sync'))) {
      throw new LockstepError('setting', `\`${folder}\` holds a policy already`, { help: 'name another folder' })
    }
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'policy.sync'), policyTemplate, { flag: 'wx' })
    const written = ['policy.sync']
    if (!existsSync(join(folder, '.gitignore'))) {
      await writeFile(join(folder, '.gitignore'), ignored, { flag: 'wx' })
      written.push('.gitignore')
    }
    if (given.has('json')) terminal.json({ version: 1, folder, written })
    else
      terminal.out(
        [
          `A policy is in ${folder}.`,
          'Next: set HUBSPOT_ACCESS_TOKEN and the SALESFORCE_ settings, then',
          '  lockstep catalog pull   writes both schemas beside it',
          '  lockstep check          finds mistakes',
          '  lockstep plan           shows what would happen',
        ].join('\n'),
      )
    return exitCodes.done
  },
}
