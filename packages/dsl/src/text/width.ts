/** Width: how many columns text takes on a terminal or in a fixed-width editor. */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const NOTHING = /[\p{Mn}\p{Me}\p{Cf}]/u

/** East Asian wide characters and emoji take two columns, combining marks none. Tabs count as one here. */
export const displayWidth = (text: string): number => {
  if (isAscii(text)) return text.length
  let width = 0
  for (const char of text) width += NOTHING.test(char) ? 0 : WIDE.test(char) ? 2 : 1
  return width
}

const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 126) return false
  return true
}

const TAB = 4

/** Tabs become spaces up to the next multiple of four columns, counting from `column`. */
export const expandTabs = (text: string, column = 0): string => {
  let out = ''
  let at = column
  for (const piece of text.split(/(\t)/)) {
    const next = piece === '\t' ? ' '.repeat(TAB - (at % TAB)) : piece
    out += next
    at += displayWidth(next)
  }
  return out
}
