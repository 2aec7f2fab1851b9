/** Where the contract tests run: a real portal and a real org that environment variables name, else a sandbox of their own. */
import { type Sandbox, startSandbox } from '../index'

/** `url` is absent for HubSpot's own address. */
export type HubspotTarget = { readonly url: string | undefined; readonly accessToken: string; close(): Promise<void> }
export type SalesforceTarget = { readonly url: string; readonly accessToken: string; close(): Promise<void> }

/** Begins the names of all that the tests make, so that a person can find what an interrupted run left behind. */
export const MARK = `lockstep-contract-${Date.now().toString(36)}`

/** Milliseconds that a search may take to show a write: a real index lags. */
export const PATIENCE = 60_000

const none = async (): Promise<void> => undefined
const started = (): Promise<Sandbox> => startSandbox({ empty: true })

/** The portal of `LOCKSTEP_CONTRACT_HUBSPOT_TOKEN`, else a sandbox's. */
export async function hubspotTarget(environment: Readonly<Record<string, string | undefined>>): Promise<HubspotTarget> {
  const token = environment['LOCKSTEP_CONTRACT_HUBSPOT_TOKEN']
  if (token !== undefined && token !== '') return { url: undefined, accessToken: token, close: none }
  const sandbox = await started()
  return { url: sandbox.hubspot.url, accessToken: sandbox.hubspot.accessToken, close: () => sandbox.close() }
}

/** The org of `LOCKSTEP_CONTRACT_SALESFORCE_URL` and `LOCKSTEP_CONTRACT_SALESFORCE_TOKEN`, else a sandbox's. Throws where only one is set. */
export async function salesforceTarget(environment: Readonly<Record<string, string | undefined>>): Promise<SalesforceTarget> {
  const url = environment['LOCKSTEP_CONTRACT_SALESFORCE_URL'] ?? ''
  const accessToken = environment['LOCKSTEP_CONTRACT_SALESFORCE_TOKEN'] ?? ''
  if ((url === '') !== (accessToken === '')) {
    throw new Error('set both `LOCKSTEP_CONTRACT_SALESFORCE_URL` and `LOCKSTEP_CONTRACT_SALESFORCE_TOKEN`, or neither')
  }
  if (url !== '') return { url, accessToken, close: none }
  const sandbox = await started()
  return { url: sandbox.salesforce.url, accessToken: sandbox.salesforce.accessToken, close: () => sandbox.close() }
}

/** Asks until the answer satisfies, or `PATIENCE` is over; resolves to the last answer. */
export async function eventually<Answer>(ask: () => Promise<Answer>, satisfies: (answer: Answer) => boolean): Promise<Answer> {
  const end = Date.now() + PATIENCE
  for (;;) {
    const answer = await ask()
    if (satisfies(answer) || Date.now() > end) return answer
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
}
