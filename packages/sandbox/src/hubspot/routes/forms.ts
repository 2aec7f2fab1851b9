/** Forms: their definitions, what was submitted, and the endpoints that visitors' browsers use. */
import type { SandboxResponse } from '../../world/system'
import { notFound } from '../api-error'
import { type Form, type FormField, formId, readForm } from '../forms/form'
import { type Submitted, submit } from '../forms/submit'
import { isoText } from '../records/instants'
import { bodyObject, type Context, isQueryTrue, type Json, nextPage, queryLimit, type Route } from './context'
import { numericId } from './find-record'

const PAGE = 100
const SUBMISSIONS = 50

/** Endpoints of forms, below three addresses. */
export const FORM_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v3', pattern: 'forms', handle: list },
  { method: 'POST', version: 'v3', pattern: 'forms', handle: create },
  { method: 'GET', version: 'v3', pattern: 'forms/:id', handle: (context) => ({ status: 200, body: formBody(formOf(context)) }) },
  { method: 'PUT', version: 'v3', pattern: 'forms/:id', handle: (context) => change(context, {}) },
  { method: 'PATCH', version: 'v3', pattern: 'forms/:id', handle: (context) => change(context, formBody(formOf(context))) },
  { method: 'DELETE', version: 'v3', pattern: 'forms/:id', handle: archive },
  { method: 'GET', area: 'form-integrations', version: 'v1', pattern: 'submissions/forms/:id', handle: submissions },
  {
    method: 'POST',
    area: 'submissions',
    version: 'v3',
    pattern: 'integration/submit/:portalId/:id',
    isOpen: true,
    handle: (context) => take(context, true),
  },
  {
    method: 'POST',
    area: 'submissions',
    version: 'v3',
    pattern: 'integration/secure/submit/:portalId/:id',
    handle: (context) => take(context, false),
  },
]

function list(context: Context): SandboxResponse {
  const limit = queryLimit(context, 20, PAGE)
  const archived = isQueryTrue(context, 'archived')
  const all = [...context.portal.forms.values()].filter((form) => (form.archivedAt !== undefined) === archived)
  const start = numericId(context.request.query.get('after') ?? '0') ?? 0
  const end = start + limit
  return {
    status: 200,
    body: {
      results: all.slice(start, end).map(formBody),
      ...(end < all.length ? nextPage(context, String(end)) : {}),
    },
  }
}

function create(context: Context): SandboxResponse {
  const { portal } = context
  const form = readForm(bodyObject(context), formId(portal.world.portal, portal.forms.size + 1), portal.now())
  portal.forms.set(form.id, form)
  return { status: 201, body: formBody(form) }
}

/** What is not said stays as `before` has it. */
function change(context: Context, before: Json): SandboxResponse {
  const { portal } = context
  const form = formOf(context)
  const { name, fields } = readForm({ ...before, ...bodyObject(context) }, form.id, portal.now())
  Object.assign(form, { name, fields, updatedAt: portal.now() })
  return { status: 200, body: formBody(form) }
}

function archive(context: Context): SandboxResponse {
  formOf(context).archivedAt = context.portal.now()
  return { status: 204 }
}

/** Newest first. */
function submissions(context: Context): SandboxResponse {
  const form = formOf(context)
  const limit = queryLimit(context, 20, SUBMISSIONS)
  const start = numericId(context.request.query.get('after') ?? '0') ?? 0
  const all = [...form.submissions].reverse()
  const results = all
    .slice(start, start + limit)
    .map(({ id, at, values, pageUrl }) => ({ conversionId: id, submittedAt: at, values, pageUrl }))
  return { status: 200, body: { results, ...(start + limit < all.length ? { paging: { next: { after: String(start + limit) } } } : {}) } }
}

function take(context: Context, isOpen: boolean): SandboxResponse {
  const { portal, params, request, correlationId } = context
  const form = portal.forms.get(params['id'] ?? '')
  if (form?.archivedAt !== undefined || form === undefined || params['portalId'] !== String(portal.world.portal)) {
    throw notFound('Cannot find form definition')
  }
  const body = bodyObject(context)
  const { fields, submittedAt } = body
  const page = typeof body['context'] === 'object' && body['context'] !== null ? (body['context'] as Json) : {}
  if (!Array.isArray(fields)) {
    return refusal(correlationId, [{ message: "Error in 'fields'. Required field is missing", errorType: 'REQUIRED_FIELD' }])
  }
  const told = Number(submittedAt)
  const now = portal.now()
  const errors = submit(
    {
      portal,
      form,
      isOpen,
      // Submissions may be dated back by a month [HubSpot: forms, submit data].
      at: Number.isFinite(told) && told <= now && told > now - 30 * 86_400_000 ? told : now,
      pageName: typeof page['pageName'] === 'string' ? page['pageName'] : '',
      pageUrl: typeof page['pageUri'] === 'string' ? page['pageUri'] : '',
      call: request.call,
    },
    fields.map(readField),
  )
  return errors.length > 0
    ? refusal(correlationId, errors)
    : { status: 200, body: { inlineMessage: 'Thanks for submitting the form.' }, records: 1 }
}

function refusal(correlationId: string, errors: readonly unknown[]): SandboxResponse {
  return { status: 400, body: { status: 'error', message: 'The request is not valid', correlationId, errors } }
}

function readField(field: unknown): Submitted {
  const { name, value, objectTypeId = '0-1' } = typeof field === 'object' && field !== null ? (field as Json) : ({} as Json)
  return { name: String(name), value: value === undefined || value === null ? '' : String(value), objectTypeId: String(objectTypeId) }
}

function formOf(context: Context): Form {
  const form = context.portal.forms.get(context.params['id'] ?? '')
  if (form === undefined || (form.archivedAt !== undefined) !== isQueryTrue(context, 'archived')) {
    throw notFound()
  }
  return form
}

function formBody({ id, name, fields, createdAt, updatedAt, archivedAt }: Form) {
  return {
    id,
    name,
    createdAt: isoText(createdAt),
    updatedAt: isoText(updatedAt),
    archived: archivedAt !== undefined,
    ...(archivedAt === undefined ? {} : { archivedAt: isoText(archivedAt) }),
    formType: 'hubspot',
    fieldGroups: fields.map((field) => ({ groupType: 'default_group', richTextType: 'text', fields: [fieldBody(field)] })),
    configuration: {
      language: 'en',
      createNewContactForNewEmail: false,
      editable: true,
      cloneable: true,
      archivable: true,
      allowLinkToResetKnownValues: false,
      notifyContactOwner: false,
      notifyRecipients: [],
      postSubmitAction: { type: 'thank_you', value: 'Thanks for submitting the form.' },
      prePopulateKnownValues: true,
      recaptchaEnabled: false,
      lifecycleStages: [],
    },
    displayOptions: { renderRawHtml: false, theme: 'default_style', submitButtonText: 'Submit', style: {} },
    legalConsentOptions: { type: 'none' },
  }
}

function fieldBody(field: FormField) {
  const validation = field.fieldType === 'email' ? { validation: { blockedEmailDomains: [], useDefaultBlockList: false } } : {}
  return { ...field, dependentFields: [], ...validation }
}
