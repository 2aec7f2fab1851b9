/** Creates whose answer was lost, where Salesforce has no key field to find them by. */
import { afterEach, expect, test, vi } from 'vitest'
import { openPeople, type People } from './testing/people'

// A database is made for each test, which takes seconds where cores are few.
vi.setConfig({ testTimeout: 90_000 })

let open: People | undefined
afterEach(async () => {
  await open?.engine.close()
  open = undefined
})

const minute = 60_000
const start = async (fault: 'lost-after' | 'lost-before') => {
  const people = await openPeople({ isKeyed: false })
  open = people
  people.hubspot.create('contact', { email: 'ada@example.com', firstname: 'Ada', lastname: 'Byron', phone: null })
  people.faults.salesforce.push(fault)
  await people.engine.sync()
  const later = async (minutes: number) => {
    people.clock.pass(minutes * minute)
    await people.engine.sync()
    return people.salesforce.live('Lead').length
  }
  return { ...people, later }
}

test('one that arrived is found by its match key and linked, not made again', async () => {
  const people = await start('lost-after')
  expect([await people.later(2), await people.later(20), (await people.engine.why('ada@example.com')).record.state]).toEqual([
    1,
    1,
    'linked',
  ])
})

test('one that did not arrive is believed to be absent only after fifteen minutes, and then made once', async () => {
  const people = await start('lost-before')
  expect([await people.later(2), await people.later(10), await people.later(5), await people.later(30)]).toEqual([0, 0, 1, 1])
})
