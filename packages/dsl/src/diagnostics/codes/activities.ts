/** Codes LS4xxx: meaning, of activities and campaigns. */
import { type Code, code } from '../code'

export const activityWithoutProperties = code({
  code: 'LS4040',
  name: 'activity-without-properties',
  severity: 'error',
  message: ({ type }: { type: string }) => `\`${type}\` is an event without properties that could be asked or mapped`,
  help: () => 'remove this part; the event crosses as it is',
  doc: {
    text: 'Form submissions, marketing emails and the like are told on a timeline. They have no properties that an expression or a mapping could name.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  form_submission -> Task when hubspot.name is known\n}\n',
    right: 'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  form_submission -> Task\n}\n',
  },
})

export const oneWayOnly = code({
  code: 'LS4041',
  name: 'one-way-only',
  severity: 'error',
  message: ({ what }: { what: string }) => `${what} goes to Salesforce only`,
  help: () => 'write `->`',
  doc: {
    text: 'Nothing in Salesforce can become an event of a timeline, and leaving a campaign is no trigger.',
    wrong: 'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  marketing_email <-> Task\n}\n',
    right: 'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  marketing_email -> Task\n}\n',
  },
})

export const activitiesOverlap = code({
  code: 'LS4042',
  name: 'activities-overlap',
  severity: 'error',
  message: ({ what }: { what: string }) => `${what} belongs to two lines`,
  help: () => 'give each line a subtype of its own, or turn one of the arrows',
  doc: {
    text: 'Each task belongs to one line, told by its subtype, and each HubSpot activity becomes one thing. Two lines would make it twice.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  call <-> Task.Call\n  task <-> Task.Call\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  call <-> Task.Call\n  task <-> Task.Task\n}\n',
  },
})

export const arrowAgainstActivity = code({
  code: 'LS4043',
  name: 'arrow-against-activity',
  severity: 'error',
  message: ({ arrow, activity }: { arrow: string; activity: string }) =>
    `\`${arrow}\` carries against \`${activity}\`, the arrow of the activity`,
  help: () => 'use the same direction, or widen the arrow of the activity',
  doc: {
    text: 'The mappings of an activity carry only where the activity itself is carried.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  call -> Task.Call {\n    map {\n      hs_call_title <-> Subject\n    }\n  }\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  call -> Task.Call {\n    map {\n      hs_call_title -> Subject\n    }\n  }\n}\n',
  },
})

export const withoutPeople = code({
  code: 'LS4044',
  name: 'without-people',
  severity: 'error',
  message: ({ what }: { what: string }) => `${what} belong to people, and no contacts are synced`,
  help: () => 'write `sync contact with ...`',
  doc: {
    text: 'An activity or a campaign member is about a person. It waits until that person is linked, and without a sync of contacts nobody ever is.',
    wrong: 'activities {\n  meeting <-> Event\n}\n',
    right: 'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  meeting <-> Event\n}\n',
  },
})

export const activityDeletes = code({
  code: 'LS4045',
  name: 'delete-without-way',
  severity: 'warning',
  message: ({ from }: { from: string }) => `nothing is deleted by this line: no activities come from ${from}`,
  help: () => 'write `ignore`, or let the activity cross both ways',
  doc: {
    text: '`on delete delete` carries deletes of activities that crossed; with a one-way arrow only those of the side it comes from.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  form_submission -> Task {\n    on delete delete\n  }\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  form_submission -> Task {\n    on delete ignore\n  }\n}\n',
  },
})

export const ACTIVITIES_CODES: readonly Code<never>[] = [
  activityWithoutProperties,
  oneWayOnly,
  activitiesOverlap,
  arrowAgainstActivity,
  withoutPeople,
  activityDeletes,
]
