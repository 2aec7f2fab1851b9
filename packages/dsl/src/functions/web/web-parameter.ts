/** `web_parameter`: one parameter of a web address. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { readAddress } from '../web-host'

export const webParameter: FunctionDefinition = {
  name: 'web_parameter',
  group: 'web',
  parameters: [
    { name: 'address', type: 'text' },
    { name: 'name', type: 'text' },
  ],
  result: 'text',
  summary: 'gives the value of a parameter behind the `?` of a web address, such as `utm_source`',
  examples: [
    { args: ['https://example.com/?utm_source=news%20letter&x=1', 'utm_source'], result: 'news letter' },
    { args: ['https://example.com/?x=1', 'utm_source'], result: null },
    { args: [null, 'utm_source'], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const query = readAddress(textAt(args, 0) ?? '')?.query ?? ''
    return new URLSearchParams(query).get(textAt(args, 1) ?? '') || null
  },
}
