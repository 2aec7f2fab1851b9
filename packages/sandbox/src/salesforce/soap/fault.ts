/** Refusals as SOAP faults. */
import type { SandboxResponse } from '../../world/system'
import type { Failure } from '../failure'
import { WrongKind } from '../rows/coerce'
import { element, escapeXml } from '../xml/write'

const ENVELOPE = 'xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"'
export const XML = 'text/xml;charset=UTF-8'

/** Which fault an exception code comes in [Salesforce: SOAP API, API faults]. */
const KINDS: Readonly<Record<string, string>> = {
  INVALID_LOGIN: 'LoginFault',
  INVALID_FIELD: 'InvalidFieldFault',
  INVALID_TYPE: 'InvalidSObjectFault',
  MALFORMED_ID: 'InvalidIdFault',
  INVALID_ID_FIELD: 'InvalidIdFault',
  MALFORMED_QUERY: 'MalformedQueryFault',
  MALFORMED_SEARCH: 'MalformedSearchFault',
  INVALID_QUERY_LOCATOR: 'InvalidQueryLocatorFault',
}
const SOAP_NAMES: Readonly<Record<string, string>> = { MALFORMED_ID: 'INVALID_ID_FIELD', NOT_FOUND: 'INVALID_TYPE' }

/** A whole answer; `header` and `body` are markup. */
export function envelope(namespace: string, header: string, body: string, sobjects: string): string {
  const head = header === '' ? '' : element('soapenv:Header', header)
  const spaces = `${ENVELOPE} xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sf="${sobjects}"`
  return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope ${spaces}>${head}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
}

function answer(faultCode: string, message: string, detail: string, namespace: string): SandboxResponse {
  const parts = [element('faultcode', faultCode), element('faultstring', escapeXml(message)), detail].join('')
  const spaces = `${ENVELOPE} xmlns:sf="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`
  const body = element('soapenv:Body', element('soapenv:Fault', parts))
  return { status: 500, type: XML, body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope ${spaces}>${body}</soapenv:Envelope>` }
}

/** A message that cannot be read at all, or asks for nothing there is. */
export function clientFault(message: string): SandboxResponse {
  return answer('soapenv:Client', message, '', 'urn:fault.partner.soap.sforce.com')
}

/** The fault of a refused call; `letter` is `u` or `c` as in the path. */
export function fault(failure: Failure, letter: string): SandboxResponse {
  const namespace = letter === 'u' ? 'urn:fault.partner.soap.sforce.com' : 'urn:fault.enterprise.soap.sforce.com'
  if (failure instanceof WrongKind)
    return clientFault(`'${String(failure.value)}' is not a valid value for the type xsd:${failure.field.type}`)
  const [problem] = failure.problems
  const code = SOAP_NAMES[problem?.code ?? ''] ?? problem?.code ?? 'UNKNOWN_EXCEPTION'
  const kind = `sf:${KINDS[code] ?? 'UnexpectedErrorFault'}`
  const message = problem?.message ?? ''
  const place = /Row:(\d+):Column:(\d+)/.exec(message)
  const where = /Query|Field|SObject|Search/.test(kind)
    ? element('sf:row', place?.[1] ?? '-1') + element('sf:column', place?.[2] ?? '-1')
    : ''
  const told = element('sf:exceptionCode', code) + element('sf:exceptionMessage', escapeXml(message)) + where
  return answer(`sf:${code}`, `${code}: ${message}`, element('detail', element(kind, told, `xsi:type="${kind}"`)), namespace)
}
