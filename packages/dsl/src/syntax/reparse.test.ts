/** Edited lines of one block: read alone where that is certain, and the same as when all is read. */
import { expect, test } from 'vitest'
import { parseAnew } from './parse'
import { reparse } from './reparse'

const TEXT = `# Contacts.
sync contact with Lead {
  match email = Email
  map {
    email <-> Email # the key
    name -> upper(LastName)

    old ->
  }
}
activities {
  call <-> Task {
    map {
      hs_call_title <-> Subject
    }
  }
}
values stages {
  "a" <-> "A"
  otherwise error
}
policy "Ours" {
  every 5 minutes
}
`

const before = (text: string) => parseAnew({ file: 'a.sync', text })

/** What is read of the text after the edit; undefined where it is left to a whole reading. */
const edited = (from: string, to: string, text = TEXT) => {
  if (!text.includes(from)) throw new Error(`nothing reads ${from}`)
  const source = { file: 'a.sync', text: text.replace(from, to) }
  const { ast, diagnostics } = parseAnew(source)
  const found = reparse(before(text), source)
  if (found) expect(found).toStrictEqual({ ast, diagnostics })
  return found
}

const SOUND = TEXT.replace('    old ->\n', '')

test.each([
  ['a letter in a name', 'email <->', 'emails <->'],
  ['an arrow that is half typed', '<-> Email', '< Email'],
  ['a new line', 'name -> upper(LastName)\n', 'name -> upper(LastName)\n    a <-> A\n'],
  ['a line that goes', '    name -> upper(LastName)\n', ''],
  ['a comment', '# the key', '# the only key'],
  ['a blank line that comes', '# the key\n', '# the key\n\n'],
  ['two lines for one', 'email <-> Email # the key', 'a <-> A\n    b <->'],
  ['a value row', '"a" <->', '"b" <->'],
  ['another `otherwise`', 'otherwise error', 'otherwise erro'],
  ['a line of the map of an activity', 'hs_call_title', 'hs_call_body'],
  ['white space at the end of a line', 'Email # the key', 'Email   # the key'],
])('%s is read alone', (_, from, to) => {
  expect(edited(from, to, SOUND)).toBeDefined()
})

test('the one line with a slip is read alone, and so is what follows from mending it', () => {
  expect(edited('old ->', 'old -> ')).toBeDefined()
  expect(edited('old ->', 'old -> O')).toBeDefined()
})

test.each([
  ['an edit beside a slip elsewhere', 'email <->', 'emails <->', TEXT],
  ['a brace', 'email <-> Email', 'email <-> Email {', SOUND],
  ['a brace that closes', 'email <-> Email', 'email <-> Email }', SOUND],
  ['a parenthesis that is left open', 'upper(LastName)', 'upper(LastName', SOUND],
  ['a word that begins a block', 'email <-> Email', 'sync <-> Email', SOUND],
  ['the head of a block', 'map {', 'map  {', SOUND],
  ['the line of its closing brace', '  }\n}\nact', '   }\n}\nact', SOUND],
  ['a line of another block', 'every 5', 'every 15', SOUND],
  ['two blocks at once', '    hs_call_title <-> Subject\n    }\n  }\n}\nvalues stages {\n  "a"', 'x\n"b"', SOUND],
  ['the last line', '}\n', '}', SOUND.slice(-2)],
])('%s is left to a whole reading', (_, from, to, text) => {
  expect(edited(from, to, text)).toBeUndefined()
})

test('a line between two halves of a parenthesis is left to a whole reading', () => {
  const text = SOUND.replace('upper(LastName)', 'upper(\n      LastName\n    )')
  expect(edited('LastName', 'FirstName', text)).toBeUndefined()
})
