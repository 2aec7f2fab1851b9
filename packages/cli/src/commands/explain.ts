/** lockstep explain: the page of a diagnostic code. */
import { CODES } from '@lockstep/dsl'
import { LockstepError } from '@lockstep/runtime'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { jsonFlag } from './flags'

export const explain: Command = {
  name: 'explain',
  arguments: 'CODE',
  about: 'what a diagnostic code means, with a wrong and a right example',
  details: ['CODE is a number such as LS2003, or its name.'],
  flags: [jsonFlag],
  positionals: { least: 1, most: 1 },
  run: (given, { terminal }) => {
    const wanted = given.positionals[0] ?? ''
    const found = CODES.find((code) => code.code === wanted.toUpperCase() || code.name === wanted)
    if (found === undefined)
      throw new LockstepError('not-found', `there is no diagnostic code \`${wanted}\``, { help: 'codes look like LS2003' })
    const { code, name, severity, doc } = found
    const indent = (text: string): string => text.replace(/^/gm, '  ')
    if (given.has('json')) terminal.json({ version: 1, code, name, severity, ...doc })
    else
      terminal.out(
        [`${code} ${name} (${severity})`, '', doc.text, '', 'Wrong:', '', indent(doc.wrong), '', 'Right:', '', indent(doc.right)].join(
          '\n',
        ),
      )
    return Promise.resolve(exitCodes.done)
  },
}
