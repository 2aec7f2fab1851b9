/** What activities, campaigns and cases may hold in a new org. */

/** One value of a status; a closed one ends the record's work. The first is the default. */
export type Status = { readonly value: string; readonly closed: boolean }

export const TASK_STATUSES: readonly Status[] = [
  { value: 'Not Started', closed: false },
  { value: 'In Progress', closed: false },
  { value: 'Completed', closed: true },
  { value: 'Waiting on someone else', closed: false },
  { value: 'Deferred', closed: false },
]

export const CASE_STATUSES: readonly Status[] = [
  { value: 'New', closed: false },
  { value: 'Working', closed: false },
  { value: 'Escalated', closed: false },
  { value: 'Closed', closed: true },
]

export type Priority = { readonly value: string; readonly isHigh: boolean; readonly isDefault: boolean }

export const TASK_PRIORITIES: readonly Priority[] = [
  { value: 'High', isHigh: true, isDefault: false },
  { value: 'Normal', isHigh: false, isDefault: true },
  { value: 'Low', isHigh: false, isDefault: false },
]

export const TASK_SUBJECTS = ['Call', 'Send Letter', 'Send Quote', 'Other']
export const EVENT_SUBJECTS = ['Call', 'Email', 'Meeting', 'Send Letter/Quote', 'Other']
export const CALL_TYPES = ['Internal', 'Inbound', 'Outbound']
export const RECURRENCES = [
  'RecursDaily',
  'RecursEveryWeekday',
  'RecursMonthly',
  'RecursMonthlyNth',
  'RecursWeekly',
  'RecursYearly',
  'RecursYearlyNth',
]
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export const CAMPAIGN_TYPES = [
  'Advertisement',
  'Email',
  'Telemarketing',
  'Banner Ads',
  'Seminar / Conference',
  'Public Relations',
  'Partners',
  'Referral Program',
  'Other',
]
export const CAMPAIGN_STATUSES = ['Planned', 'In Progress', 'Completed', 'Aborted']

export const CASE_ORIGINS = ['Phone', 'Email', 'Web']
export const CASE_PRIORITIES = ['High', 'Medium', 'Low']
export const CASE_REASONS = [
  "User didn't attend training",
  'Complex functionality',
  'Existing problem',
  'Instructions not clear',
  'New problem',
]
export const CASE_TYPES = ['Problem', 'Feature Request', 'Question']
