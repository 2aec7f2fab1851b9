/** Forms: how each statement is written, as data; printing, reading, checking and the reference all follow it. */
import { type Form, form, type OptionForm } from './form'
import { choice, expression, flag, group, limit, list, name, number, options, path, scalar, scalars, text, unit } from './form-parts'

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

const conflicts = ['conflicts', choice('first', ['newest', ...SIDES]), group('then', ', then', choice('then', SIDES))]
const hold = ['hold when', choice('what', ['deletes', 'creates', 'updates', 'clears']), 'exceed', limit('limit')]

/** By place, and within it in the order in which a new statement takes its place among others. */
export const FORMS: readonly Form[] = [
  form('file', 'policy', ['policy', text('name')], { opens: 'policy' }),
  form('file', 'sync', ['sync', name('hubspot'), 'with', list('salesforce', 'name')], { opens: 'sync' }),
  form('file', 'lifecycle', ['lifecycle', name('object'), '.', name('property')], { opens: 'lifecycle' }),
  form('file', 'values', ['values', name('name')], { opens: 'values' }),

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

  form('values', 'value-row', [scalars('hubspot'), choice('arrow', ['<->', '->', '<-']), scalars('salesforce')]),
  form('values', 'otherwise', ['otherwise', choice('action', ['error', 'copy', 'blank', '->', '<-']), group('value', scalar('value'))]),

  form('lifecycle', 'order', ['order (', list('stages', 'text'), ')']),
  form('lifecycle', 'advance', ['advance to', text('stage'), 'when', expression('when')]),
  form('lifecycle', 'carry', ['carry to', choice('to', ['company', 'contacts of company'])]),
]
