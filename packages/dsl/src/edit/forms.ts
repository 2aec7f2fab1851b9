/** Forms: how each statement is written, as data; printing, reading, checking and the reference all follow it. */
import { HOLD_KINDS } from '../syntax/keywords'
import { type Form, form } from './form'
import type { OptionForm } from './form-parts'
import {
  choice,
  count,
  expression,
  fields,
  flag,
  group,
  limit,
  list,
  name,
  number,
  options,
  path,
  scalar,
  scalars,
  text,
  unit,
  variant,
} from './form-parts'

const SIDES = ['hubspot', 'salesforce'] as const
const ARROWS = ['<->', '->', '<-', 'off'] as const

/** The options of a mapping, in the order in which new ones are written. */
export const MAPPING_OPTIONS: readonly OptionForm[] = [
  { kind: 'prefer', parts: ['prefer', choice('side', SIDES), 'unless blank'] },
  { kind: 'using', parts: ['using', name('name'), group('by', 'by', name('by'))] },
  { kind: 'default', parts: ['default', expression('value')] },
  { kind: 'when', parts: ['when', expression('condition')] },
  { kind: 'once', parts: ['once'] },
  {
    kind: 'sticky',
    parts: [
      'sticky',
      expression('value'),
      group('until', 'until', choice('until', SIDES), 'clears'),
      flag('evenWhenPaused', 'even when paused'),
    ],
  },
  { kind: 'required', parts: ['required'] },
]

/** The options of an association. */
export const ASSOCIATE_OPTIONS: readonly OptionForm[] = [
  { kind: 'label', parts: ['label', text('label')] },
  { kind: 'role', parts: ['role', text('role')] },
  { kind: 'required', parts: ['required'] },
]

const CARRYING = ['<->', '->', '<-'] as const
const UNIT_OF_TIME = ['then', number('count'), unit('unit', 'count'), 'pass']
const TARGETS = { 'record-type': 'record type', master: 'record type master', 'support-process': 'support process' }
const VERBS = ['creates', 'changes', 'deletes', 'restores', 'merges', 'converts', 'adds', 'removes'] as const

const conflicts = ['conflicts', choice('first', ['newest', ...SIDES]), group('then', ', then', choice('then', SIDES))]
const hold = ['hold when', choice('what', HOLD_KINDS), 'exceed', limit('limit')]

