/** `web_domain`: the host of a web address. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { hostOf } from '../web-host'

export const webDomain: FunctionDefinition = {
  name: 'web_domain',
  group: 'web',
  parameters: [{ name: 'address', type: 'text' }],
  result: 'text',
  summary: 'gives the domain of a web address in small letters, without `www.`; blank when there is none',
  examples: [
    { args: ['https://www.Example.com/about?x=1'], result: 'example.com' },
    { args: ['shop.example.co.uk'], result: 'shop.example.co.uk' },
    { args: ['n/a'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => hostOf(textAt(args, 0) ?? ''),
  inverse: 'web_address',
}
