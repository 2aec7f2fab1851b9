/** `html`: a plain text written as HTML. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

const MARKS: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
])

export const html: FunctionDefinition = {
  name: 'html',
  group: 'text',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'text',
  summary: 'writes a plain text as HTML, with its marks escaped and its line breaks kept: for a rich text on the other side',
  examples: [
    { args: ['a < b\nc & d'], result: 'a &lt; b<br>c &amp; d' },
    { args: ['plain'], result: 'plain' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([text = 0]) => text * 6,
  call: (args) =>
    textAt(args, 0)
      ?.replace(/[&<>"]/g, (mark) => MARKS.get(mark) ?? mark)
      .replace(/\r\n?|\n/g, '<br>') ?? null,
}
