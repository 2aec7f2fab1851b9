/** Compiled policies for the planner's tests, written the way a policy reads. */
import type {
  CompiledFrom,
  CompiledLifecycle,
  CompiledMapping,
  CompiledPolicy,
  CompiledSync,
  CompiledTable,
  End,
  Expr,
  MappingRule,
  OnNew,
  Value,
} from '@lockstep/dsl'

export const end = (name: string, more: Partial<End> = {}): End => ({
  name,
  type: 'text',
  vendorType: 'string',
  createable: true,
  updateable: true,
  ...more,
})

export const EMAIL = { type: 'email', vendorType: 'email' } as const
export const CHECKBOX = { type: 'boolean', vendorType: 'boolean' } as const

const KINDS: Readonly<Record<string, MappingRule>> = {
  '<->': 'two-way',
  '->': 'to-salesforce',
  '<-': 'to-hubspot',
  off: 'off',
  'sf!': 'prefer-salesforce',
  'hs!': 'prefer-hubspot',
}

type Options = Partial<Pick<CompiledMapping, 'default' | 'when' | 'once' | 'required' | 'sticky' | 'conversion' | 'objects'>> & {
  readonly h?: Partial<End>
  readonly s?: Partial<End>
}

/** `map('phone <-> Phone')`; `sf!` and `hs!` stand for `prefer ... unless blank`. The id is `phone-Phone`. */
export const map = (line: string, options: Options = {}): CompiledMapping => {
  const [hubspot = '', arrow = '', salesforce = ''] = line.split(' ')
  const { h, s, objects = ['Lead', 'Contact'], ...rest } = options
  return {
    id: `${hubspot}-${salesforce}`,
    rule: `rule ${hubspot}-${salesforce}`,
    kind: KINDS[arrow] ?? 'off',
    ...(hubspot === '*' ? {} : { hubspot: end(hubspot, h) }),
    salesforce: salesforce === '*' ? {} : Object.fromEntries(objects.map((object) => [object, end(salesforce, s)])),
    objects,
    conversion: { kind: 'direct' },
    once: false,
    required: false,
    ...rest,
  }
}

export const property = (side: 'hubspot' | 'salesforce', name: string): Expr => ({
  kind: 'property',
  side,
  name,
  type: 'text',
  vendorType: 'string',
})
export const text = (value: string): Expr => ({ kind: 'literal', value, type: 'text' })
export const equals = (left: Expr, right: Expr): Expr => ({ kind: 'binary', op: '=', left, right, type: 'boolean' })
export const isKnown = (operand: Expr): Expr => ({ kind: 'test', op: 'known', operand })
export const plus = (left: Expr, right: Expr): Expr => ({ kind: 'binary', op: '+', left, right, type: 'text' })
export const checked = (name: string, value: Value = true): Expr =>
  equals(
    { kind: 'property', side: 'salesforce', name, type: 'boolean', vendorType: 'boolean' },
    { kind: 'literal', value, type: 'boolean' },
  )

type FromOptions = {
  readonly include?: Expr
  readonly onNew?: readonly Partial<OnNew>[]
  readonly onChange?: 'update' | 'ignore'
  readonly onDelete?: 'delete' | 'unlink' | 'ignore'
  readonly onMerge?: 'follow' | 'delete'
}

/** A `from` block; its rules are named `hubspot on delete` and the like. Creates and updates unless told otherwise. */
export const from = (name: string, options: FromOptions = {}): CompiledFrom => ({
  rule: `from ${name}`,
  ...(options.include === undefined ? {} : { include: { rule: `${name} include`, condition: options.include } }),
  onNew: (options.onNew ?? [{}]).map((line, at) => ({ rule: `${name} on new ${at + 1}`, action: 'create', ...line })),
  onChange: { rule: `${name} on change`, action: options.onChange ?? 'update' },
  onDelete: { rule: `${name} on delete`, action: options.onDelete ?? 'ignore' },
  onMerge: { rule: `${name} on merge`, action: options.onMerge ?? 'follow' },
})

type PolicyOptions = {
  readonly mappings: readonly CompiledMapping[]
  readonly hubspot?: FromOptions | 'absent'
  readonly lead?: FromOptions | 'absent'
  readonly contact?: FromOptions | 'absent'
  readonly sync?: Partial<CompiledSync>
  readonly lifecycle?: Partial<CompiledLifecycle>
  readonly tables?: readonly CompiledTable[]
}

const side = (name: string, options: FromOptions | 'absent' | undefined) => (options === 'absent' ? {} : { [name]: from(name, options) })

export const STAGES = ['subscriber', 'lead', 'opportunity', 'customer'] as const

/** A policy with one sync of people, matched by email, `conflicts newest, then salesforce`. */
export const policy = (options: PolicyOptions): CompiledPolicy => ({
  version: 1,
  name: 'test',
  hash: 'test',
  everyMinutes: 5,
  budgets: {},
  syncs: [
    {
      id: 'contact',
      rule: 'sync',
      hubspot: { object: 'contact', plural: 'contacts', typeId: '0-1' },
      salesforce: ['Lead', 'Contact'],
      match: [
        {
          rule: 'match email',
          hubspot: end('email', EMAIL),
          salesforce: { Lead: end('Email', EMAIL), Contact: end('Email', EMAIL) },
          normalise: 'email',
        },
      ],
      prefer: [],
      conflicts: { first: 'newest', then: 'salesforce' },
      holds: [],
      ...(options.hubspot === 'absent' ? {} : { fromHubspot: from('hubspot', { onNew: [{ object: 'Lead' }], ...options.hubspot }) }),
      fromSalesforce: { ...side('Lead', options.lead), ...side('Contact', options.contact) },
      mappings: options.mappings,
      ...options.sync,
    },
  ],
  lifecycles:
    options.lifecycle === undefined
      ? []
      : [
          {
            rule: 'lifecycle',
            sync: 'contact',
            property: 'lifecyclestage',
            order: STAGES,
            advance: [
              { rule: 'advance opportunity', stage: 'opportunity', when: checked('IsClosed', false), quantifier: 'any' },
              { rule: 'advance customer', stage: 'customer', when: checked('IsWon'), quantifier: 'any' },
            ],
            carry: [],
            ...options.lifecycle,
          },
        ],
  tables: options.tables ?? [],
  watches: [],
  rules: {},
})
