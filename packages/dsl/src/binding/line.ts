/** Line: the identity of a mapping line, which stays the same when the line moves, and what has been found out about it for good. */

/** One thing that may be known of a line. */
export type Mark = number

let marks = 0

/** A mark of its own for each that asks, which is once when a module is loaded. */
export const newMark = (): Mark => {
  if (marks >= 31) throw new RangeError('there are no more marks than bits of a small number')
  return 1 << marks++
}

/** Made anew whenever the line is bound anew, so that nothing is known of a line in other surroundings. */
export class Line {
  // Private, so that a line that has been judged is equal to one that has not.
  #known = 0

  has(mark: Mark): boolean {
    return (this.#known & mark) !== 0
  }

  note(mark: Mark): void {
    this.#known |= mark
  }
}
