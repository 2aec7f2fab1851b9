/** Lists: a multi-select's options, written as one text with `;` between them. */
import type { Value } from '../plan/plan'
import { bounded, textAt } from './function-definition'

/** The `index`th argument's options, trimmed, each once, in their order. */
export const itemsAt = (args: readonly Value[], index: number): readonly string[] => {
  const parts = (textAt(args, index) ?? '').split(';').map((part) => part.trim())
  return [...new Set(parts.filter((part) => part !== ''))]
}

/** Options as one list, each once; blank when there are none. A `;` inside one would make two of it, and becomes a comma. */
export const joinItems = (items: Iterable<string>): string | null => {
  const kept = new Set<string>()
  for (const item of items) {
    const trimmed = item.replaceAll(';', ',').trim()
    if (trimmed !== '') kept.add(trimmed)
  }
  return bounded([...kept].join(';'))
}
