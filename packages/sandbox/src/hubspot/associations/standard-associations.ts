/** The association types that every portal has. */
import type { AssociationType } from './association-types'

/** Unlabelled types: id of one direction, its objects, id of the other. */
const PLAIN: readonly (readonly [id: number, from: string, to: string, inverse: number])[] = [
  [279, 'contacts', 'companies', 280],
  [3, 'deals', 'contacts', 4],
  [341, 'deals', 'companies', 342],
  [15, 'contacts', 'tickets', 16],
  [339, 'tickets', 'companies', 340],
  [27, 'deals', 'tickets', 28],
  [449, 'contacts', 'contacts', 449],
  [450, 'companies', 'companies', 450],
  [451, 'deals', 'deals', 451],
  [452, 'tickets', 'tickets', 452],
  [19, 'deals', 'line_items', 20],
  [63, 'deals', 'quotes', 64],
  [67, 'quotes', 'line_items', 68],
  [69, 'quotes', 'contacts', 70],
  [71, 'quotes', 'companies', 72],
  [81, 'communications', 'contacts', 82],
  [83, 'communications', 'tickets', 84],
  [85, 'communications', 'deals', 86],
  [87, 'communications', 'companies', 88],
  [181, 'companies', 'calls', 182],
  [185, 'companies', 'emails', 186],
  [187, 'companies', 'meetings', 188],
  [189, 'companies', 'notes', 190],
  [191, 'companies', 'tasks', 192],
  [193, 'contacts', 'calls', 194],
  [197, 'contacts', 'emails', 198],
  [199, 'contacts', 'meetings', 200],
  [201, 'contacts', 'notes', 202],
  [203, 'contacts', 'tasks', 204],
  [205, 'deals', 'calls', 206],
  [209, 'deals', 'emails', 210],
  [211, 'deals', 'meetings', 212],
  [213, 'deals', 'notes', 214],
  [215, 'deals', 'tasks', 216],
  [217, 'quotes', 'tasks', 218],
  [219, 'tickets', 'calls', 220],
  [223, 'tickets', 'emails', 224],
  [225, 'tickets', 'meetings', 226],
  [227, 'tickets', 'notes', 228],
  [229, 'tickets', 'tasks', 230],
  [399, 'calls', 'meetings', 400],
  [608, 'leads', 'contacts', 609],
  [610, 'leads', 'companies', 611],
  [453, 'postal_mail', 'contacts', 454],
  [455, 'postal_mail', 'tickets', 456],
  [457, 'postal_mail', 'deals', 458],
  [459, 'postal_mail', 'companies', 460],
]

const SINGULARS: Readonly<Record<string, string>> = { companies: 'company', postal_mail: 'postal_mail' }

function singular(name: string): string {
  return SINGULARS[name] ?? name.slice(0, -1)
}

/** Pairs whose plain name belongs to the primary type. */
const WITH_PRIMARY: ReadonlySet<number> = new Set([279, 280, 341, 342, 339, 340])

function plainType(id: number, from: string, to: string, inverse: number): AssociationType {
  const name = `${singular(from)}_to_${singular(to)}${WITH_PRIMARY.has(id) ? '_unlabeled' : ''}`
  return { id, category: 'HUBSPOT_DEFINED', from, to, inverse, name }
}

const LABELLED: readonly AssociationType[] = [
  labelled(1, 'contacts', 'companies', 2, 'contact_to_company', 'Primary', 279, true),
  labelled(2, 'companies', 'contacts', 1, 'company_to_contact', 'Primary', 280),
  labelled(5, 'deals', 'companies', 6, 'deal_to_company', 'Primary', 341, true),
  labelled(6, 'companies', 'deals', 5, 'company_to_deal', 'Primary', 342),
  labelled(26, 'tickets', 'companies', 25, 'ticket_to_company', 'Primary', 339, true),
  labelled(25, 'companies', 'tickets', 26, 'company_to_ticket', 'Primary', 340),
  labelled(578, 'leads', 'contacts', 579, 'lead_to_primary_contact', 'Primary', 608, true),
  labelled(579, 'contacts', 'leads', 578, 'primary_contact_to_lead', 'Primary', 609),
  labelled(13, 'companies', 'companies', 14, 'parent_to_child_company', 'Child Company', 450),
  labelled(14, 'companies', 'companies', 13, 'child_to_parent_company', 'Parent Company', 450),
]

function labelled(
  id: number,
  from: string,
  to: string,
  inverse: number,
  name: string,
  label: string,
  plain: number,
  single = false,
): AssociationType {
  const type: AssociationType = { id, category: 'HUBSPOT_DEFINED', from, to, inverse, name, label, plain }
  return single ? { ...type, single } : type
}

/** Ids as the clients' enumerations list them [HubSpot OpenAPI: associations v4]. */
export const HUBSPOT_DEFINED: readonly AssociationType[] = [
  ...PLAIN.flatMap(([id, from, to, inverse]) =>
    id === inverse ? [plainType(id, from, to, inverse)] : [plainType(id, from, to, inverse), plainType(inverse, to, from, id)],
  ),
  ...LABELLED,
]
