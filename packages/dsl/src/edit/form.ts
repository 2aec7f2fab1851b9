/** Form: the shape of one kind of statement: where it stands, its words and fields in order, and the block that it opens. */
import type { BlockKind } from '../syntax/keywords'
import type { OptionForm, Part } from './form-parts'

export type Form = OptionForm & {
  readonly place: BlockKind
  /** Where one kind of statement is written in several ways: which of them. */
  readonly by?: string
  /** What its block holds. */
  readonly opens?: BlockKind
  /** Its block may be absent when that field is there, or always when `true`. */
  readonly blockless?: string | true
}

export const form = (
  place: BlockKind,
  kind: string,
  parts: readonly Part[],
  more: Pick<Form, 'by' | 'opens' | 'blockless'> = {},
): Form => ({ place, kind, parts, ...more })
