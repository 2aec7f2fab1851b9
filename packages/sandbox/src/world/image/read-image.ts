/** Reads back what `write-image.ts` wrote. */
import { BARE, FIRST_CLASS, type Frame, ImageError, type Kept, MARK, PLAIN, REMEMBERED, SHORT } from './format'

type Fields = Record<string, unknown>

/** `make` gives a fresh object of the shape. */
type Shape = { readonly keys: readonly string[]; readonly make: () => Fields }

/** Sets an own property even where its name means more. */
function put(into: Fields, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(into, key, { value, writable: true, enumerable: true, configurable: true })
  else into[key] = value
}

/** Objects that have all their keys from the start stay compact in memory, and parsed ones are compact from the start. */
function maker(type: number, keys: readonly string[], kept: Kept | undefined): () => Fields {
  if (type === BARE) return () => Object.create(null)
  if (type === PLAIN) {
    const template: Fields = JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:null`).join()}}`)
    return () => ({ ...template })
  }
  if (kept === undefined) throw new ImageError('the image holds a class that is not known here')
  const lost = Object.entries(kept.without ?? {})
  return () => {
    const made: Fields = Object.create(kept.type.prototype)
    for (const [key, initial] of lost) made[key] = initial()
    return made
  }
}

class Reader {
  private chunk: Buffer = Buffer.alloc(0)
  private at = 0
  private next = 0
  private readonly seen: object[] = []
  private texts: string[] = []
  private readonly shapes: Shape[] = []

  constructor(
    private readonly chunks: readonly Buffer[],
    private readonly frame: Frame,
  ) {}

  get isAtEnd(): boolean {
    return this.at === this.chunk.length && this.next === this.chunks.length
  }

  private byte(): number {
    while (this.at === this.chunk.length) {
      const chunk = this.chunks[this.next]
      if (chunk === undefined) throw new ImageError('the image ends too early')
      this.chunk = chunk
      this.next += 1
      this.at = 0
    }
    const byte = this.chunk[this.at] ?? 0
    this.at += 1
    return byte
  }

  private count(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte()
      value |= (byte & 0x7f) << shift
      if (byte <= 0x7f) return value >>> 0
    }
    throw new ImageError('the image has a number that is too long')
  }

  /** The next bytes, which lie in one chunk as they were written. */
  private take(bytes: number): number {
    if (bytes > 0 && this.at === this.chunk.length) {
      this.byte()
      this.at -= 1
    }
    const at = this.at
    if (at + bytes > this.chunk.length) throw new ImageError('the image ends too early')
    this.at += bytes
    return at
  }

  read(): unknown {
    return this.value(this.byte())
  }

  private value(mark: number): unknown {
    switch (mark) {
      case MARK.undefined:
        return undefined
      case MARK.null:
        return null
      case MARK.false:
        return false
      case MARK.true:
        return true
      case MARK.integer: {
        const coded = this.count()
        return (coded >>> 1) ^ -(coded & 1)
      }
      case MARK.double:
        return this.chunk.readDoubleLE(this.take(8))
      case MARK.narrow:
      case MARK.wide:
      case MARK.again:
        return this.text(mark)
      case MARK.reference: {
        const found = this.seen[this.count()]
        if (found === undefined) throw new ImageError('the image refers to what it has not told')
        return found
      }
      case MARK.array:
        return this.array()
      case MARK.map:
        return this.map()
      case MARK.set:
        return this.set()
      case MARK.object: {
        const shape = this.shapes[this.count()]
        if (shape === undefined) throw new ImageError('the image has an unknown shape')
        return this.fields(shape)
      }
      case MARK.shape:
        return this.fields(this.shape())
      case MARK.fixture: {
        const name = this.text(this.byte())
        const fixture = this.frame.fixtures[name]
        if (fixture === undefined) throw new ImageError(`the image stands on \`${name}\`, which is not here`)
        return fixture
      }
      default:
        throw new ImageError(`the image has an unknown mark, ${mark}`)
    }
  }

  private text(mark: number): string {
    if (mark === MARK.again) {
      const known = this.texts[this.count()]
      if (known === undefined) throw new ImageError('the image repeats a text that it has not told')
      return known
    }
    if (mark !== MARK.narrow && mark !== MARK.wide) throw new ImageError('the image has no text where one belongs')
    const length = this.count()
    const bytes = mark === MARK.narrow ? length : 2 * length
    const at = this.take(bytes)
    const text = this.chunk.toString(mark === MARK.narrow ? 'latin1' : 'utf16le', at, at + bytes)
    if (length <= SHORT) {
      if (this.texts.length === REMEMBERED) this.texts = []
      this.texts.push(text)
    }
    return text
  }

  private array(): unknown[] {
    const length = this.count()
    const made: unknown[] = []
    this.seen.push(made)
    for (let index = 0; index < length; index += 1) {
      const mark = this.byte()
      if (mark !== MARK.hole) made[index] = this.value(mark)
    }
    made.length = length
    return made
  }

  private map(): Map<unknown, unknown> {
    const made = new Map<unknown, unknown>()
    this.seen.push(made)
    for (let left = this.count(); left > 0; left -= 1) {
      const key = this.read()
      made.set(key, this.read())
    }
    return made
  }

  private set(): Set<unknown> {
    const made = new Set<unknown>()
    this.seen.push(made)
    for (let left = this.count(); left > 0; left -= 1) made.add(this.read())
    return made
  }

  private shape(): Shape {
    const type = this.count()
    const keys: string[] = []
    for (let left = this.count(); left > 0; left -= 1) keys.push(this.text(this.byte()))
    const shape = { keys, make: maker(type, keys, this.frame.classes[type - FIRST_CLASS]) }
    this.shapes.push(shape)
    return shape
  }

  private fields({ keys, make }: Shape): object {
    const made = make()
    this.seen.push(made)
    for (const key of keys) put(made, key, this.read())
    return made
  }
}

/** The value of an image: a copy of what was written, in the same `frame`. Throws an `ImageError` for bytes that are no whole image. */
export function readImage(chunks: readonly Buffer[], frame: Frame): unknown {
  const reader = new Reader(chunks, frame)
  const value = reader.read()
  if (!reader.isAtEnd) throw new ImageError('the image goes on after its end')
  return value
}
