/** The generated pages, and their pictures, of `docs/reference`, by file name. */
import { loadCommands } from '../commands'
import { catalogPage } from './catalog-page'
import { commandsPage } from './commands-page'
import { diagnosticsPage } from './diagnostics-page'
import { editsPage } from './edits-page'
import { functionsPage } from './functions-page'
import { grammarPages } from './grammar-page'
import { languagePage } from './language-page'
import { tablesPage } from './tables-page'

/** File name to text. */
export const pages = async (): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ['catalog.md', catalogPage()],
    ['commands.md', commandsPage(await loadCommands())],
    ['diagnostics.md', diagnosticsPage()],
    ['edits.md', editsPage()],
    ['functions.md', functionsPage()],
    ...grammarPages(),
    ['language.md', languagePage()],
    ['tables.md', tablesPage()],
  ])
