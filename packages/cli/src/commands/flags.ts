/** Flags that several commands share. */
import type { Flag } from '../command'

export const jsonFlag: Flag = { name: 'json', about: 'print JSON in a versioned shape instead of text' }
