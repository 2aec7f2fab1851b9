/** `like`: whether a text fits a pattern of `*` and `?`. */
import { PATTERN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

/** Longer patterns fit nothing: the work grows with the product of both lengths. */
const LONGEST_PATTERN = 255

/** Goes back to the last `*` alone, so that the work stays within the product of the two lengths. */
const fits = (text: readonly string[], pattern: readonly string[]): boolean => {
  let [at, next, star, marked] = [0, 0, -1, 0]
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = next
      marked = at
      next += 1
    } else if (next < pattern.length && (pattern[next] === '?' || pattern[next] === text[at])) {
      at += 1
      next += 1
    } else if (star !== -1) {
      marked += 1
      at = marked
      next = star + 1
    } else return false
  }
  while (pattern[next] === '*') next += 1
  return next === pattern.length
}

export const like: FunctionDefinition = {
  name: 'like',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'pattern', type: 'text' },
  ],
  result: 'boolean',
  summary: 'says whether a text fits a pattern, in which `*` stands for any characters and `?` for one; capital letters do not matter',
  examples: [
    { args: ['AC-0042', 'ac-*'], result: true },
    { args: ['AC-0042', 'AC-????'], result: true },
    { args: ['AC-0042', '*-42'], result: false },
    { args: [null, '*'], result: false },
  ],
  cost: PATTERN,
  call: (args) => {
    const text = textAt(args, 0)
    const pattern = textAt(args, 1)
    if (text === null || pattern === null || pattern.length > LONGEST_PATTERN) return false
    return fits([...text.toLowerCase()], [...pattern.toLowerCase()])
  },
}
