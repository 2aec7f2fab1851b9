/** Writes a graph of objects down as bytes: shared objects stay shared, circles stay circles, and nothing is left out unasked. */
import { BARE, FIRST_CLASS, type Frame, ImageError, type Kept, MARK, PLAIN, REMEMBERED, SHORT } from './format'

const CHUNK = 1 << 20

/** Keys in their order, found key by key; `number` is set where objects with just these keys were met. */
type Shape = { number: number | undefined; readonly next: Map<string, Shape>; lastKey: string; lastShape: Shape | undefined }

const newShape = (): Shape => ({ number: undefined, next: new Map(), lastKey: '', lastShape: undefined })

/** Objects of one shape mostly follow each other, so that the key looked up last is the likeliest. */
function step(shape: Shape, key: string): Shape {
  if (shape.lastKey === key && shape.lastShape !== undefined) return shape.lastShape
  let next = shape.next.get(key)
  if (next === undefined) {
    next = newShape()
    shape.next.set(key, next)
  }
  shape.lastKey = key
  shape.lastShape = next
  return next
}

class Writer {
  private readonly chunks: Buffer[] = []
  private chunk = Buffer.allocUnsafe(CHUNK)
  private used = 0
  private readonly seen = new Map<object, number>()
  private texts = new Map<string, number>()
  private readonly shapes = new Map<number, Shape>()
  private shapeCount = 0
  private readonly fixtures: ReadonlyMap<object, string>
  private readonly classes: ReadonlyMap<unknown, { readonly number: number; readonly kept: Kept }>

  constructor({ classes, fixtures }: Frame) {
    this.fixtures = new Map(Object.entries(fixtures).map(([name, fixture]) => [fixture, name]))
    this.classes = new Map(classes.map((kept, index) => [kept.type.prototype, { number: FIRST_CLASS + index, kept }]))
    for (const { type } of classes) {
      if (/\bthis\.#/.test(String(type))) throw new ImageError(`\`${type.name}\` has \`#private\` fields, which no image can see`)
    }
  }

  end(): Buffer[] {
    this.turn()
    return this.chunks
  }

  /** Values never lie across two chunks, so that chunks can be read one by one or joined. */
  private turn(): void {
    if (this.used > 0) this.chunks.push(this.chunk.subarray(0, this.used))
    this.used = 0
  }

  private room(bytes: number): void {
    if (this.used + bytes <= this.chunk.length) return
    this.turn()
    this.chunk = Buffer.allocUnsafe(Math.max(CHUNK, bytes))
  }

  private byte(value: number): void {
    this.room(1)
    this.chunk[this.used] = value
    this.used += 1
  }

  private count(value: number): void {
    this.room(5)
    let rest = value >>> 0
    while (rest > 0x7f) {
      this.chunk[this.used] = (rest & 0x7f) | 0x80
      this.used += 1
      rest >>>= 7
    }
    this.chunk[this.used] = rest
    this.used += 1
  }

  write(value: unknown): void {
    switch (typeof value) {
      case 'undefined':
        this.byte(MARK.undefined)
        return
      case 'boolean':
        this.byte(value ? MARK.true : MARK.false)
        return
      case 'number':
        this.number(value)
        return
      case 'string':
        this.text(value)
        return
      case 'object':
        if (value === null) this.byte(MARK.null)
        else this.object(value)
        return
      default:
        throw new ImageError(`a ${typeof value} cannot be part of an image: ${String(value).slice(0, 120)}`)
    }
  }

  private number(value: number): void {
    if ((value | 0) === value && !Object.is(value, -0)) {
      this.byte(MARK.integer)
      this.count((value << 1) ^ (value >> 31))
      return
    }
    this.byte(MARK.double)
    this.room(8)
    this.chunk.writeDoubleLE(value, this.used)
    this.used += 8
  }

  private text(value: string): void {
    const isShort = value.length <= SHORT
    const known = isShort ? this.texts.get(value) : undefined
    if (known !== undefined) {
      this.byte(MARK.again)
      this.count(known)
      return
    }
    let isNarrow = true
    for (let index = 0; index < value.length && isNarrow; index += 1) isNarrow = value.charCodeAt(index) <= 0xff
    this.byte(isNarrow ? MARK.narrow : MARK.wide)
    this.count(value.length)
    this.room(isNarrow ? value.length : 2 * value.length)
    this.used += this.chunk.write(value, this.used, isNarrow ? 'latin1' : 'utf16le')
    if (!isShort) return
    if (this.texts.size === REMEMBERED) this.texts = new Map()
    this.texts.set(value, this.texts.size)
  }

  private object(value: object): void {
    const fixture = this.fixtures.get(value)
    if (fixture !== undefined) {
      this.byte(MARK.fixture)
      this.text(fixture)
      return
    }
    const before = this.seen.get(value)
    if (before !== undefined) {
      this.byte(MARK.reference)
      this.count(before)
      return
    }
    this.seen.set(value, this.seen.size)
    if (Array.isArray(value)) this.array(value)
    else if (value instanceof Map) {
      this.byte(MARK.map)
      this.count(value.size)
      for (const [key, each] of value) {
        this.write(key)
        this.write(each)
      }
    } else if (value instanceof Set) {
      this.byte(MARK.set)
      this.count(value.size)
      for (const each of value) this.write(each)
    } else this.fields(value)
  }

  private array(value: readonly unknown[]): void {
    this.byte(MARK.array)
    this.count(value.length)
    for (let index = 0; index < value.length; index += 1) {
      const each = value[index]
      if (each === undefined && !(index in value)) this.byte(MARK.hole)
      else this.write(each)
    }
  }

  private fields(value: object): void {
    const prototype: unknown = Object.getPrototypeOf(value)
    const known = this.classes.get(prototype)
    if (known === undefined && prototype !== Object.prototype && prototype !== null) {
      throw new ImageError(`\`${value.constructor.name}\` is not known to images: list it beside the other classes that they keep`)
    }
    const type = known?.number ?? (prototype === null ? BARE : PLAIN)
    const without = known?.kept.without
    let keys = Object.keys(value)
    if (without !== undefined) keys = keys.filter((key) => !Object.hasOwn(without, key))
    // An error's message is no key of its own accord.
    if (value instanceof Error && !keys.includes('message')) keys.push('message')
    let shape = this.shapes.get(type)
    if (shape === undefined) {
      shape = newShape()
      this.shapes.set(type, shape)
    }
    for (const key of keys) shape = step(shape, key)
    if (shape.number === undefined) {
      shape.number = this.shapeCount
      this.shapeCount += 1
      this.byte(MARK.shape)
      this.count(type)
      this.count(keys.length)
      for (const key of keys) this.text(key)
    } else {
      this.byte(MARK.object)
      this.count(shape.number)
    }
    const read = value as Readonly<Record<string, unknown>>
    for (const key of keys) this.write(read[key])
  }
}

/** The image of a value, in chunks that may be joined. Throws an `ImageError` for a function, and for a class that `frame` does not name. */
export function writeImage(value: unknown, frame: Frame): Buffer[] {
  const writer = new Writer(frame)
  writer.write(value)
  return writer.end()
}
