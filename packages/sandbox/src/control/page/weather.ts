/** The clock, the faults and the log of commits, run in the browser. */
import type { Commit } from '../../world/commit-log'
import type { Fault } from '../../world/faults'
import type { Tools } from './tools'

/** Fills the parts of the page that are of neither system. Sent to the browser as text: refers to nothing outside itself. */
export function fillWeather({ make, labelled, call, act, refreshing, say }: Tools, kinds: readonly string[]): void {
  const part = (id: string, children: readonly Node[]): void => document.getElementById(id)?.append(...children)

  const time = make('output', { 'aria-label': 'Time in the world' })
  const frozen = make('button', { type: 'button', 'aria-pressed': 'false', text: 'Stop the clock' })
  frozen.addEventListener('click', () => act('Done.', () => call('/clock', { freeze: frozen.getAttribute('aria-pressed') !== 'true' })))
  const ahead = ['1m', '15m', '1h', '24h'].map((advance) =>
    make('button', {
      type: 'button',
      text: `+${advance}`,
      on: { click: () => act(`The clock moved by ${advance}.`, () => call('/clock', { advance })) },
    }),
  )
  part('clock', [time, frozen, ...ahead])
  const showClock = async (): Promise<void> => {
    const state = (await call('/clock')) as { readonly now: string; readonly frozen: boolean }
    time.textContent = state.now.replace('T', ' ').slice(0, 19)
    frozen.setAttribute('aria-pressed', String(state.frozen))
  }

  const options = (values: readonly (readonly [string, string])[]): HTMLElement[] =>
    values.map(([value, text]) => make('option', { value, text }))
  const system = make(
    'select',
    {},
    options([
      ['', 'both'],
      ['hubspot', 'HubSpot'],
      ['salesforce', 'Salesforce'],
    ]),
  )
  const kind = make('select', {}, options(kinds.map((each) => [each, each])))
  const match = make('input', { autocomplete: 'off', placeholder: 'POST /crm/v3/objects/contacts' })
  const times = make('input', { type: 'number', min: '1', value: '1' })
  const armed = make('ul', { 'aria-label': 'Armed faults' })
  const arm = (event: Event): void => {
    event.preventDefault()
    const fault = {
      kind: kind.value,
      match: match.value,
      times: Number(times.value),
      ...(system.value === '' ? {} : { system: system.value }),
    }
    act('The fault is armed.', () => call('/faults', fault))
  }
  part('faults', [
    make('form', { class: 'row', on: { submit: arm } }, [
      labelled('Strikes', system),
      labelled('Kind', kind),
      labelled('Requests with', match),
      labelled('Times', times),
      make('button', { text: 'Arm' }),
      make('button', {
        type: 'button',
        text: 'Disarm all',
        on: { click: () => act('No fault is armed.', () => call('/faults', undefined, 'DELETE')) },
      }),
    ]),
    armed,
  ])
  const showFaults = async (): Promise<void> => {
    const faults = (await call('/faults')) as readonly Fault[]
    armed.replaceChildren(
      ...faults.map((each) =>
        make('li', { text: `${each.kind} × ${each.times} on ${each.system ?? 'both'}: ${each.match || 'any request'}` }),
      ),
    )
  }

  const body = make('tbody')
  const head = ['Time', 'System', 'Record', 'What', 'Who'].map((text) => make('th', { scope: 'col', text }))
  part('log', [
    make('table', {}, [
      make('caption', { text: 'The last 100 writes, the newest first' }),
      make('thead', {}, [make('tr', {}, head)]),
      body,
    ]),
  ])
  const cells = ({ time: at, system: where, object, id, field, from, to, by, call: number }: Commit): string[] => [
    at.slice(11, 19),
    where === 'hubspot' ? 'HubSpot' : 'Salesforce',
    `${object} ${id}`,
    field === '*' ? String(to) : `${field}: ${from ?? '—'} → ${to ?? '—'}`,
    number === undefined ? by : `${by}, call ${number}`,
  ]
  let before = ''
  const showLog = async (): Promise<void> => {
    const commits = (await call('/commits?last=100')) as readonly Commit[]
    const text = JSON.stringify(commits)
    if (text === before) return
    before = text
    const rows = [...commits].reverse().map((commit) =>
      make(
        'tr',
        { class: commit.call === undefined ? 'person' : 'api' },
        cells(commit).map((cell) => make('td', { text: cell })),
      ),
    )
    body.replaceChildren(...rows)
  }

  const all = async (): Promise<void> => {
    await Promise.all([showClock(), showFaults(), showLog()])
  }
  refreshing(all)
  const follow = (): void => {
    all()
      .catch((error: unknown) => say(String(error), true))
      .finally(() => setTimeout(follow, 1_000))
  }
  follow()
}
