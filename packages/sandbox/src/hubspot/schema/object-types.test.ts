/** The standard schema agrees with itself. */
import { describe, expect, test } from 'vitest'
import { World } from '../../world/world'
import { AssociationTypes } from '../associations/association-types'
import { Portal } from '../portal'
import { OBJECT_TYPES } from './object-types'

describe.each(OBJECT_TYPES.map((type) => [type.name, type] as const))('%s', (_, type) => {
  const names = type.properties.map((property) => property.name)

  test('has each property once, in a group of its own', () => {
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    const groups = new Set(type.groups.map(([name]) => name))
    expect(type.properties.filter((property) => !groups.has(property.groupName)).map((property) => property.name)).toEqual([])
  })

  test('tells, searches and stamps properties that it has', () => {
    const used = [...type.defaults, ...type.searchable, ...type.unique, ...type.required, type.modified, type.created]
    expect(used.filter((name) => !names.includes(name))).toEqual([])
  })

  test('gives every enumeration options, unless they live elsewhere or are free', () => {
    const free = ['hs_additional_emails', 'hs_additional_domains', 'hs_merged_object_ids']
    const empty = type.properties.filter(
      (property) => property.type === 'enumeration' && property.options.length === 0 && !property.externalOptions,
    )
    expect(empty.map((property) => property.name).filter((name) => !free.includes(name))).toEqual([])
  })

  test('is found by plural, singular and id', () => {
    const portal = new Portal(new World())
    const found = [type.name, type.singular, type.id, type.name.toUpperCase()].map((name) => portal.store(name)?.schema.type.id)
    expect(found).toEqual([type.id, type.id, type.id, type.id])
  })
})

const types = new AssociationTypes()

describe('association types', () => {
  test('the inverse of an inverse is the type itself, the other way round', () => {
    for (const type of types.all()) {
      const inverse = types.get(type.inverse)
      expect([inverse?.inverse, inverse?.from, inverse?.to]).toEqual([type.id, type.to, type.from])
    }
  })

  test('a labelled type brings the plain one of the same pair', () => {
    for (const type of types.all().filter((each) => each.label !== undefined)) {
      expect(type.plain).toBe(types.plain(type.from, type.to)?.id)
    }
  })
})
