/** `web_path`: what stands behind the domain of a web address. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { readAddress } from '../web-host'

export const webPath: FunctionDefinition = {
  name: 'web_path',
  group: 'web',
  parameters: [{ name: 'address', type: 'text' }],
  result: 'text',
  summary: 'gives the path of a web address, without what stands behind `?` or `#`',
  examples: [
    { args: ['https://example.com/pricing/?x=1#y'], result: '/pricing/' },
    { args: ['https://example.com'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => readAddress(textAt(args, 0) ?? '')?.path || null,
}
