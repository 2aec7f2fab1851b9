/** The standard properties of activities: tasks, notes, emails, calls, meetings, messages and letters. */
import { type Property, type PropertyExtras, property, readOnly } from './property'
import { recordProperties } from './shared-properties'

const GROUP = 'engagement'

const text = (name: string, label: string): Property => property(name, label, 'string', { groupName: GROUP })
const html = (name: string, label: string): Property => property(name, label, 'string', { groupName: GROUP, fieldType: 'html' })
const choice = (name: string, label: string, options: NonNullable<PropertyExtras['options']>): Property =>
  property(name, label, 'enumeration', { groupName: GROUP, options })
const instant = (name: string, label: string): Property => property(name, label, 'datetime', { groupName: GROUP })

/** On every activity; `hs_timestamp` is where it stands on the timeline. */
const COMMON: readonly Property[] = [
  ...recordProperties(GROUP),
  readOnly('hs_createdate', 'Create date', 'datetime', { groupName: GROUP }),
  readOnly('hs_lastmodifieddate', 'Last modified date', 'datetime', { groupName: GROUP }),
  instant('hs_timestamp', 'Activity date'),
  text('hs_attachment_ids', 'Attached file IDs'),
  readOnly('hs_body_preview', 'Body preview', 'string', { groupName: GROUP }),
]

/** Tasks. */
export const TASK_PROPERTIES: readonly Property[] = [
  ...COMMON,
  text('hs_task_subject', 'Task Title'),
  html('hs_task_body', 'Task Notes'),
  choice('hs_task_status', 'Task Status', [
    ['NOT_STARTED', 'Not started'],
    ['IN_PROGRESS', 'In progress'],
    ['WAITING', 'Waiting'],
    ['COMPLETED', 'Completed'],
    ['DEFERRED', 'Deferred'],
  ]),
  choice('hs_task_priority', 'Priority', [
    ['NONE', 'None'],
    ['LOW', 'Low'],
    ['MEDIUM', 'Medium'],
    ['HIGH', 'High'],
  ]),
  choice('hs_task_type', 'Task Type', [
    ['TODO', 'To-do'],
    ['CALL', 'Call'],
    ['EMAIL', 'Email'],
  ]),
  text('hs_task_reminders', 'Task reminders'),
  property('hs_task_is_all_day', 'Task is all day', 'bool', { groupName: GROUP }),
  text('hs_queue_membership_ids', 'Queue'),
]

/** Notes. */
export const NOTE_PROPERTIES: readonly Property[] = [...COMMON, html('hs_note_body', 'Note body')]

/** Emails that were logged. */
export const EMAIL_PROPERTIES: readonly Property[] = [
  ...COMMON,
  choice('hs_email_direction', 'Email direction', ['EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL']),
  choice('hs_email_status', 'Email send status', ['BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING', 'SENT']),
  text('hs_email_subject', 'Email subject'),
  text('hs_email_text', 'Email text'),
  html('hs_email_html', 'Email HTML'),
  text('hs_email_headers', 'Email headers'),
  readOnly('hs_email_from_email', 'From address', 'string', { groupName: GROUP }),
  readOnly('hs_email_to_email', 'To address', 'string', { groupName: GROUP }),
]

/** Calls. */
export const CALL_PROPERTIES: readonly Property[] = [
  ...COMMON,
  text('hs_call_title', 'Call Title'),
  html('hs_call_body', 'Call notes'),
  text('hs_call_callee_object_id', 'Callee object ID'),
  choice('hs_call_direction', 'Call direction', [
    ['INBOUND', 'Inbound'],
    ['OUTBOUND', 'Outbound'],
  ]),
  choice('hs_call_disposition', 'Call outcome', [
    ['9d9162e7-6cf3-4944-bf63-4dff82258764', 'Busy'],
    ['f240bbac-87c9-4f6e-bf70-924b57d47db7', 'Connected'],
    ['a4c4c377-d246-4b32-a13b-75a56a4cd0ff', 'Left live message'],
    ['b2cf5968-551e-4856-9783-52b3da59a7d0', 'Left voicemail'],
    ['73a0d17f-1163-4015-bdd5-ec830791da20', 'No answer'],
    ['17b47fee-58de-441e-a44c-c6300d46f273', 'Wrong number'],
  ]),
  property('hs_call_duration', 'Call duration', 'number', { groupName: GROUP }),
  text('hs_call_from_number', 'From number'),
  text('hs_call_to_number', 'To number'),
  text('hs_call_recording_url', 'Recording URL'),
  choice('hs_call_status', 'Call status', [
    'BUSY',
    'CALLING_CRM_USER',
    'CANCELED',
    'COMPLETED',
    'CONNECTING',
    'FAILED',
    'IN_PROGRESS',
    'NO_ANSWER',
    'QUEUED',
    'RINGING',
  ]),
]

/** Meetings. */
export const MEETING_PROPERTIES: readonly Property[] = [
  ...COMMON,
  text('hs_meeting_title', 'Meeting name'),
  html('hs_meeting_body', 'Meeting description'),
  html('hs_internal_meeting_notes', 'Internal meeting notes'),
  text('hs_meeting_external_url', 'External URL'),
  text('hs_meeting_location', 'Location'),
  instant('hs_meeting_start_time', 'Meeting start time'),
  instant('hs_meeting_end_time', 'Meeting end time'),
  choice('hs_meeting_outcome', 'Meeting outcome', [
    ['SCHEDULED', 'Scheduled'],
    ['COMPLETED', 'Completed'],
    ['RESCHEDULED', 'Rescheduled'],
    ['NO_SHOW', 'No show'],
    ['CANCELED', 'Canceled'],
  ]),
]

/** Messages of other channels. */
export const COMMUNICATION_PROPERTIES: readonly Property[] = [
  ...COMMON,
  choice('hs_communication_channel_type', 'Channel type', ['SMS', 'WHATS_APP', 'LINKEDIN_MESSAGE', 'CUSTOM_CHANNEL_CONVERSATION']),
  choice('hs_communication_logged_from', 'Logged from', ['CRM']),
  html('hs_communication_body', 'Communication body'),
]

/** Letters. */
export const POSTAL_MAIL_PROPERTIES: readonly Property[] = [...COMMON, html('hs_postal_mail_body', 'Postal mail body')]
