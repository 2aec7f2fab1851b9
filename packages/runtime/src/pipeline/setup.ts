/** Set-up of a run: logins, accounts, schemas and key fields. */
import type { CompiledPolicy } from '@lockstep/dsl'
import type { Connector, SetupReport } from '../connectors/connector'
import { LockstepError } from '../errors'
import type { SideName } from '../model'
import type { Workspace } from '../store/workspace'

export type Setup = Readonly<Record<SideName, SetupReport>>

const unknown: SetupReport = { keys: {}, made: [], missing: [], account: '', user: { id: '', name: '' }, people: [], schema: {} }

/** What a run knows that met a limit before it could ask. */
export const nothingKnown: Setup = { hubspot: unknown, salesforce: unknown }

/** Logs in on both sides and checks or makes the key fields. */
export const setUp = async (connectors: Readonly<Record<SideName, Connector>>, policy: CompiledPolicy, make: boolean): Promise<Setup> => ({
  hubspot: await connectors.hubspot.setup(policy.watches, { make }),
  salesforce: await connectors.salesforce.setup(policy.watches, { make }),
})

/** Throws `setting` when the store belongs to another portal or org: its links would be taken for those of this one. */
export const checkAccounts = (workspace: Workspace, setup: Setup): void => {
  const wrong = [
    { name: 'HubSpot portal', known: workspace.portal, now: setup.hubspot.account },
    { name: 'Salesforce org', known: workspace.org, now: setup.salesforce.account },
  ].find(({ known, now }) => known !== null && known !== now)
  if (wrong !== undefined)
    throw new LockstepError(
      'setting',
      `this store belongs to ${wrong.name} \`${wrong.known}\`, and the connection is to \`${wrong.now}\``,
      {
        help: 'use another database or data folder for another account',
      },
    )
}
