/** The standard Task and Event, and the values that a task's status and priority may have [Salesforce: Object Reference, Task and Event]. */
import { area, type Field, field, flag, lookup, number, permitting, picklist, READ_ONLY, text } from './field'
import { ObjectSchema } from './object'
import { readOnlyObject } from './people'
import { CALL_TYPES, EVENT_SUBJECTS, MONTHS, RECURRENCES, TASK_PRIORITIES, TASK_STATUSES, TASK_SUBJECTS } from './service-picklists'
import { TIME_ZONES } from './standard-picklists'

/** Standard objects that an activity may be about; custom ones join them where the seed says so. */
const SUBJECT_MATTERS = ['Account', 'Campaign', 'Case', 'Opportunity']

/** Who it is with, what it is about, and the account that follows from both; `children` is the way down, `Tasks`. */
function relations(children: string): Field[] {
  return [
    lookup('WhoId', 'Name ID', { to: ['Contact', 'Lead'], relationship: 'Who', children, cascade: true }),
    lookup('WhatId', 'Related To ID', { to: SUBJECT_MATTERS, relationship: 'What', children, cascade: true }),
  ]
}

function account(): Field {
  return lookup('AccountId', 'Account ID', { to: ['Account'], relationship: 'Account' }, READ_ONLY)
}

function subject(values: readonly string[]): Field {
  return { ...picklist('Subject', 'Subject', values), type: 'combobox', nameField: true }
}

/** How an activity repeats. No series is made here, so that only empty values are taken. */
function recurrence(object: string, plural: string): Field[] {
  const whole = { precision: 9 }
  return [
    lookup('RecurrenceActivityId', 'Recurrence Activity ID', { to: [object], children: `Recurring${plural}` }, READ_ONLY),
    flag('IsRecurrence', `Create Recurring Series of ${plural}`, { updateable: false }),
    object === 'Task'
      ? field('RecurrenceStartDateOnly', 'Recurrence Start', 'date')
      : field('RecurrenceStartDateTime', 'Recurrence Start', 'datetime'),
    field('RecurrenceEndDateOnly', 'Recurrence End', 'date'),
    picklist('RecurrenceTimeZoneSidKey', 'Recurrence Time Zone', TIME_ZONES, { length: 40, restricted: true }),
    picklist('RecurrenceType', 'Recurrence Type', RECURRENCES, { length: 40, restricted: true }),
    field('RecurrenceInterval', 'Recurrence Interval', 'int', whole),
    field('RecurrenceDayOfWeekMask', 'Recurrence Day of Week Mask', 'int', whole),
    field('RecurrenceDayOfMonth', 'Recurrence Day of Month', 'int', whole),
    picklist('RecurrenceInstance', 'Recurrence Instance', ['First', 'Second', 'Third', 'Fourth', 'Last'], { length: 40, restricted: true }),
    picklist('RecurrenceMonthOfYear', 'Recurrence Month of Year', MONTHS, { length: 40, restricted: true }),
  ]
}

function reminder(): Field[] {
  return [field('ReminderDateTime', 'Reminder Date/Time', 'datetime'), flag('IsReminderSet', 'Reminder Set')]
}

function assignee(to: readonly string[]): Field {
  return lookup('OwnerId', 'Assigned To ID', { to, relationship: 'Owner' }, { nillable: false, defaultedOnCreate: true })
}

/** Something to do, or a call or message that was made. */
export function task(): ObjectSchema {
  const normal = TASK_PRIORITIES.find((each) => each.isDefault)
  return new ObjectSchema({
    name: 'Task',
    label: 'Task',
    plural: 'Tasks',
    prefix: '00T',
    idLabel: 'Activity ID',
    fields: permitting(
      ['WhoId', 'WhatId', 'ActivityDate', 'Description'],
      [
        ...relations('Tasks'),
        subject(TASK_SUBJECTS),
        field('ActivityDate', 'Due Date Only', 'date'),
        picklist(
          'Status',
          'Status',
          TASK_STATUSES.map(({ value }) => value),
          { nillable: false, defaultedOnCreate: true, defaultValue: TASK_STATUSES[0]?.value ?? null },
        ),
        picklist(
          'Priority',
          'Priority',
          TASK_PRIORITIES.map(({ value }) => value),
          { length: 20, nillable: false, defaultedOnCreate: true, defaultValue: normal?.value ?? null },
        ),
        flag('IsHighPriority', 'High Priority', READ_ONLY),
        assignee(['Group', 'User']),
        area('Description', 'Description', 32_000),
        account(),
        flag('IsClosed', 'Closed', READ_ONLY),
        flag('IsArchived', 'Archived', READ_ONLY),
        number('CallDurationInSeconds', 'Call Duration', 'int', 9),
        picklist('CallType', 'Call Type', CALL_TYPES, { length: 40, restricted: true }),
        text('CallDisposition', 'Call Result', 255),
        text('CallObject', 'Call Object Identifier', 255),
        ...reminder(),
        ...recurrence('Task', 'Tasks'),
        picklist('RecurrenceRegeneratedType', 'Repeat This Task', ['RecurrenceRegenerateAfterDueDate', 'RecurrenceRegenerateAfterToday'], {
          length: 40,
          restricted: true,
        }),
        picklist('TaskSubtype', 'Task Subtype', ['Task', 'Email', 'ListEmail', 'Cadence', 'Call', 'LinkedIn'], {
          length: 40,
          restricted: true,
          updateable: false,
        }),
        field('CompletedDateTime', 'Completed Date/Time', 'datetime', READ_ONLY),
      ],
    ),
  })
}

