/** `share`: a percentage written as a share. */
import { FLAT } from '../cost'
import { type FunctionDefinition, numberAt } from '../function-definition'
import { tidy } from '../tidy'

export const share: FunctionDefinition = {
  name: 'share',
  group: 'number',
  parameters: [{ name: 'percent', type: 'number' }],
  result: 'number',
  summary: 'turns a percentage into a share: 25 becomes 0.25',
  examples: [
    { args: [25], result: 0.25 },
    { args: [7], result: 0.07 },
    { args: [null], result: null },
  ],
  cost: FLAT,
  call: (args) => {
    const value = numberAt(args, 0)
    return value === null ? null : tidy(value / 100)
  },
  inverse: 'percent',
}
