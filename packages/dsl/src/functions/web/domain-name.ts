/** `domain_name`: the name within a domain. */

import { getDomainWithoutSuffix } from 'tldts'
import { SUFFIX_LIST } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { hostOf } from '../web-host'

export const domainName: FunctionDefinition = {
  name: 'domain_name',
  group: 'web',
  parameters: [{ name: 'address', type: 'text' }],
  result: 'text',
  summary: 'gives the registered domain of a web or email address without its public suffix',
  examples: [
    { args: ['https://shop.example.co.uk'], result: 'example' },
    { args: ['ada@example.com'], result: 'example' },
    { args: ['co.uk'], result: null },
    { args: [null], result: null },
  ],
  cost: SUFFIX_LIST,
  call: (args) => {
    const host = hostOf(textAt(args, 0) ?? '')
    return host === null ? null : getDomainWithoutSuffix(host, { extractHostname: false }) || null
  },
}
