/** Formats a file through its editor model where there is one, so that undo works. */

import { asFailure } from '../../api/resource'
import { askLanguage } from '../../document/language-client'
import { editText, type OpenFile, textHost } from '../../document/policy-store'
import { announce } from '../../ui/announce'
import { s } from '../../ui/strings'

export const formatActive = async (file: OpenFile): Promise<void> => {
  try {
    const found = await askLanguage<'format'>({ kind: 'format', path: file.path, text: file.text })
    if (found === null) return announce(s.policy.formatRefused, 'bad')
    if (found.edits.length === 0) return announce(s.policy.formatSame)
    if (textHost.get()?.edit(file.path, file.text, found.edits) !== true) editText(file.path, found.text)
    announce(s.policy.formatted, 'good')
  } catch (error) {
    announce(asFailure(error).message, 'bad')
  }
}
