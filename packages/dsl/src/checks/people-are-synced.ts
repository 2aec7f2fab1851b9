/** People are synced: activities and campaigns are about contacts that a sync links. */
import { report } from '../diagnostics/code'
import { withoutPeople } from '../diagnostics/codes/activities'
import type { Check } from './check'

export const peopleAreSynced: Check = {
  name: 'people-are-synced',
  needsCatalog: false,
  run: (bound) => {
    if (bound.syncs.some((sync) => sync.name === 'contact')) return []
    const [activity] = bound.activities
    return [
      ...(activity === undefined
        ? []
        : [report(withoutPeople, { what: 'activities' }, { file: activity.file, span: activity.node.type?.span ?? activity.node.span })]),
      ...bound.campaigns.flatMap(({ file, forms }) => {
        const [form] = forms
        return form === undefined ? [] : [report(withoutPeople, { what: 'members of campaigns' }, { file, span: form.node.span })]
      }),
    ]
  },
}
