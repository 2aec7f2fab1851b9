/** `company_domain`: the domain that somebody registered. */

import { getDomain } from 'tldts'
import { SUFFIX_LIST } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { hostOf } from '../web-host'

export const companyDomain: FunctionDefinition = {
  name: 'company_domain',
  group: 'web',
  parameters: [{ name: 'address', type: 'text' }],
  result: 'text',
  summary:
    'gives the domain that was registered, by the list of public suffixes, out of a web or email address: what `shop.example.co.uk` and `mail.example.co.uk` share',
  examples: [
    { args: ['https://shop.example.co.uk/x'], result: 'example.co.uk' },
    { args: ['ada@mail.example.com'], result: 'example.com' },
    { args: ['co.uk'], result: null },
    { args: [null], result: null },
  ],
  cost: SUFFIX_LIST,
  call: (args) => {
    const host = hostOf(textAt(args, 0) ?? '')
    return host === null ? null : getDomain(host, { extractHostname: false })
  },
}
