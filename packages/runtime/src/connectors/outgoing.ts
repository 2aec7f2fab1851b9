/** The outgoing rule: where a credential may be sent. Both connectors and the settings check addresses here and nowhere else. */
import { LockstepError } from '../errors'
import type { SideName } from '../model'

/**
 * Domains that only the vendor gives out host names of.
 * HubSpot: developers.hubspot.com, API overview (`api.hubapi.com`; `api-eu1.hubapi.com` and the like for other data centres).
 * Salesforce Help: "My Domain URL Formats" (`my.salesforce.com`, `my.salesforce.mil` for Government Cloud Plus - Defense,
 * `my.sfcrmproducts.cn` on Alibaba Cloud, and the older `force.com` and `cloudforce.com`).
 */
const vendorDomains: Readonly<Record<SideName, readonly string[]>> = {
  hubspot: ['hubapi.com', 'api.hubspot.com'],
  salesforce: ['salesforce.com', 'force.com', 'cloudforce.com', 'salesforce.mil', 'cloudforce.mil', 'crmforce.mil', 'sfcrmproducts.cn'],
}
const names: Readonly<Record<SideName, string>> = { hubspot: 'HubSpot', salesforce: 'Salesforce' }

/** The environment variable that names further hosts. */
export const allowedHostsVariable = 'LOCKSTEP_ALLOWED_HOSTS'

/** Whether a host name, as `URL.hostname` writes it, is this machine. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
}

/** Why an address may not be given a credential, and what to do; undefined where it may. */
export type AddressProblem = { readonly message: string; readonly help: string }

/**
 * Judges an address that a credential of `side` would go to: https unless this machine, and a host of the vendor, of this machine or of
 * `allowedHosts`. `what` names the address in the message, such as a setting in back-ticks.
 */
export function addressProblem(
  side: SideName,
  what: string,
  address: string,
  allowedHosts: readonly string[] = [],
): AddressProblem | undefined {
  if (!URL.canParse(address)) return { message: `${what} is not a web address`, help: 'write it with `https://`' }
  const { protocol, hostname, username, password } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') return { message: `${what} must begin with https://`, help: 'mend the setting' }
  if (username !== '' || password !== '')
    return { message: `${what} holds a user name`, help: 'write the address alone; logins have settings of their own' }
  if (isLoopbackHost(hostname)) return undefined
  if (protocol === 'http:')
    return { message: `${what} must begin with https://, since a login is sent there`, help: 'only this machine may be reached by http://' }
  const isVendors = vendorDomains[side].some((domain) => hostname === domain || hostname.endsWith(`.${domain}`))
  if (isVendors || allowedHosts.includes(hostname)) return undefined
  return {
    message: `${what} is at \`${hostname}\`, which is not a host of ${names[side]}, so no login is sent there`,
    help: `if this host may have the login, name it in the environment: \`${allowedHostsVariable}=${hostname}\``,
  }
}

/** The address without slashes at its end. Throws `LockstepError` (`setting`) where no credential may go there. */
export function credentialAddress(side: SideName, what: string, address: string, allowedHosts: readonly string[] = []): string {
  const problem = addressProblem(side, what, address, allowedHosts)
  if (problem !== undefined) throw new LockstepError('setting', problem.message, { system: side, help: problem.help })
  return address.replace(/\/+$/, '')
}

/**
 * Where a token answer sends the calls of a login made at `loginUrl`: the vendor's, an allowed host, or this machine where the login is on
 * this machine too. Throws `LockstepError` (`authentication`).
 */
export function answeredAddress(side: SideName, loginUrl: string, address: string, allowedHosts: readonly string[] = []): string {
  const refuse = (message: string, help: string): never => {
    throw new LockstepError('authentication', message, { system: side, help })
  }
  const what = `the address that ${names[side]}’s login answered`
  const problem = addressProblem(side, what, address, allowedHosts)
  if (problem !== undefined) return refuse(problem.message, problem.help)
  if (isLoopbackHost(new URL(address).hostname) && !isLoopbackHost(new URL(loginUrl).hostname))
    return refuse(`${what} is on this machine, although the login is not`, 'check the address of the login in the settings')
  return address.replace(/\/+$/, '')
}

/** The error for an answer that points elsewhere; undefined for any other. The credential stays here: no redirect is followed. */
export function redirectRefusal(
  side: SideName,
  asked: 'a call' | 'the login',
  reply: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
): LockstepError | undefined {
  if (reply.status < 300 || reply.status > 399) return undefined
  const location = reply.headers['location']
  // Relative to nowhere, so that a path alone has no host to name.
  const host = location !== undefined && URL.canParse(location) ? ` to \`${new URL(location).hostname}\`` : ''
  return new LockstepError('bad-reply', `${names[side]} answered ${asked} with a redirect${host}, which is not followed`, {
    system: side,
    help: 'check the address in the settings: it must be the one that answers itself, such as the present My Domain of a Salesforce org',
    vendor: { code: `HTTP_${reply.status}`, status: reply.status },
  })
}

/** Whether a path stays on its host: begins with one slash. A page's address that a service answers may be a whole URL. */
export function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path)
}

/** The error for a page that a service says is at another host. */
export function otherHost(side: SideName): LockstepError {
  return new LockstepError('bad-reply', `${names[side]} answered with a page at another host, which is not asked`, {
    system: side,
    help: 'check that the address in the settings is the API of that service; nothing was changed',
  })
}
