/** The policy page in a real browser: text and graph are one, problems lead to their place, saving never overwrites someone else. */
import { formatText } from '@lockstep/dsl'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { policyFiles } from './people'
import { typeAtEndOfLine, type Visit, visit } from './visit'
import { startWorld, type World } from './world'

let world: World
let browser: Visit

beforeAll(async () => {
  world = await startWorld()
  browser = await visit(world)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

test('the text and its graph are shown side by side, with what is to be warned of', async () => {
  const { page } = browser
  await page.locator('.view-line').first().waitFor()
  await page.locator('[data-graph-row="hs_lead_status"]').waitFor()
  expect(await page.getByRole('tab').allTextContents()).toEqual(['people.sync', 'policy.sync', 'tables.sync'])
  expect(await page.locator('.object-name').allTextContents()).toEqual(['contact', 'Lead'])
  expect(await page.locator('.object-node').first().locator('.object-row').allTextContents()).toEqual([
    'email',
    'firstname',
    'lastname',
    'phone',
    'company',
    'hs_lead_status',
  ])
  expect(await page.locator('.problems-count').textContent()).toBe('1 warning')
})

test('a field chosen in the graph reveals its line, and the cursor in the text chooses the mapping', async () => {
  const { page } = browser
  await page.locator('[data-graph-row="phone"]').click()
  await page.locator('.revealed-line').waitFor()
  expect(await page.locator('.object-row.is-chosen').allTextContents()).toEqual(['phone'])
  await page.locator('.view-line', { hasText: 'lastname' }).first().click()
  await page.locator('[data-graph-row="LastName"].is-chosen').waitFor()
  expect(await page.locator('.object-row.is-chosen').allTextContents()).toEqual(['lastname', 'LastName'])
})

test('the outline says the same as the graph and leads to the text', async () => {
  const { page } = browser
  await page.getByRole('button', { name: 'Outline' }).click()
  const outline = page.getByRole('navigation', { name: 'Outline' })
  await outline.getByRole('button', { name: /phone/ }).click()
  expect(await page.locator('.object-row.is-chosen').allTextContents()).toEqual(['phone', 'Phone'])
  await page.getByRole('button', { name: 'Outline' }).click()
})

test('the arrow keys go through the graph, and Enter chooses', async () => {
  const { page } = browser
  await page.locator('[data-graph-item]').first().focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-graph-item'))).toBe('values:lead_status')
  await page.locator('.list-node.is-chosen').waitFor()
  expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('tables.sync')
  await page.getByRole('tab', { name: 'people.sync' }).click()
})

test('a slip is reported as one types, dims its block, and leads to its place', async () => {
  const { page } = browser
  await typeAtEndOfLine(page, 'firstname', ' sometimes')
  await page.locator('.problem .severity-error').first().waitFor()
  await page.locator('.object-node.is-stale').first().waitFor()
  expect(await page.locator('[data-graph-row="hs_lead_status"]').count()).toBe(1)
  await page.locator('.view-line').first().click()
  await page.locator('.problem').first().click()
  await page.locator('.view-line', { hasText: 'sometimes' }).first().waitFor()
  for (let back = 0; back < ' sometimes'.length; back += 1) await page.keyboard.press('Control+z')
  await page.locator('.object-node.is-stale').first().waitFor({ state: 'detached' })
  expect(await page.locator('.problem .severity-error').count()).toBe(0)
})

test('suggestions come from the catalog', async () => {
  const { page } = browser
  await typeAtEndOfLine(page, 'hs_lead_status', '\njobt')
  await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'jobtitle' }).first().waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.type(' <-> Titl')
  await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'Title' }).first().waitFor()
  await page.keyboard.press('Tab')
  await page.locator('[data-graph-row="Title"]').waitFor()
  expect(await page.locator('.problem .severity-error').count()).toBe(0)
})

test('hovering over a property tells what it is', async () => {
  const { page } = browser
  // The word itself: how far right it stands depends on the fonts of the machine.
  await page.locator('.view-line span span', { hasText: 'jobtitle' }).first().hover()
  await page.locator('.monaco-hover:visible', { hasText: 'Job' }).first().waitFor()
  await page.keyboard.press('Escape')
})

