/** Tabs and apps: one app with a tab for each object that people see. */
import type { ObjectSchema } from '../schema/object'
import type { Org } from '../store/org'

function tab(object: ObjectSchema, origin: string): Record<string, unknown> {
  const icon = `${origin}/img/icon/${object.name.toLowerCase()}`
  return {
    colors: [{ color: '0070D2', context: 'primary', theme: 'theme4' }],
    custom: object.custom,
    iconUrl: `${icon}32.png`,
    icons: [{ contentType: 'image/png', height: 32, theme: 'theme3', url: `${icon}32.png`, width: 32 }],
    label: object.plural,
    miniIconUrl: `${icon}16.png`,
    name: `standard-${object.name}`,
    sobjectName: object.name,
    url: `${origin}/${object.prefix}/o`,
  }
}

/** A tab for each searchable object. */
export function tabs(org: Org, origin: string): Record<string, unknown>[] {
  return [...org.schema.objects.values()].filter((object) => object.searchable).map((object) => tab(object, origin))
}

/** The org's one app. */
export function tabSets(org: Org, origin: string): Record<string, unknown>[] {
  return [
    {
      description: 'Records of the sandbox',
      label: 'Sales',
      logoUrl: `${origin}/img/logo.png`,
      namespace: '',
      selected: true,
      tabSetId: '02u000000000001AAA',
      tabs: tabs(org, origin),
    },
  ]
}

/** Colours and icons by object, as `theme` tells them. */
export function themeItems(org: Org, origin: string): Record<string, unknown>[] {
  return [...org.schema.objects.values()]
    .filter((object) => object.searchable)
    .map((object) => {
      const { colors, icons } = tab(object, origin)
      return { colors, icons, name: object.name }
    })
}
