/** `web_domain`: the host of a web address. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

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
  call: (args) => {
    const text = (textAt(args, 0) ?? '').trim().toLowerCase()
    const afterScheme = text.includes('://') ? text.slice(text.indexOf('://') + 3) : text
    const host =
      (afterScheme.split(/[/?#]/)[0] ?? '')
        .split('@')
        .at(-1)
        ?.split(':')[0]
        ?.replace(/^www\./, '') ?? ''
    return /^[\p{L}\p{N}.-]+$/u.test(host) && host.includes('.') && !host.startsWith('.') && !host.endsWith('.') ? host : null
  },
}