test('F12 leads from a name to its declaration in another file, and a block folds', async () => {
  const { page } = browser
  await page.locator('.view-line', { hasText: 'using lead_status' }).first().click()
  await page.keyboard.press('End')
  await page.keyboard.press('F12')
  await page.getByRole('tab', { name: 'tables.sync', selected: true }).waitFor()
  await page.locator('.revealed-line').waitFor()
  await page.keyboard.press('Control+Shift+BracketLeft')
  await page.locator('.view-line', { hasText: 'otherwise error' }).waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Shift+BracketRight')
  await page.locator('.view-line', { hasText: 'otherwise error' }).waitFor()
  await page.getByRole('tab', { name: 'people.sync' }).click()
  await page.locator('.view-line', { hasText: 'using lead_status' }).first().waitFor()
})

test('format lines the mapping up with the others, and saving writes the folder', async () => {
  const { page } = browser
  await page.getByRole('button', { name: 'Format' }).click()
  await page.getByText('The file is formatted.').waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText('people.sync is saved.').waitFor()
  const typed = (policyFiles['people.sync'] ?? '').replace('using lead_status\n', 'using lead_status\n    jobtitle <-> Title\n')
  expect(world.read('people.sync')).toBe(formatText({ file: 'people.sync', text: typed }))
})

test('a file changed by someone else is never overwritten without asking', async () => {
  const { page } = browser
  await typeAtEndOfLine(page, 'jobtitle', '  # mine')
  const theirs = `# theirs\n${policyFiles['people.sync'] ?? ''}`
  world.write('people.sync', theirs)
  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog', { name: 'people.sync was changed by someone else' })
  await dialog.waitFor()
  expect(await dialog.locator('.compare-side').count()).toBe(2)
  expect(world.read('people.sync')).toBe(theirs)
  await dialog.getByRole('button', { name: 'Take the text of the folder' }).click()
  await page.locator('.view-line', { hasText: '# theirs' }).first().waitFor()
  expect(await page.locator('.unsaved').count()).toBe(0)
  await page.locator('.view-line', { hasText: '# theirs' }).first().click()
  await page.keyboard.press('Control+z')
  await page.locator('.view-line', { hasText: '# mine' }).first().waitFor()
  world.write('people.sync', policyFiles['people.sync'] ?? '')
})

test('a new file is a tab at once and reaches the folder when it is saved', async () => {
  const { page } = browser
  await page.getByRole('button', { name: 'New file' }).click()
  await page.getByLabel('File name').fill('people')
  await page.keyboard.press('Enter')
  expect(await page.getByRole('dialog').getByRole('alert').textContent()).toBe('A file of this name is open already.')
  await page.getByLabel('File name').fill('notes')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: /notes\.sync/ }).waitFor()
  await page.locator('.text-pane .monaco-editor').click()
  await page.keyboard.type('# Nothing yet.')
  await page.keyboard.press('Control+s')
  await page.getByText('notes.sync is saved.').waitFor()
  expect(world.read('notes.sync')).toBe('# Nothing yet.')
})

test('each view stands alone, and dark colours are remembered', async () => {
  const { page } = browser
  await page.getByRole('button', { name: 'Text', exact: true }).click()
  expect([await page.locator('.text-pane').count(), await page.locator('.graph-canvas').count()]).toEqual([1, 0])
  await page.getByRole('button', { name: 'Graph', exact: true }).click()
  expect([await page.locator('.text-pane').count(), await page.locator('.graph-canvas').count()]).toEqual([0, 1])
  await page.getByRole('button', { name: 'Both', exact: true }).click()
  await page.getByRole('button', { name: 'Switch to dark colours' }).click()
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
  await page.getByRole('button', { name: 'Switch to light colours' }).click()
})

test('the browser had nothing to complain about but the conflict that was made', () => {
  expect(browser.complaints.filter((each) => !each.includes('409'))).toEqual([])
})
