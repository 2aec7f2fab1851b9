/** The properties and groups of one object type in a portal, with a slot number for each property. */
import { ApiError, invalid, notFound } from '../api-error'
import type { ObjectType } from './object-types'
import type { Property } from './property'
import type { FormatRule } from './value-format'

/** At most ten properties with unique values for each object [HubSpot: properties, limits]. */
export const UNIQUE_PROPERTY_LIMIT = 10

/** A group of properties, as the user interface shows them together. */
export type PropertyGroup = { readonly name: string; readonly label: string; readonly displayOrder: number }

/**
 * Property definitions by name. A slot is the position of a property's value in a record, given when the property is first used, so
 * that records stay short, and kept for ever, so that values survive the archiving of their property.
 */
export class ObjectSchema {
  /** Replaced where the portal changes an object of its own. */
  type: ObjectType
  /** Rules for the form of values, by property. */
  readonly formats = new Map<string, readonly FormatRule[]>()
  private readonly byName = new Map<string, Property>()
  private readonly slots = new Map<string, number>()
  private readonly names: string[] = []
  private readonly groupsByName = new Map<string, PropertyGroup>()
  private uniqueList: readonly Property[] | undefined

  constructor(type: ObjectType) {
    this.type = type
    type.groups.forEach(([name, label], displayOrder) => {
      this.groupsByName.set(name, { name, label, displayOrder })
    })
    for (const property of type.properties) {
      this.put(property)
    }
  }

  /** Adds or replaces a definition without any check; for seeds and for `create`. */
  put(property: Property): void {
    this.byName.set(property.name, property)
    this.uniqueList = undefined
  }

  /** The live property of that name. */
  get(name: string): Property | undefined {
    const property = this.byName.get(name)
    return property?.archived ? undefined : property
  }

  /** Live properties, or the archived ones. */
  list(archived = false): Property[] {
    return [...this.byName.values()].filter((property) => property.archived === archived)
  }

  /** The value position of a property, given now if it has none yet; throws for a name that was never defined. */
  slot(name: string): number {
    const known = this.slots.get(name)
    if (known !== undefined) {
      return known
    }
    if (!this.byName.has(name)) {
      throw new Error(`no property ${name} on ${this.type.name}`)
    }
    this.slots.set(name, this.names.length)
    return this.names.push(name) - 1
  }

  /** The value position of a property; undefined while no record ever had a value of it. */
  usedSlot(name: string): number | undefined {
    return this.slots.get(name)
  }

  nameAt(slot: number): string {
    return this.names[slot] ?? ''
  }

  /** Properties of which two records may not hold the same value: the object's own and the portal's. */
  unique(): readonly Property[] {
    this.uniqueList ??= this.list().filter((property) => this.isUnique(property))
    return this.uniqueList
  }

  isUnique(property: Property): boolean {
    return property.hasUniqueValue || this.type.unique.includes(property.name)
  }

  /** Adds a property; refuses a taken or ill-formed name, an unknown group, and an eleventh unique property. */
  create(property: Property): void {
    const known = this.byName.get(property.name)
    if (known !== undefined && !known.archived) {
      throw new ApiError(409, 'OBJECT_ALREADY_EXISTS', `A property named '${property.name}' already exists.`, {
        subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
        context: { name: [property.name] },
      })
    }
    if (!/^[a-z][a-z0-9_]{0,99}$/.test(property.name)) {
      throw invalid(
        `Property name '${property.name}' is invalid: it starts with a letter and has lower-case letters, digits and underscores.`,
      )
    }
    if (!this.groupsByName.has(property.groupName)) {
      throw invalid(`Property group '${property.groupName}' does not exist.`)
    }
    if (property.hasUniqueValue && this.list().filter((other) => other.hasUniqueValue).length >= UNIQUE_PROPERTY_LIMIT) {
      throw new ApiError(
        400,
        'VALIDATION_ERROR',
        `The limit of ${UNIQUE_PROPERTY_LIMIT} unique properties per object type has been reached.`,
        {
          subCategory: 'Properties.UNIQUE_PROPERTY_LIMIT_EXCEEDED',
        },
      )
    }
    // An archived name comes back with its old definition's unique flag, which can never change.
    this.put(known === undefined ? property : { ...property, hasUniqueValue: known.hasUniqueValue })
  }

  /** Adds all of them or, where one is refused, none. */
  createAll(properties: readonly Property[]): void {
    const before = new Map(this.byName)
    try {
      for (const property of properties) {
        this.create(property)
      }
    } catch (error) {
      this.byName.clear()
      for (const property of before.values()) {
        this.put(property)
      }
      throw error
    }
  }

  /** Changes label, description, group, options, visibility; refuses what HubSpot defined as fixed. */
  change(name: string, patch: Partial<Property>): Property {
    const property = this.require(name)
    if (property.hubspotDefined && patch.type !== undefined && patch.type !== property.type) {
      throw invalid(`The definition of '${name}' is read only.`)
    }
    const changed = { ...property, ...patch, name, hasUniqueValue: property.hasUniqueValue }
    this.put(changed)
    return changed
  }

  archive(name: string, at: number): void {
    const property = this.get(name)
    if (property === undefined) {
      return
    }
    if (property.hubspotDefined) {
      throw invalid(`Property '${name}' is defined by HubSpot and cannot be archived.`)
    }
    this.put({ ...property, archived: true, updatedAt: at })
  }

  /** The live property, or 404. */
  require(name: string): Property {
    const property = this.get(name)
    if (property === undefined) {
      throw notFound(`No property '${name}' was found for object type ${this.type.id}`)
    }
    return property
  }

  groups(): PropertyGroup[] {
    return [...this.groupsByName.values()]
  }

  createGroup(group: PropertyGroup): void {
    if (this.groupsByName.has(group.name)) {
      throw new ApiError(409, 'OBJECT_ALREADY_EXISTS', `A property group named '${group.name}' already exists.`)
    }
    this.groupsByName.set(group.name, group)
  }

  /** The group of that name, or 404. */
  requireGroup(name: string): PropertyGroup {
    const group = this.groupsByName.get(name)
    if (group === undefined) {
      throw notFound(`No property group '${name}' was found for object type ${this.type.id}`)
    }
    return group
  }

  /** Changes label and place of a group. */
  changeGroup(name: string, patch: Partial<Omit<PropertyGroup, 'name'>>): PropertyGroup {
    const changed = { ...this.requireGroup(name), ...patch }
    this.groupsByName.set(name, changed)
    return changed
  }

  /** Removes a group that no property is in; refuses HubSpot's own. */
  removeGroup(name: string): void {
    if (this.type.groups.some(([own]) => own === name)) {
      throw invalid(`Property group '${name}' is defined by HubSpot and cannot be archived.`)
    }
    if (this.list().some((property) => property.groupName === name)) {
      throw invalid(`Property group '${name}' still has properties: move those first.`)
    }
    this.groupsByName.delete(name)
  }

  /** Makes the group when it is missing; for seeds. */
  ensureGroup(name: string): void {
    if (!this.groupsByName.has(name)) {
      this.groupsByName.set(name, { name, label: name, displayOrder: -1 })
    }
  }
}
