/** Snapshots of the world, run in the browser: take one, go back to one. */
import type { SnapshotInfo } from '../../world/snapshots'
import type { Tools } from './tools'

/** Fills the part of the page that keeps snapshots. Sent to the browser as text: refers to nothing outside itself. */
export function fillSnapshots({ make, labelled, call, act, refreshing, say }: Tools): void {
  const part = document.getElementById('snapshots')
  const name = make('input', { autocomplete: 'off', required: true, maxlength: '80', placeholder: 'before the merge' })
  const kept = make('ul', { 'aria-label': 'Snapshots' })
  const take = (event: Event): void => {
    event.preventDefault()
    const wanted = name.value
    act(`Snapshot “${wanted}” is taken.`, async () => {
      await call('/snapshots', { name: wanted })
      name.value = ''
    })
  }
  const row = (snapshot: SnapshotInfo): HTMLElement => {
    const place = encodeURIComponent(snapshot.name)
    const described = `${snapshot.name}, ${snapshot.at.replace('T', ' ').slice(0, 19)}, ${Math.ceil(snapshot.bytes / 1_000_000)} MB`
    return make('li', { class: 'row' }, [
      make('span', { text: described }),
      make('button', {
        type: 'button',
        text: 'Go back',
        'aria-label': `Go back to ${snapshot.name}`,
        on: {
          click: () => act(`The world is as it was in “${snapshot.name}”.`, () => call('/snapshots/restore', { name: snapshot.name })),
        },
      }),
      make('a', { href: `/snapshots/file?name=${place}`, download: '', text: 'Download', 'aria-label': `Download ${snapshot.name}` }),
      make('button', {
        type: 'button',
        text: 'Delete',
        'aria-label': `Delete ${snapshot.name}`,
        on: { click: () => act(`Snapshot “${snapshot.name}” is deleted.`, () => call(`/snapshots?name=${place}`, undefined, 'DELETE')) },
      }),
    ])
  }
  part?.append(
    make('form', { class: 'row', on: { submit: take } }, [labelled('Name', name), make('button', { text: 'Take a snapshot' })]),
    kept,
  )
  const show = async (): Promise<void> => {
    kept.replaceChildren(...((await call('/snapshots')) as readonly SnapshotInfo[]).map(row))
  }
  refreshing(show)
  show().catch((error: unknown) => say(String(error), true))
}
