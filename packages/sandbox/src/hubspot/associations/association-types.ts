/** The association types between the objects of a portal: HubSpot's own, and the labels a portal adds. */
import { HUBSPOT_DEFINED } from './standard-associations'

/** Who defined a type [HubSpot OpenAPI: associations v4]. */
export type AssociationCategory = 'HUBSPOT_DEFINED' | 'USER_DEFINED'

/** `inverse` is the type that the other record gets. `plain` is the unlabelled type that comes with a labelled one. */
export type AssociationType = {
  readonly id: number
  readonly category: AssociationCategory
  readonly from: string
  readonly to: string
  readonly inverse: number
  readonly name: string
  readonly label?: string
  readonly plain?: number
  /** At most one record on the far side. */
  readonly single?: boolean
}

/** A label to define; without `inverseLabel` both directions read alike. */
export type LabelDefinition = {
  readonly from: string
  readonly to: string
  readonly name: string
  readonly label: string
  readonly inverseLabel?: string
}

/** Ids of a portal's own types begin above those of HubSpot's, so that an id alone tells the type. */
const FIRST_OWN_ID = 10_001

/** By id and by pair of objects, both by plural name. */
export class AssociationTypes {
  private readonly byId = new Map<number, AssociationType>()
  private readonly byPair = new Map<string, AssociationType[]>()
  private readonly limits = new Map<number, number>()
  private nextId = FIRST_OWN_ID

  constructor() {
    for (const type of HUBSPOT_DEFINED) {
      this.put(type)
    }
  }

  get(id: number): AssociationType | undefined {
    return this.byId.get(id)
  }

  /** All types from one object to another. */
  between(from: string, to: string): readonly AssociationType[] {
    return this.byPair.get(`${from}>${to}`) ?? []
  }

  /** The unlabelled type between two objects. */
  plain(from: string, to: string): AssociationType | undefined {
    return this.between(from, to).find((type) => type.label === undefined)
  }

  all(): readonly AssociationType[] {
    return [...this.byId.values()]
  }

  /** Lets the records of two objects be associated, without a label; returns the type from the first to the second. */
  connect(from: string, to: string, name: string): AssociationType {
    const known = this.plain(from, to)
    if (known !== undefined) {
      return known
    }
    const [id, inverse] = [this.take(), this.take()]
    const type: AssociationType = { id, inverse, from, to, name, category: 'USER_DEFINED' }
    this.put(type)
    this.put({ ...type, id: inverse, inverse: id, from: to, to: from })
    return type
  }

  /** Adds a label with its other direction; returns the one or two types as the vendor lists them, the asked direction first. */
  define({ from, to, name, label, inverseLabel }: LabelDefinition): readonly AssociationType[] {
    if (from === to && inverseLabel === undefined) {
      const id = this.take()
      return [this.own({ id, inverse: id, from, to, name, label, category: 'USER_DEFINED' })]
    }
    const [id, inverse] = [this.take(), this.take()]
    const one = this.own({ id, inverse, from, to, name, label, category: 'USER_DEFINED' })
    const other = this.own({ id: inverse, inverse: id, from: to, to: from, name, label: inverseLabel ?? label, category: 'USER_DEFINED' })
    return [one, other]
  }

  /** Renames a label of the portal's, and its other direction where a new name for that is given or both read alike. */
  relabel(type: AssociationType, label: string, inverseLabel: string | undefined): void {
    const inverse = this.byId.get(type.inverse)
    const other = inverseLabel ?? (inverse?.label === type.label ? label : inverse?.label)
    this.replace({ ...type, label })
    if (inverse !== undefined && inverse.id !== type.id && other !== undefined) {
      this.replace({ ...inverse, label: other })
    }
  }

  /** Sets how many records of the far object one record may have by this type, or with undefined takes the limit away. */
  limit(id: number, most: number | undefined): void {
    if (most === undefined) {
      this.limits.delete(id)
    } else {
      this.limits.set(id, most)
    }
  }

  limitOf(id: number): number | undefined {
    return this.limits.get(id)
  }

  /** Types that have a limit. */
  limited(): readonly AssociationType[] {
    return this.all().filter((type) => this.limits.has(type.id))
  }

  /** Forgets a type of the portal's and its other direction. */
  drop(type: AssociationType): void {
    for (const each of [type, this.byId.get(type.inverse)]) {
      if (each !== undefined) {
        this.byId.delete(each.id)
        this.limits.delete(each.id)
        const key = `${each.from}>${each.to}`
        this.byPair.set(
          key,
          this.between(each.from, each.to).filter((other) => other.id !== each.id),
        )
      }
    }
  }

  /** Forgets all types of an object that is gone. */
  dropObject(name: string): void {
    for (const type of this.all()) {
      if (type.from === name || type.to === name) {
        this.drop(type)
      }
    }
  }

  private own(type: AssociationType): AssociationType {
    const plain = this.plain(type.from, type.to)
    const whole = plain === undefined ? type : { ...type, plain: plain.id }
    this.put(whole)
    return whole
  }

  private put(type: AssociationType): void {
    this.byId.set(type.id, type)
    const key = `${type.from}>${type.to}`
    this.byPair.set(key, [...(this.byPair.get(key) ?? []), type])
  }

  private replace(type: AssociationType): void {
    this.byId.set(type.id, type)
    this.byPair.set(
      `${type.from}>${type.to}`,
      this.between(type.from, type.to).map((each) => (each.id === type.id ? type : each)),
    )
  }

  private take(): number {
    const id = this.nextId
    this.nextId += 1
    return id
  }
}
