/** Shapes: what a JSON value should look like, as data that checks values and tells itself to documentation. */

/** Told of each thing that is wrong, with its path: `objects[2].name`. */
export type Problems = (path: string, message: string) => void

export type Shape = {
  /** In a sentence: `a text`. */
  readonly words: string
  /** Whether the value fits; says each thing that does not. */
  check(value: unknown, path: string, problems: Problems): boolean
  /** The keys of an object, or of the objects in a list. */
  readonly keys?: readonly ShapeKey[]
}
export type ShapeKey = { readonly name: string; readonly required: boolean; readonly shape: Shape }

const simple = (words: string, fits: (value: unknown) => boolean): Shape => ({
  words,
  check: (value, path, problems) => {
    if (fits(value)) return true
    problems(path, `should be ${words}`)
    return false
  },
})

export const text = simple('a text', (value) => typeof value === 'string')
export const flag = simple('true or false', (value) => typeof value === 'boolean')
export const count = simple('a number', (value) => typeof value === 'number' && Number.isFinite(value))

/** One of a few texts. */
export const oneOf = (...allowed: readonly string[]): Shape =>
  simple(`one of ${allowed.join(', ')}`, (value) => typeof value === 'string' && allowed.includes(value))

/** A list whose items all have that shape. */
export const list = (item: Shape): Shape => ({
  words: item.keys === undefined ? `a list, each ${item.words}` : 'a list of objects',
  ...(item.keys === undefined ? {} : { keys: item.keys }),
  check: (value, path, problems) => {
    if (!Array.isArray(value)) {
      problems(path, 'should be a list')
      return false
    }
    return value.map((one, index) => item.check(one, `${path}[${index}]`, problems)).every(Boolean)
  },
})

/** An object; keys that are not named here are left alone, so that a newer file of the same version can be read. */
export const record = (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape => {
  const keys: readonly ShapeKey[] = [
    ...Object.entries(required).map(([name, shape]) => ({ name, shape, required: true })),
    ...Object.entries(optional).map(([name, shape]) => ({ name, shape, required: false })),
  ]
  return {
    words: 'an object',
    keys,
    check: (value, path, problems) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        problems(path, 'should be an object')
        return false
      }
      const entries = new Map<string, unknown>(Object.entries(value))
      const fits = keys.map(({ name, shape, required: isRequired }) => {
        const at = path === '' ? name : `${path}.${name}`
        const found = entries.get(name)
        if (found !== undefined) return shape.check(found, at, problems)
        if (isRequired) problems(at, 'is missing')
        return !isRequired
      })
      return fits.every(Boolean)
    },
  }
}
