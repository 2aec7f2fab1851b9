/** `same_company_domain`: whether two addresses belong to one domain. */

import { getDomain } from 'tldts'
import { SUFFIX_LIST } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { hostOf } from '../web-host'

export const sameCompanyDomain: FunctionDefinition = {
  name: 'same_company_domain',
  group: 'web',
  parameters: [
    { name: 'address', type: 'text' },
    { name: 'other', type: 'text' },
  ],
  result: 'boolean',
  summary: 'says whether two web or email addresses are under one registered domain; false when one has none',
  examples: [
    { args: ['ada@mail.example.com', 'https://www.example.com'], result: true },
    { args: ['ada@example.com', 'example.org'], result: false },
    { args: [null, null], result: false },
  ],
  cost: SUFFIX_LIST,
  call: (args) => {
    const [one, other] = [0, 1].map((index) => getDomain(hostOf(textAt(args, index) ?? '') ?? '', { extractHostname: false }))
    return typeof one === 'string' && one === other
  },
}
