/** The standard properties of products, line items and quotes. */
import { type Property, property, readOnly } from './property'
import { recordProperties } from './shared-properties'

const money = (name: string, label: string, groupName: string): Property => property(name, label, 'number', { groupName })

function sold(groupName: string): readonly Property[] {
  return [
    ...recordProperties(groupName),
    readOnly('createdate', 'Create Date', 'datetime', { groupName }),
    readOnly('hs_createdate', 'Object create date/time', 'datetime', { groupName, hidden: true }),
    readOnly('hs_lastmodifieddate', 'Last Modified Date', 'datetime', { groupName }),
    property('name', 'Name', 'string', { groupName }),
    property('description', 'Description', 'string', { groupName, fieldType: 'textarea' }),
    money('price', 'Unit price', groupName),
    property('hs_sku', 'SKU', 'string', { groupName }),
    money('hs_cost_of_goods_sold', 'Unit cost', groupName),
    money('tax', 'Tax', groupName),
    property('hs_recurring_billing_period', 'Term', 'string', { groupName }),
    property('recurringbillingfrequency', 'Billing frequency', 'enumeration', {
      groupName,
      options: ['weekly', 'biweekly', 'monthly', 'quarterly', 'per_six_months', 'annually', 'per_two_years', 'per_three_years'],
    }),
  ]
}

/** Products. */
export const PRODUCT_PROPERTIES: readonly Property[] = sold('productinformation')

const LINE = 'lineiteminformation'

/** Line items. */
export const LINE_ITEM_PROPERTIES: readonly Property[] = [
  ...sold(LINE),
  money('quantity', 'Quantity', LINE),
  readOnly('amount', 'Net price', 'number', { groupName: LINE }),
  money('discount', 'Unit discount', LINE),
  money('hs_discount_percentage', 'Discount percentage', LINE),
  property('hs_product_id', 'Product ID', 'number', { groupName: LINE }),
  property('hs_line_item_currency_code', 'Currency', 'enumeration', {
    groupName: LINE,
    options: ['USD', 'EUR', 'GBP', 'JPY', 'CHF', 'CAD', 'AUD'],
  }),
  money('hs_position_on_quote', 'Position on quote', LINE),
]

const QUOTE = 'quoteinformation'

/** Quotes. */
export const QUOTE_PROPERTIES: readonly Property[] = [
  ...recordProperties(QUOTE),
  readOnly('hs_createdate', 'Create date', 'datetime', { groupName: QUOTE }),
  readOnly('hs_lastmodifieddate', 'Last modified date', 'datetime', { groupName: QUOTE }),
  property('hs_title', 'Quote title', 'string', { groupName: QUOTE }),
  property('hs_expiration_date', 'Expiration date', 'date', { groupName: QUOTE }),
  property('hs_status', 'Approval state', 'enumeration', {
    groupName: QUOTE,
    options: ['DRAFT', 'APPROVAL_NOT_NEEDED', 'PENDING_APPROVAL', 'APPROVED', 'REJECTED'],
  }),
  property('hs_currency', 'Currency', 'string', { groupName: QUOTE }),
  property('hs_language', 'Language', 'string', { groupName: QUOTE }),
  readOnly('hs_public_url_key', 'Public URL key', 'string', { groupName: QUOTE }),
]
