/** Which lines differ between two texts. */

/** Indices of the lines of each text that are not part of their longest common subsequence of lines. */
export type Differing = { readonly left: ReadonlySet<number>; readonly right: ReadonlySet<number> }

/** Compares line by line; beyond `limit` squared steps everything between the common start and end counts as different. */
export const differingLines = (left: readonly string[], right: readonly string[], limit = 2000): Differing => {
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1
  let endLeft = left.length
  let endRight = right.length
  while (endLeft > start && endRight > start && left[endLeft - 1] === right[endRight - 1]) {
    endLeft -= 1
    endRight -= 1
  }
  const rows = endLeft - start
  const columns = endRight - start
  const onlyLeft = new Set<number>()
  const onlyRight = new Set<number>()
  if (rows * columns > limit * limit) {
    for (let at = start; at < endLeft; at += 1) onlyLeft.add(at)
    for (let at = start; at < endRight; at += 1) onlyRight.add(at)
    return { left: onlyLeft, right: onlyRight }
  }
  const table = new Uint32Array((rows + 1) * (columns + 1))
  const cell = (row: number, column: number): number => table[row * (columns + 1) + column] ?? 0
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      table[row * (columns + 1) + column] =
        left[start + row] === right[start + column] ? cell(row + 1, column + 1) + 1 : Math.max(cell(row + 1, column), cell(row, column + 1))
  let row = 0
  let column = 0
  while (row < rows || column < columns) {
    if (row < rows && column < columns && left[start + row] === right[start + column]) {
      row += 1
      column += 1
    } else if (column >= columns || (row < rows && cell(row + 1, column) >= cell(row, column + 1))) {
      onlyLeft.add(start + row)
      row += 1
    } else {
      onlyRight.add(start + column)
      column += 1
    }
  }
  return { left: onlyLeft, right: onlyRight }
}
