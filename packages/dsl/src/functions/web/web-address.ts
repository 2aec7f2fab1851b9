/** `web_address`: a domain as a web address. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { hostOf } from '../web-host'

export const webAddress: FunctionDefinition = {
  name: 'web_address',
  group: 'web',
  parameters: [{ name: 'domain', type: 'text' }],
  result: 'url',
  summary: 'writes a domain or web address with `https://` in front and no path behind: for a website field beside a domain',
  examples: [
    { args: ['example.com'], result: 'https://example.com' },
    { args: ['http://www.example.com/about'], result: 'https://example.com' },
    { args: ['n/a'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([domain = 0]) => domain + 8,
  call: (args) => {
    const host = hostOf(textAt(args, 0) ?? '')
    return host === null ? null : `https://${host}`
  },
  inverse: 'web_domain',
}
