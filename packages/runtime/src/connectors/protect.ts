/** What leaves a connector: malformed answers as the typed error of the port, and every text of the service without secrets. */
import type { Redactor } from '../redact'
import type { CatalogOptions, Connector, Outcome, Page, SetupReport } from './connector'
import { badReply } from './exchange'
import { ShapeError } from './reply'

/** The same connector; no `ShapeError` leaves it, and no secret that a service repeats in its words. Values of records pass as they are. */
export function protect(connector: Connector, redactor: Redactor): Connector {
  const { side, filled, stamps, limits } = connector
  const judge = (error: unknown): unknown => redactor.error(error instanceof ShapeError ? badReply(side, error) : error)
  const settled = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      throw judge(error)
    }
  }
  const pages = async function* (read: AsyncIterable<Page>): AsyncGenerator<Page> {
    try {
      yield* read
    } catch (error) {
      throw judge(error)
    }
  }
  return {
    ...connector,
    setup: async (watches, options) => withoutSecrets(redactor, await settled(connector.setup(watches, options))),
    catalog: (objects, options) => settled(connector.catalog(objects, quiet(redactor, options))),
    changes: (watches, cursors, options) => pages(connector.changes(watches, cursors, options)),
    inventory: (watches, cursors, options) => pages(connector.inventory(watches, cursors, options)),
    read: (watches, refs, options) => settled(connector.read(watches, refs, options)),
    sweep: (watches, object, known, memory) => settled(connector.sweep(watches, object, known, memory)),
    find: (watches, object, property, values, options) => settled(connector.find(watches, object, property, values, options)),
    send: async (call, deadline, intents) =>
      (await settled(connector.send(call, deadline, intents))).map((outcome) => wordsOnly(redactor, outcome)),
    ...(stamps === undefined ? {} : { stamps: (watches, object, stretch, isWhole) => settled(stamps(watches, object, stretch, isWhole)) }),
    ...(limits === undefined ? {} : { limits: () => settled(limits()) }),
    ...(filled === undefined ? {} : { filled: (watches, made) => settled(filled(watches, made)) }),
  }
}

function withoutSecrets(redactor: Redactor, report: SetupReport): SetupReport {
  return { ...report, missing: report.missing.map((item) => ({ ...item, why: redactor.text(item.why) })) }
}

function quiet(redactor: Redactor, options: CatalogOptions | undefined): CatalogOptions | undefined {
  const tell = options?.onLeftOut
  return tell === undefined ? options : { ...options, onLeftOut: (part, why) => tell(part, redactor.text(why)) }
}

/** What the service said of an intent; ids and values are data. */
function wordsOnly(redactor: Redactor, outcome: Outcome): Outcome {
  if (!('message' in outcome)) return outcome
  const clean = <Said extends { readonly message: string }>(said: Said): Said => ({
    ...said,
    message: redactor.text(said.message),
    ...('code' in said && typeof said.code === 'string' ? { code: redactor.text(said.code) } : {}),
  })
  const told = clean(outcome)
  return told.kind === 'refused' && told.more !== undefined ? { ...told, more: told.more.map(clean) } : told
}
