/** `domain_suffix`: the public part of a domain. */

import { getPublicSuffix } from 'tldts'
import { SUFFIX_LIST } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { hostOf } from '../web-host'

export const domainSuffix: FunctionDefinition = {
  name: 'domain_suffix',
  group: 'web',
  parameters: [{ name: 'address', type: 'text' }],
  result: 'text',
  summary: 'gives the public suffix of a web or email address, under which anybody may register',
  examples: [
    { args: ['https://shop.example.co.uk'], result: 'co.uk' },
    { args: ['ada@example.com'], result: 'com' },
    { args: ['n/a'], result: null },
    { args: [null], result: null },
  ],
  cost: SUFFIX_LIST,
  call: (args) => {
    const host = hostOf(textAt(args, 0) ?? '')
    return host === null ? null : getPublicSuffix(host, { extractHostname: false })
  },
}
