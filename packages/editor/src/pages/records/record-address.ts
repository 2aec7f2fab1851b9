/** How a record is named in addresses and to the server: by its system, object and id. */
import type { ErrorsReport, RecordRow } from '@lockstep/server/contract'

/** `hubspot:contact:101`, or the Salesforce form for a record that HubSpot does not have. */
export const recordAddress = (row: Pick<RecordRow, 'link' | 'hubspot' | 'salesforce'>): string =>
  row.hubspot !== null
    ? `hubspot:${row.hubspot.object}:${row.hubspot.id}`
    : row.salesforce !== null
      ? `salesforce:${row.salesforce.object}:${row.salesforce.id}`
      : row.link

/** The record an error is about; by what people call it where the error names no record of either side. */
export const errorAddress = (item: Pick<ErrorsReport['items'][number], 'side' | 'object' | 'recordId' | 'label'>): string =>
  item.side !== undefined && item.object !== undefined && item.recordId !== undefined
    ? `${item.side}:${item.object}:${item.recordId}`
    : item.label
