/** PushTopic: a query whose matching changes clients subscribe to. */
import { area, field, flag, picklist, READ_ONLY, text } from './field'
import { ObjectSchema } from './object'

/** Which changed fields make an event, the default first [Salesforce: PushTopic]. */
const NOTIFY_FOR = ['Referenced', 'All', 'Select', 'Where']

export function pushTopic(): ObjectSchema {
  return new ObjectSchema({
    name: 'PushTopic',
    label: 'Push Topic',
    plural: 'Push Topics',
    prefix: '0IF',
    searchable: false,
    fields: [
      text('Name', 'Topic Name', 25, { nillable: false, nameField: true, unique: true }),
      area('Query', 'SOQL Query', 1300, { nillable: false }),
      field('ApiVersion', 'API Version', 'double', { precision: 18, scale: 1, nillable: false }),
      flag('IsActive', 'Is Active', { defaultValue: true }),
      picklist('NotifyForFields', 'Notify For Fields', NOTIFY_FOR, {
        nillable: false,
        defaultedOnCreate: true,
        defaultValue: 'Referenced',
        restricted: true,
      }),
      picklist('NotifyForOperations', 'Notify For Operations', ['All', 'Create', 'Extended', 'Update'], READ_ONLY),
      text('Description', 'Description', 400),
      ...['Create', 'Update', 'Delete', 'Undelete'].map((operation) =>
        flag(`NotifyForOperation${operation}`, operation, { defaultValue: true }),
      ),
    ],
  })
}
