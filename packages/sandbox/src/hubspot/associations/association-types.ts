/** The association types HubSpot defines between the objects served here. */

/** `inverse` is the type that the other record gets. `plain` is the unlabelled type that comes with a labelled one. */
export type AssociationType = {
  readonly id: number
  readonly from: string
  readonly to: string
  readonly inverse: number
  readonly name: string
  readonly label?: string
  readonly plain?: number
  /** At most one record on the far side. */
  readonly single?: boolean
}

/** Ids as the clients' enumerations list them [HubSpot OpenAPI: associations v4]. */
export const ASSOCIATION_TYPES: readonly AssociationType[] = [
  { id: 279, from: 'contacts', to: 'companies', inverse: 280, name: 'contact_to_company_unlabeled' },
  { id: 280, from: 'companies', to: 'contacts', inverse: 279, name: 'company_to_contact_unlabeled' },
  { id: 1, from: 'contacts', to: 'companies', inverse: 2, name: 'contact_to_company', label: 'Primary', plain: 279, single: true },
  { id: 2, from: 'companies', to: 'contacts', inverse: 1, name: 'company_to_contact', label: 'Primary', plain: 280 },
  { id: 3, from: 'deals', to: 'contacts', inverse: 4, name: 'deal_to_contact' },
  { id: 4, from: 'contacts', to: 'deals', inverse: 3, name: 'contact_to_deal' },
  { id: 341, from: 'deals', to: 'companies', inverse: 342, name: 'deal_to_company_unlabeled' },
  { id: 342, from: 'companies', to: 'deals', inverse: 341, name: 'company_to_deal_unlabeled' },
  { id: 5, from: 'deals', to: 'companies', inverse: 6, name: 'deal_to_company', label: 'Primary', plain: 341, single: true },
  { id: 6, from: 'companies', to: 'deals', inverse: 5, name: 'company_to_deal', label: 'Primary', plain: 342 },
  { id: 13, from: 'companies', to: 'companies', inverse: 14, name: 'parent_to_child_company', label: 'Child Company', plain: 450 },
  { id: 14, from: 'companies', to: 'companies', inverse: 13, name: 'child_to_parent_company', label: 'Parent Company', plain: 450 },
  { id: 450, from: 'companies', to: 'companies', inverse: 450, name: 'company_to_company' },
  { id: 449, from: 'contacts', to: 'contacts', inverse: 449, name: 'contact_to_contact' },
  { id: 451, from: 'deals', to: 'deals', inverse: 451, name: 'deal_to_deal' },
]

const BY_ID = new Map(ASSOCIATION_TYPES.map((type) => [type.id, type]))

/** The type of that id; undefined for labels that a portal defines itself. */
export function associationType(id: number): AssociationType | undefined {
  return BY_ID.get(id)
}

/** All types from one object to another. */
export function typesBetween(from: string, to: string): AssociationType[] {
  return ASSOCIATION_TYPES.filter((type) => type.from === from && type.to === to)
}

/** The unlabelled type between two objects. */
export function plainType(from: string, to: string): AssociationType | undefined {
  return typesBetween(from, to).find((type) => type.label === undefined)
}
