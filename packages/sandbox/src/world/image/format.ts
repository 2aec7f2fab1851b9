/** The form of an image: every value begins with one of these marks, numbers of things are variable-length integers, low bits first. */

/** One byte before each value. */
export const MARK = {
  undefined: 0,
  null: 1,
  false: 2,
  true: 3,
  /** Zigzag, 32 bits at most. */
  integer: 4,
  /** Eight bytes, little endian. */
  double: 5,
  /** A length, then a byte a character. */
  narrow: 6,
  /** A length, then two bytes a character, so that halves of pairs survive. */
  wide: 7,
  /** A short text that came lately, by its number. */
  again: 8,
  /** Something that was told already, by its number: what was one stays one. */
  reference: 9,
  array: 10,
  map: 11,
  set: 12,
  /** A shape's number, then the values of its keys. */
  object: 13,
  /** As `object`, with the shape before the values: the number of its class, its keys. */
  shape: 14,
  /** A place of an array where nothing is. */
  hole: 15,
  /** Something that is not part of the image, by its name. */
  fixture: 16,
} as const

/** Texts up to this length are remembered, so many of them at a time. */
export const SHORT = 32
export const REMEMBERED = 65_536

/** Classes are numbered after these two: objects without one, and those without any prototype. */
export const PLAIN = 0
export const BARE = 1
export const FIRST_CLASS = 2

/**
 * A class whose instances are part of an image: all own properties but those of `without`, which come back with the values said here. Those are
 * for what cannot be kept, such as timers and functions, and for what is worked out again when it is missed.
 */
export type Kept = {
  readonly type: (abstract new (...args: never) => object) & { readonly name: string }
  readonly without?: Readonly<Record<string, () => unknown>>
}

/** What an image may hold, and what surrounds it: objects that stay as they are, by name. */
export type Frame = { readonly classes: readonly Kept[]; readonly fixtures: Readonly<Record<string, object>> }

/** Something that cannot be part of an image, or bytes that are none. The message is a plain sentence. */
export class ImageError extends Error {
  override readonly name = 'ImageError'
}
