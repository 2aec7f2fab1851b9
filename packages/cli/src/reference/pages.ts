/** The generated pages of `docs/reference`, by file name. */
import { commands } from '../commands'
import { commandsPage } from './commands-page'
import { diagnosticsPage } from './diagnostics-page'
import { editsPage } from './edits-page'
import { functionsPage } from './functions-page'
import { languagePage } from './language-page'
import { tablesPage } from './tables-page'

/** File name to Markdown. */
export const pages = (): ReadonlyMap<string, string> =>
  new Map([
    ['commands.md', commandsPage(commands)],
    ['diagnostics.md', diagnosticsPage()],
    ['edits.md', editsPage()],
    ['functions.md', functionsPage()],
    ['language.md', languagePage()],
    ['tables.md', tablesPage()],
  ])
