/** Names of policy files: one rule for those that are saved and those that are there already, so that a folder can be checked out anywhere. */

/** What a name may be, for messages and docs. */
export const allowedNames =
  "names of policy files and of the folders that hold them are letters, digits, spaces and any of `-_.,+=@&'()[]#%!~`, at most 100 characters, with no dot or space at their end and no space or dot at their beginning; the file’s ends in .sync, a folder’s does not"

/** Folders beside the policy whose files are none of it. */
export const notPolicy: ReadonlySet<string> = new Set(['node_modules', '.git', '.lockstep', 'world', 'catalog'])

const longestName = 100
const longestPath = 200
/** File systems allow 255 bytes; some room is left for what programs put beside a file while they write it. */
const mostBytes = 200

const allowed = /^[\p{L}\p{M}\p{N} \-_.,+=@&'()[\]#%!~]+$/u
// Letters to Unicode, invisible to people: the Hangul fillers and others.
const invisible = /\p{Default_Ignorable_Code_Point}/u
/** Devices of Windows, whatever follows the first dot (Microsoft: "Naming Files, Paths, and Namespaces"). */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\.|$)/i

/** A character in words that can be shown: control and direction characters as their number. */
const shown = (character: string): string =>
  /[\p{C}\p{Z}]/u.test(character) || invisible.test(character)
    ? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    : character

/** A path as a message may show it: unreadable characters as numbers, and not longer than a line. */
export const shownPath = (path: string): string => {
  const plain = [...path].map((character) => (character === ' ' ? ' ' : shown(character))).join('')
  return plain.length > 120 ? `${plain.slice(0, 120)}…` : plain
}

const nameProblem = (name: string): string | undefined => {
  if (name === '' || name === '.' || name === '..') return 'has an empty part, `.` or `..`'
  const wrong = [...name].find((character) => !allowed.test(character) || invisible.test(character))
  if (wrong !== undefined) return `has \`${shown(wrong)}\` in it`
  if (name.startsWith('.')) return 'begins with a dot, which hides it'
  if (name.startsWith(' ')) return 'begins with a space'
  if (/[. ]$/.test(name)) return 'ends in a dot or a space, which Windows takes away'
  if (device.test(name)) return `is the name of a device on Windows (\`${name.split('.')[0]}\`)`
  if ([...name].length > longestName || new TextEncoder().encode(name).length > mostBytes) return `is longer than ${longestName} characters`
  return undefined
}

/** What is wrong with a path inside the folder, `/`-separated; undefined for one that a policy file may have. */
export const pathProblem = (path: string): string | undefined => {
  const parts = path.split('/')
  const name = parts.at(-1) ?? ''
  if (path.startsWith('/') || /^[a-z]:[\\/]/i.test(path)) return 'does not begin inside the folder'
  for (const part of parts) {
    const problem = nameProblem(part)
    if (problem !== undefined) return problem
  }
  const reserved = parts.slice(0, -1).find((part) => notPolicy.has(part.toLowerCase()))
  if (reserved !== undefined) return `lies in \`${reserved}\`, whose files are no policy`
  if (!name.endsWith('.sync') || name === '.sync') return 'does not end in .sync'
  if (parts.slice(0, -1).some((part) => part.toLowerCase().endsWith('.sync'))) return 'lies in a folder whose name ends in .sync'
  if ([...path].length > longestPath) return `is longer than ${longestPath} characters with its folders`
  return undefined
}

/** Equal for names that some file system takes for one: without regard to case, and to how accents are composed. */
export const foldName = (name: string): string => name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')
