/** What Salesforce's administrators have set up, run in the browser: shown as text, set up as the text then says. */
import type { Tools } from './tools'

/** Fills the part of the page that holds rules. Sent to the browser as text: refers to nothing outside itself. */
export function fillRules({ make, labelled, call, act, refreshing, say }: Tools): void {
  type Rules = Readonly<Record<string, unknown>>
  const text = make('textarea', { rows: '8', spellcheck: 'false', autocomplete: 'off' })
  let shown = ''
  const show = async (): Promise<void> => {
    const now = JSON.stringify(await call('/rules'), null, 2)
    // What somebody is typing is not typed over.
    if (text.value === shown) text.value = now
    shown = now
  }
  const read = (): Rules => {
    const rules: unknown = JSON.parse(text.value.trim() === '' ? '{}' : text.value)
    if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) throw new Error('Rules are an object of JSON.')
    return rules as Rules
  }
  const setUp = (event: Event): void => {
    event.preventDefault()
    act('The rules are set up.', async () => {
      const rules = read()
      const before = (await call('/rules')) as Rules
      // A part that is no longer in the text is taken away.
      const gone = Object.keys(before).filter((key) => !(key in rules))
      const empty = gone.map((key) => [key, Array.isArray(before[key]) ? [] : {}])
      await call('/rules', { ...Object.fromEntries(empty), ...rules })
      shown = text.value
    })
  }
  document
    .getElementById('rules')
    ?.append(make('form', { on: { submit: setUp } }, [labelled('As in schema.json', text), make('button', { text: 'Set up' })]))
  refreshing(show)
  show().catch((error: unknown) => say(String(error), true))
}
