/** The generated pages of `docs/reference`, by file name. */
import { loadCommands } from '../commands'
import { commandsPage } from './commands-page'
import { diagnosticsPage } from './diagnostics-page'
import { editsPage } from './edits-page'
import { functionsPage } from './functions-page'
import { languagePage } from './language-page'
import { tablesPage } from './tables-page'

/** File name to Markdown. */
export const pages = async (): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ['commands.md', commandsPage(await loadCommands())],
    ['diagnostics.md', diagnosticsPage()],
    ['edits.md', editsPage()],
    ['functions.md', functionsPage()],
    ['language.md', languagePage()],
    ['tables.md', tablesPage()],
  ])
