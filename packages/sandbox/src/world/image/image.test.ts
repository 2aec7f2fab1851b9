/** An image gives back what was written: values, sharing, circles, classes; and refuses what it cannot hold. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Frame, ImageError } from './format'
import { readImage } from './read-image'
import { writeImage } from './write-image'

class Counter {
  private readonly seen = new Map<string, number>()
  private timer: unknown = undefined
  constructor(readonly name: string) {}
  count(word: string): number {
    const next = (this.seen.get(word) ?? 0) + 1
    this.seen.set(word, next)
    this.timer = () => next
    return next
  }
  get isTimed(): boolean {
    return this.timer !== undefined
  }
}

const home = { name: 'home' }
const frame: Frame = { classes: [{ type: Counter, without: { timer: () => undefined } }], fixtures: { home } }
const copy = (value: unknown, given = frame): unknown => readImage(writeImage(value, given), given)

const value = fc.anything({ withMap: true, withSet: true, withNullPrototype: true, withSparseArray: true, withBigInt: false })

test('any value comes back as it was, in one piece and in chunks', () => {
  fc.assert(
    fc.property(fc.array(value), (values) => {
      const chunks = writeImage(values, frame)
      expect(readImage(chunks, frame)).toStrictEqual(values)
      expect(readImage([Buffer.concat(chunks)], frame)).toStrictEqual(values)
    }),
  )
})

test('texts of all lengths and alphabets survive, half pairs too', () => {
  const texts = [
    '',
    'é',
    '\ud800',
    '日本',
    'x'.repeat(3_000_000),
    'ü'.repeat(40),
    ...Array.from({ length: 140_000 }, (_, index) => `t${index % 70_000}`),
  ]
  expect(copy(texts)).toEqual(texts)
})

test('what was shared is shared, circles are circles, holes are holes, and a key may be called __proto__', () => {
  const shared = { a: 1 }
  const circle: Record<string, unknown> = { left: shared, right: shared }
  circle['self'] = circle
  const read = copy(circle) as typeof circle
  expect(read['left']).toBe(read['right'])
  expect(read['self']).toBe(read)
  const sparse: unknown[] = [1]
  sparse[3] = undefined
  expect(Object.keys(copy(sparse) as object)).toEqual(['0', '3'])
  expect(copy(JSON.parse('{"__proto__":{"x":1}}'))).toStrictEqual(JSON.parse('{"__proto__":{"x":1}}'))
})

test('an instance goes on where it was, without what its class leaves out; a fixture is itself', () => {
  const counter = new Counter('words')
  counter.count('a')
  const [again, place] = copy([counter, home]) as [Counter, unknown]
  expect(again).toBeInstanceOf(Counter)
  expect([again.name, again.isTimed, again.count('a')]).toEqual(['words', false, 2])
  expect(place).toBe(home)
  expect(counter.count('a')).toBe(2)
})

test('a function, an unknown class and a class with private names are refused, not left out', () => {
  class Hidden {
    #secret = 1
    read(): number {
      return this.#secret
    }
  }
  expect(() => copy({ run: () => 1 })).toThrow(ImageError)
  expect(() => copy(new Date())).toThrow('`Date` is not known to images: list it beside the other classes that they keep')
  expect(new Hidden().read()).toBe(1)
  expect(() => copy(1, { classes: [{ type: Hidden }], fixtures: {} })).toThrow('`Hidden` has `#private` fields, which no image can see')
})

test('bytes that are no image are refused', () => {
  const whole = Buffer.concat(writeImage({ list: [1.5, 'text', 'text', [], 70_000] }, frame))
  for (let length = 0; length < whole.length; length += 1) {
    expect(() => readImage([whole.subarray(0, length)], frame)).toThrow(ImageError)
  }
  expect(() => readImage([whole, whole], frame)).toThrow('the image goes on after its end')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      try {
        readImage([Buffer.from(bytes)], frame)
      } catch (error) {
        expect(error).toBeInstanceOf(ImageError)
      }
    }),
  )
})
