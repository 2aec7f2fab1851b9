/** `is_role_email`: whether an address belongs to a desk rather than a person. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { readEmail } from './address'

const ROLES = new Set(
  'abuse accounting accounts admin administrator billing booking careers contact contacto customerservice donotreply enquiries export feedback finance hello help helpdesk hostmaster hr info information inquiries invoice invoices it jobs kontakt legal mail marketing media newsletter noreply office orders postmaster press privacy purchasing reception recruiting root sales secretary security service services shop spam subscribe support team webmaster welcome'.split(
    ' ',
  ),
)

export const isRoleEmail: FunctionDefinition = {
  name: 'is_role_email',
  group: 'email',
  parameters: [{ name: 'email', type: 'text' }],
  result: 'boolean',
  summary: 'says whether an email address belongs to a desk rather than to a person, such as `info@` or `sales@`',
  examples: [
    { args: ['info@example.com'], result: true },
    { args: ['no-reply@example.com'], result: true },
    { args: ['ada@example.com'], result: false },
    { args: [null], result: false },
  ],
  cost: SCAN,
  call: (args) => ROLES.has((readEmail(textAt(args, 0) ?? '')?.split('@')[0] ?? '').replace(/[-_.]/g, '')),
}
