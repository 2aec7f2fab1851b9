/** Which record holds which unique value. */
import type { ObjectSchema } from '../schema/object-schema'
import type { CrmRecord } from './record'

/** Values of live records alone: an archived or merged record gives its values up. */
export class UniqueValues {
  private readonly schema: ObjectSchema
  private readonly holders = new Map<string, Map<string, number>>()

  constructor(schema: ObjectSchema) {
    this.schema = schema
  }

  /** The id of the record that holds the value. A contact's additional emails count as its email. */
  holder(property: string, value: string): number | undefined {
    return this.holders.get(property)?.get(uniqueForm(property, value))
  }

  claim(record: CrmRecord): void {
    this.each(record, (property, value) => {
      let held = this.holders.get(property)
      if (held === undefined) {
        held = new Map()
        this.holders.set(property, held)
      }
      held.set(value, record.id)
    })
  }

  release(record: CrmRecord): void {
    this.each(record, (property, value) => {
      const held = this.holders.get(property)
      if (held?.get(value) === record.id) {
        held.delete(value)
      }
    })
  }

  private each({ values }: CrmRecord, visit: (property: string, value: string) => void): void {
    for (const { name } of this.schema.unique()) {
      const value = values[this.schema.slot(name)]
      if (value !== undefined) {
        visit(name, uniqueForm(name, value))
      }
      if (name === 'email') {
        for (const more of values[this.schema.slot('hs_additional_emails')]?.split(';') ?? []) {
          visit(name, uniqueForm(name, more))
        }
      }
    }
  }
}

/** How a unique value is compared: emails without regard to case and surrounding blanks, the rest exactly. */
export function uniqueForm(property: string, value: string): string {
  return property === 'email' ? value.trim().toLowerCase() : value
}
