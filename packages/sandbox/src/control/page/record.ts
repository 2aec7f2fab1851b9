/** One record on the page, run in the browser: its values to edit, what may be done with it, its history. */
import type { Commit } from '../../world/commit-log'
import type { FieldView, ObjectView, RecordView } from '../../world/view'
import type { Tools } from './tools'

export type ShownRecord = RecordView & {
  readonly history: readonly Commit[]
  readonly lists: readonly { readonly id: string; readonly name: string; readonly isMember: boolean }[]
}

export type RecordPlace = { readonly system: 'hubspot' | 'salesforce'; readonly object: ObjectView; readonly show: (id: string) => void }

export type ShowRecord = (place: RecordPlace, record: ShownRecord | undefined) => HTMLElement

/** Makes what shows a record, or, without one, a form for a new one. Sent to the browser as text: refers to nothing outside itself. */
export function recordShower({ make, labelled, call, act, who }: Tools): ShowRecord {
  const input = ({ name, options }: FieldView, value: string): HTMLInputElement | HTMLSelectElement => {
    if (options === undefined || (value !== '' && !options.includes(value))) return make('input', { name, value, autocomplete: 'off' })
    const select = make(
      'select',
      { name },
      ['', ...options].map((each) => make('option', { value: each, text: each })),
    )
    select.value = value
    return select
  }

  const fieldsOf = (object: ObjectView, values: Readonly<Record<string, string>>): HTMLElement => {
    const editable = object.fields.filter((field) => field.isEditable)
    const first = ({ name, isFirst }: FieldView): boolean => values[name] !== undefined || isFirst
    const row = (field: FieldView): HTMLElement => labelled(field.label, input(field, values[field.name] ?? ''))
    const rest = editable.filter((field) => !first(field))
    return make('div', { class: 'fields' }, [
      ...editable.filter(first).map(row),
      ...(rest.length === 0 ? [] : [make('details', {}, [make('summary', { text: `${rest.length} more fields` }), ...rest.map(row)])]),
    ])
  }

  /** What differs from before; an emptied field is set to nothing. */
  const changed = (form: HTMLFormElement, before: Readonly<Record<string, string>>): Record<string, string> => {
    const values: Record<string, string> = {}
    for (const [name, value] of new FormData(form)) if (String(value) !== (before[name] ?? '')) values[name] = String(value)
    return values
  }

  const asking = (label: string, button: string, done: string, send: (text: string) => Promise<unknown>): HTMLElement => {
    const field = make('input', { required: true, autocomplete: 'off' })
    const submit = (event: Event): void => {
      event.preventDefault()
      act(done, () => send(field.value.trim()))
    }
    return make('form', { class: 'row', on: { submit } }, [labelled(label, field), make('button', { text: button })])
  }

  const historyOf = ({ history }: ShownRecord): HTMLElement =>
    make('details', { open: true }, [
      make('summary', { text: `History (${history.length})` }),
      make(
        'ol',
        { class: 'history', reversed: true },
        [...history]
          .reverse()
          .map((each) =>
            make('li', {}, [
              make('b', { text: each.field === '*' ? String(each.to) : `${each.field}: ${each.from ?? '—'} → ${each.to ?? '—'}` }),
              make('small', { text: ` ${each.by}${each.call === undefined ? '' : `, call ${each.call}`}, ${each.time}` }),
            ]),
          ),
      ),
    ])

  return (place, record) => {
    const { system, object } = place
    const values = record?.values ?? {}
    const named = { system, object: object.name, by: who() }
    const save = (event: Event): void => {
      event.preventDefault()
      if (!(event.target instanceof HTMLFormElement)) return
      const body = { ...named, by: who(), ...(record === undefined ? {} : { id: record.id }), values: changed(event.target, values) }
      act(record === undefined ? 'Created.' : 'Saved.', async () => {
        const { id } = (await call('/edit', body)) as { readonly id: string }
        place.show(id)
      })
    }
    const title =
      record === undefined ? `New in ${object.label}` : object.titles.flatMap((name) => values[name] ?? []).join(' · ') || record.id
    const heading = make('h3', { text: title, tabindex: '-1' })
    if (record?.isDeleted === true) {
      const restore = (): void => act('Restored.', () => call('/restore', { ...named, by: who(), id: record.id }))
      const state = make('p', { text: `${record.id} — deleted` })
      return make('section', { class: 'record' }, [
        heading,
        state,
        make('button', { type: 'button', text: 'Restore', on: { click: restore } }),
        historyOf(record),
      ])
    }
    const form = make('form', { on: { submit: save } }, [
      fieldsOf(object, values),
      make('button', { class: 'main', text: record === undefined ? 'Create' : 'Save' }),
    ])
    if (record === undefined) return make('section', { class: 'record' }, [heading, form])
    const remove = (): void => act('Deleted.', () => call('/delete', { ...named, by: who(), id: record.id }))
    const merge = asking('Merge in the record with id', 'Merge', 'Merged.', async (loser) => {
      const { id } = (await call('/merge', { ...named, by: who(), winner: record.id, losers: [loser] })) as { readonly id: string }
      place.show(id)
    })
    const convert = (): void => act('Converted.', () => call('/convert', { lead: record.id, by: who() }))
    const lists = record.lists.map(({ id, name, isMember }) => {
      const text = `${isMember ? 'Take out of' : 'Put into'} list ${name}`
      const click = (): void =>
        act(isMember ? 'Taken out.' : 'Put in.', () => call('/membership', { list: id, ids: [record.id], member: !isMember, by: who() }))
      return make('button', { type: 'button', text, on: { click } })
    })
    const canConvert = system === 'salesforce' && object.name === 'Lead'
    return make('section', { class: 'record' }, [
      heading,
      make('p', { class: 'id', text: record.id }),
      form,
      make('div', { class: 'row' }, [
        make('button', { type: 'button', text: 'Delete', on: { click: remove } }),
        ...(canConvert ? [make('button', { type: 'button', text: 'Convert lead', on: { click: convert } })] : []),
        ...lists,
      ]),
      merge,
      historyOf(record),
    ])
  }
}
