/** The translation of a mapping, whatever stands as its source. */
import type { Conversion, Use } from './plan'

/** What stands after `using`; `undefined` where values cross by their types alone. */
export const useOf = (conversion: Conversion): Use | undefined => {
  switch (conversion.kind) {
    case 'direct':
      return undefined
    case 'expression':
      return conversion.using
    default:
      return conversion
  }
}

/** The name of the table that translates the mapping's values. */
export const tableOf = (conversion: Conversion): string | undefined => {
  const use = useOf(conversion)
  return use?.kind === 'table' ? use.table : undefined
}
