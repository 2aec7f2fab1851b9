/** Every sentence of the screens in one table, so that another language is another table of the same shape. */
import { en } from './strings-en'

export type Strings = typeof en

/** The words of the current language. */
export const s: Strings = en
