/** The schema of an org: standard objects, what the seed adds, and fields made through the Tooling API. */
import { ACCESS_OBJECTS } from './access'
import { account } from './account'
import { calendar, caseStatus, event, task, taskPriority, taskStatus } from './activity'
import { campaign, campaignMember, campaignMemberStatus } from './campaign'
import { caseComment, supportCase } from './case'
import { contact } from './contact'
import type { Currencies } from './currencies'
import { lead } from './lead'
import type { ObjectSchema } from './object'
import { opportunity, opportunityContactRole } from './opportunity'
import {
  businessProcess,
  customField,
  fieldPermissions,
  group,
  leadStatus,
  opportunityStage,
  organization,
  permissionSet,
  permissionSetAssignment,
  profile,
  recordTypeObject,
} from './people'
import type { Places } from './places'
import { pushTopic } from './push-topic'
import type { BusinessProcess, RecordType } from './record-type'
import { CASE_STATUSES, type Priority, type Status, TASK_PRIORITIES, TASK_STATUSES } from './service-picklists'
import { LEAD_STATUSES, type LeadStatus, STAGES, type Stage } from './standard-picklists'
import { user, userRole } from './user'

export class Schema {
  readonly objects = new Map<string, ObjectSchema>()
  /** Seen through the Tooling API only. */
  readonly customField = customField()
  private spellings = new Map<string, ObjectSchema>()
  private prefixes = new Map<string, ObjectSchema>()
  stages: readonly Stage[] = STAGES
  leadStatuses: readonly LeadStatus[] = LEAD_STATUSES
  taskStatuses: readonly Status[] = TASK_STATUSES
  taskPriorities: readonly Priority[] = TASK_PRIORITIES
  caseStatuses: readonly Status[] = CASE_STATUSES
  recordTypes: readonly RecordType[] = []
  processes: readonly BusinessProcess[] = []
  /** Absent where the org has but one. */
  currencies: Currencies | undefined
  /** Absent where states and countries are plain texts. */
  places: Places | undefined

  constructor() {
    const standard = [
      account,
      contact,
      lead,
      opportunity,
      opportunityContactRole,
      user,
      userRole,
      group,
      profile,
      recordTypeObject,
      businessProcess,
      organization,
    ]
    const work = [
      task,
      event,
      calendar,
      campaign,
      campaignMember,
      campaignMemberStatus,
      supportCase,
      caseComment,
      taskStatus,
      taskPriority,
      caseStatus,
    ]
    const setup = [opportunityStage, leadStatus, permissionSet, permissionSetAssignment, fieldPermissions, pushTopic]
    for (const make of [...standard, ...work, ...setup, ...ACCESS_OBJECTS]) this.add(make())
  }

  add(object: ObjectSchema): void {
    this.objects.set(object.name, object)
    this.spellings.set(object.name.toLowerCase(), object)
    if (!this.prefixes.has(object.prefix)) this.prefixes.set(object.prefix, object)
  }

  /** An object by its name in any case. */
  object(name: string): ObjectSchema | undefined {
    return this.objects.get(name) ?? this.spellings.get(name.toLowerCase())
  }

  /** The object whose ids begin like this one. */
  ofId(id: string): ObjectSchema | undefined {
    return this.prefixes.get(id.slice(0, 3))
  }
}