/** Something in a calendar. */
export function event(): ObjectSchema {
  return new ObjectSchema({
    name: 'Event',
    label: 'Event',
    plural: 'Events',
    prefix: '00U',
    idLabel: 'Activity ID',
    fields: permitting(
      ['WhoId', 'WhatId', 'IsAllDayEvent', 'Location', 'Description'],
      [
        ...relations('Events'),
        subject(EVENT_SUBJECTS),
        text('Location', 'Location', 255),
        flag('IsAllDayEvent', 'All-Day Event'),
        field('ActivityDateTime', 'Due Date Time', 'datetime'),
        field('ActivityDate', 'Due Date Only', 'date'),
        number('DurationInMinutes', 'Duration', 'int', 8),
        field('StartDateTime', 'Start Date Time', 'datetime'),
        field('EndDateTime', 'End Date Time', 'datetime'),
        field('EndDate', 'End Date', 'date', READ_ONLY),
        area('Description', 'Description', 32_000),
        account(),
        assignee(['Calendar', 'User']),
        flag('IsPrivate', 'Private'),
        picklist('ShowAs', 'Show Time As', ['Busy', 'OutOfOffice', 'Free'], {
          length: 40,
          restricted: true,
          defaultedOnCreate: true,
          defaultValue: 'Busy',
        }),
        flag('IsChild', 'Is Child', READ_ONLY),
        flag('IsGroupEvent', 'Is Group Event', READ_ONLY),
        picklist('GroupEventType', 'Group Event Type', ['0', '1', '2', '3'], {
          ...READ_ONLY,
          length: 40,
          restricted: true,
          defaultedOnCreate: true,
          defaultValue: '0',
        }),
        flag('IsArchived', 'Archived', READ_ONLY),
        ...recurrence('Event', 'Events'),
        ...reminder(),
        picklist('EventSubtype', 'Event Subtype', ['Event'], { length: 40, restricted: true, updateable: false }),
        flag('IsRecurrence2Exclusion', 'Historical Event, Not Following Recurrence', READ_ONLY),
        flag('IsRecurrence2', 'Repeat', READ_ONLY),
        flag('IsRecurrence2Exception', 'Is Exception', READ_ONLY),
      ],
    ),
  })
}

/** A kind of setup object whose rows are the values of a picklist; `more` are what it says of each besides its name and place. */
function valueObject(name: string, label: string, more: readonly Field[]): ObjectSchema {
  return readOnlyObject(name, label, '01J', [
    text('ApiName', 'API Name', 255, { nillable: false }),
    text('MasterLabel', 'Master Label', 255, { nillable: false, nameField: true }),
    field('SortOrder', 'Sort Order', 'int', { precision: 9 }),
    flag('IsDefault', 'Default'),
    ...more,
  ])
}

/** What `Task.Status` may be. */
export function taskStatus(): ObjectSchema {
  return valueObject('TaskStatus', 'Task Status Value', [flag('IsClosed', 'Closed')])
}

/** What `Task.Priority` may be. */
export function taskPriority(): ObjectSchema {
  return valueObject('TaskPriority', 'Task Priority Value', [flag('IsHighPriority', 'High Priority')])
}

/** What `Case.Status` may be. */
export function caseStatus(): ObjectSchema {
  return valueObject('CaseStatus', 'Case Status Value', [flag('IsClosed', 'Closed')])
}

/** Calendars, which own events beside users. */
export function calendar(): ObjectSchema {
  return readOnlyObject('Calendar', 'Calendar', '023', [
    text('Name', 'Calendar Name', 80, { nillable: false, nameField: true }),
    lookup('UserId', 'User ID', { to: ['User'], relationship: 'User' }),
    picklist('Type', 'Calendar Type', ['User', 'Public', 'Resource', 'Holiday'], { length: 40 }),
    flag('IsActive', 'Active'),
  ])
}
