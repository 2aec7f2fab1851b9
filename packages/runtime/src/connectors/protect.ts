/** Turns what a connector found malformed into the typed error of the port, wherever it was noticed. */
import type { SideName } from '../model'
import type { Connector, Page } from './connector'
import { badReply } from './exchange'
import { ShapeError } from './reply'

/** The same connector; no `ShapeError` leaves it. */
export function protect(connector: Connector): Connector {
  const { side, filled, stamps, limits } = connector
  return {
    ...connector,
    setup: (watches, options) => settled(side, connector.setup(watches, options)),
    catalog: (objects, options) => settled(side, connector.catalog(objects, options)),
    changes: (watches, cursors) => pages(side, connector.changes(watches, cursors)),
    inventory: (watches, cursors) => pages(side, connector.inventory(watches, cursors)),
    read: (watches, refs, options) => settled(side, connector.read(watches, refs, options)),
    sweep: (watches, object, known, memory) => settled(side, connector.sweep(watches, object, known, memory)),
    find: (watches, object, property, values, options) => settled(side, connector.find(watches, object, property, values, options)),
    ...(stamps === undefined
      ? {}
      : { stamps: (watches, object, stretch, isWhole) => settled(side, stamps(watches, object, stretch, isWhole)) }),
    ...(limits === undefined ? {} : { limits: () => settled(side, limits()) }),
    ...(filled === undefined ? {} : { filled: (watches, made) => settled(side, filled(watches, made)) }),
  }
}

async function settled<T>(side: SideName, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof ShapeError ? badReply(side, error) : error
  }
}

async function* pages(side: SideName, read: AsyncIterable<Page>): AsyncGenerator<Page> {
  try {
    yield* read
  } catch (error) {
    throw error instanceof ShapeError ? badReply(side, error) : error
  }
}
