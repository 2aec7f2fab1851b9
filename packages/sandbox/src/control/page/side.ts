/** One system's half of the page, run in the browser: its objects, a search, a list of records and the chosen one. */
import type { ObjectView } from '../../world/view'
import type { Listed } from '../browse'
import type { ShownRecord, ShowRecord } from './record'
import type { Tools } from './tools'

/** Fills the element with the system's records. Sent to the browser as text: refers to nothing outside itself. */
export function fillSide(
  { make, labelled, call, act, refreshing, say }: Tools,
  showRecord: ShowRecord,
  system: 'hubspot' | 'salesforce',
  objects: readonly ObjectView[],
): void {
  const side = document.getElementById(system)
  if (side === null) return
  let offset = 0
  let chosen: string | undefined
  const first = system === 'hubspot' ? 'contacts' : 'Contact'
  const select = make(
    'select',
    {},
    objects.map(({ name, label }) => make('option', { value: name, text: label, selected: name === first })),
  )
  const search = make('input', { type: 'search', autocomplete: 'off' })
  const list = make('ul', { class: 'records' })
  const shown = make('div')
  const turn = (by: number) => (): void => {
    offset = Math.max(0, offset + by)
    act('Shown.', async () => undefined)
  }
  const back = make('button', { type: 'button', text: 'Newer', on: { click: turn(-50) } })
  const more = make('button', { type: 'button', text: 'Older', on: { click: turn(50) } })

  const objectNow = (): ObjectView | undefined => objects.find(({ name }) => name === select.value)
  const address = (path: string, more: Record<string, string>): string =>
    `${path}?${new URLSearchParams({ system, object: select.value, ...more })}`

  const focusRecord = (): void => {
    const heading = shown.querySelector('h3')
    if (heading instanceof HTMLElement) heading.focus()
  }
  const draw = async (id: string | undefined): Promise<void> => {
    const object = objectNow()
    if (object === undefined) return
    const record = id === undefined ? undefined : ((await call(address('/record', { id }))) as ShownRecord)
    shown.replaceChildren(
      showRecord(
        {
          system,
          object,
          show: (next) => {
            chosen = next
          },
        },
        record,
      ),
    )
  }
  const open = (id: string | undefined): void => {
    chosen = id
    draw(id).then(focusRecord, (error: unknown) => say(String(error), true))
    for (const button of list.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.dataset['id'] === id))
  }
  const row = ({ id, title, isDeleted }: Listed): HTMLElement =>
    make('li', {}, [
      make('button', {
        type: 'button',
        'data-id': id,
        'aria-pressed': String(id === chosen),
        class: isDeleted ? 'deleted' : '',
        text: isDeleted ? `${title} (deleted)` : title,
        on: { click: () => open(id) },
      }),
    ])
  const refreshList = async (): Promise<void> => {
    const asked = address('/records', { search: search.value, offset: String(offset) })
    const answer = (await call(asked)) as { readonly records: readonly Listed[]; readonly more: boolean }
    const focused = list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset['id'] : undefined
    list.replaceChildren(...answer.records.map(row))
    if (answer.records.length === 0) list.append(make('li', { text: 'No records.' }))
    if (focused !== undefined) for (const button of list.querySelectorAll('button')) if (button.dataset['id'] === focused) button.focus()
    back.disabled = offset === 0
    more.disabled = !answer.more
  }
  /** An edit that somebody is at is left alone. */
  const isTouched = (): boolean =>
    [...shown.querySelectorAll('input')].some((field) => field.value !== field.defaultValue) || shown.contains(document.activeElement)

  const restart = (event: Event): void => {
    event.preventDefault()
    offset = 0
    act('Searched.', async () => undefined)
  }
  const another = (): void => {
    chosen = undefined
    shown.replaceChildren()
    offset = 0
    act('Shown.', async () => undefined)
  }
  select.addEventListener('change', another)
  const create = make('button', { type: 'button', text: 'New', on: { click: () => open(undefined) } })
  side.append(
    make('form', { class: 'row', role: 'search', on: { submit: restart } }, [
      labelled('Object', select),
      labelled('Search', search),
      make('button', { text: 'Search' }),
      create,
    ]),
    list,
    make('div', { class: 'row' }, [back, more]),
    shown,
  )
  refreshing(async () => {
    await refreshList()
    if (chosen !== undefined) await draw(chosen)
  })
  const follow = (): void => {
    const begun = performance.now()
    refreshList()
      .then(() => (chosen === undefined || isTouched() ? undefined : draw(chosen)))
      .catch((error: unknown) => say(String(error), true))
      // A search through very many records takes seconds, in which the sandbox answers nobody else.
      .finally(() => setTimeout(follow, Math.max(2_000, 20 * (performance.now() - begun))))
  }
  follow()
}
