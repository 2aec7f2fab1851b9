/** `percent`: a share written as a percentage. */
import { FLAT } from '../cost'
import { type FunctionDefinition, numberAt } from '../function-definition'
import { tidy } from '../tidy'

export const percent: FunctionDefinition = {
  name: 'percent',
  group: 'number',
  parameters: [{ name: 'share', type: 'number' }],
  result: 'number',
  summary: 'turns a share into a percentage: HubSpot keeps 25 % as 0.25, Salesforce as 25',
  examples: [
    { args: [0.25], result: 25 },
    { args: [0.07], result: 7 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const share = numberAt(args, 0)
    return share === null ? null : tidy(share * 100)
  },
  inverse: 'share',
}
