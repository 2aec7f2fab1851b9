/** People alone meet several: only a contact is synced with two Salesforce objects, leads and contacts. */
import { report } from '../diagnostics/code'
import { severalObjects } from '../diagnostics/codes/objects'
import type { Check } from './check'

const PEOPLE: readonly string[] = ['Lead', 'Contact']

export const peopleAloneMeetSeveral: Check = {
  name: 'people-alone-meet-several',
  needsCatalog: true,
  run: (bound) =>
    bound.syncs.flatMap((sync) => {
      const second = sync.node.salesforce.find((one) => one.value !== sync.salesforceNames[0])
      const isOfPeople = sync.name === 'contact' && sync.salesforceNames.every((name) => PEOPLE.includes(name))
      // A head with a name that nobody knows has been reported.
      if (second === undefined || isOfPeople || sync.hubspot === undefined || sync.salesforce.length < sync.salesforceNames.length)
        return []
      const stranger = sync.name === 'contact' ? sync.node.salesforce.find((one) => !PEOPLE.includes(one.value)) : second
      return [report(severalObjects, { object: sync.name }, { file: sync.file, span: (stranger ?? second).span })]
    }),
}
