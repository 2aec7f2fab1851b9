/** The services' own limits: asked for again before a run where what was told last would stop it and may have changed. */
import type { Connector } from '../connectors/connector'
import type { SideName } from '../model'
import type { CallMeter } from '../quota/meter'
import { sides } from './run-state'

/**
 * Asks each service whose last told figure keeps calls back and is older than a quarter of an hour: nothing else would ever tell a new one,
 * since no call is made any more. One call a service at most; throws what `Connector.limits` throws, `quota` while the day is still full.
 */
export const askLimits = async (connectors: Readonly<Record<SideName, Connector>>, meter: CallMeter | undefined): Promise<void> => {
  for (const side of sides) {
    const { limits } = connectors[side]
    if (meter === undefined || limits === undefined || !meter.takeQuestion(side)) continue
    meter.learn(side, await limits())
  }
}