/** By place, and within it in the order in which a new statement takes its place among others. */
export const FORMS: readonly Form[] = [
  form('file', 'policy', ['policy', text('name')], { opens: 'policy' }),
  form('file', 'sync', ['sync', name('hubspot'), 'with', list('salesforce', 'name')], { opens: 'sync' }),
  form('file', 'lifecycle', ['lifecycle', name('object'), '.', name('property')], { opens: 'lifecycle' }),
  form('file', 'values', ['values', name('name')], { opens: 'values' }),
  form('file', 'activities', ['activities'], { opens: 'activities' }),
  form('file', 'campaigns', ['campaigns'], { opens: 'campaigns' }),
  form('file', 'policy-test', ['test', text('name')], { opens: 'test' }),

  form('policy', 'every', ['every', number('count'), unit('unit', 'count')]),
  form('policy', 'budget', [choice('side', SIDES), 'budget', number('calls'), 'calls per day']),
  form('policy', 'creates-companies', ['hubspot creates companies', choice('answer', ['yes', 'no'])]),
  form('policy', 'conflicts', conflicts),
  form('policy', 'hold', hold),

  form('sync', 'match', ['match', path('hubspot'), '=', path('salesforce')], { by: 'key' }),
  form('sync', 'match', ['match through', name('object')], { by: 'through' }),
  form('sync', 'match', ['match none'], { by: 'none' }),
  form('sync', 'prefer', ['prefer', list('choices', 'name', ', then')]),
  form('sync', 'conflicts', conflicts),
  form('sync', 'hold', hold),
  form('sync', 'from', ['from', name('object'), group('sameAs', 'same as', name('sameAs'))], { opens: 'from', blockless: 'sameAs' }),
  form('sync', 'map', ['map'], { opens: 'map' }),
  form(
    'sync',
    'pipeline',
    ['pipeline', text('pipeline'), choice('arrow', CARRYING), variant('target', TARGETS, ['record-type', 'support-process'])],
    { opens: 'pipeline' },
  ),
  form('sync', 'associate', ['associate', name('object'), choice('arrow', CARRYING), path('field'), options('options', ASSOCIATE_OPTIONS)]),

  form('pipeline', 'stage', ['stage', text('hubspot'), choice('arrow', CARRYING), text('salesforce')]),

  form('from', 'include', ['include when', expression('condition')]),
  form('from', 'on-new', [
    'on new',
    choice('action', ['create', 'link', 'ignore']),
    group('object', name('object')),
    group('recordType', 'as', text('recordType')),
    flag('assignmentRules', 'with assignment rules'),
    group('when', 'when', expression('when')),
  ]),
  form('from', 'on-change', ['on change', choice('action', ['update', 'ignore'])]),
  form('from', 'on-delete', ['on delete', choice('action', ['delete', 'unlink', 'ignore'])]),
  form('from', 'on-merge', ['on merge', choice('action', ['follow', 'delete'])]),

  form('map', 'mapping', [expression('hubspot'), choice('arrow', ARROWS), expression('salesforce'), options('options', MAPPING_OPTIONS)]),

  form('values', 'value-row', [scalars('hubspot'), choice('arrow', CARRYING), scalars('salesforce')]),
  form('values', 'otherwise', ['otherwise', choice('action', ['error', 'copy', 'blank', '->', '<-']), group('value', scalar('value'))]),

  form('lifecycle', 'order', ['order (', list('stages', 'text'), ')']),
  form('lifecycle', 'advance', ['advance to', text('stage'), 'when', expression('when')]),
  form('lifecycle', 'carry', ['carry to', choice('to', ['company', 'contacts of company'])]),

  form('activities', 'activity', [name('type'), choice('arrow', CARRYING), path('salesforce'), group('when', 'when', expression('when'))], {
    opens: 'activity',
    blockless: true,
  }),
  form('activity', 'when', ['when', expression('condition')]),
  form('activity', 'on-delete', ['on delete', choice('action', ['delete', 'ignore'])]),
  form('activity', 'map', ['map'], { opens: 'map' }),

  form('campaigns', 'form', [
    'form',
    text('form'),
    choice('arrow', CARRYING),
    'Campaign',
    text('campaign'),
    group('status', 'status', text('status')),
  ]),
  form('campaigns', 'show', ['show in', name('property')]),

  form('test', 'given', [
    'given',
    name('object'),
    group('name', name('name')),
    fields('fields'),
    group('for', 'for', name('for')),
    group('linkedTo', 'linked to', name('linkedTo')),
    group('memberOf', 'member of', text('memberOf')),
  ]),
  form('test', 'step', ['then sync'], { by: 'sync' }),
  form('test', 'step', UNIT_OF_TIME, { by: 'time' }),
  form(
    'test',
    'step',
    [
      'then',
      choice('side', SIDES),
      choice('verb', VERBS),
      name('record'),
      group('name', name('name')),
      group('into', 'into', name('into')),
      group('to', 'to', text('to')),
      group('from', 'from', text('from')),
      fields('fields'),
    ],
    { by: 'person' },
  ),
  form('test', 'expect', ['expect no', name('record'), fields('fields')], { by: 'absent' }),
  form('test', 'expect', ['expect', name('record'), fields('fields')], { by: 'record' }),
  form('test', 'expect', ['expect error', text('code'), group('for', 'for', name('for'))], { by: 'error' }),
  form('test', 'expect', ['expect', count('count'), choice('of', ['writes', 'calls'])], { by: 'count' }),
]
