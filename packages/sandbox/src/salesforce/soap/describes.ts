/** SOAP calls that tell what the org has. */
import { describeBriefly, describeObject } from '../describe/object'
import { tabSets } from '../describe/tabs'
import { failure } from '../failure'
import { childText, childTexts } from '../xml/read'
import { toXml } from '../xml/write'
import type { Call, Handler } from './call'

/** Absent rather than nil, as the vendor's own stubs expect of optional elements. */
function present(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(present)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, each]) => each !== null && name !== 'urls')
      .map(([name, each]) => [name, present(each)]),
  )
}

function describe({ ask }: Call, name: string): unknown {
  const object = ask.org.object(ask.actor, name)
  if (object === undefined) throw failure(400, 'INVALID_TYPE', `sObject type '${name}' is not supported.`)
  return present(describeObject(ask.org, ask.actor, object, ask.version))
}

/** The calls by name. */
export const DESCRIBES: Readonly<Record<string, Handler>> = {
  describeGlobal: ({ ask }) => {
    const sobjects = ask.org
      .objects(ask.actor)
      .map((object) => present(describeBriefly(object, ask.version, ask.org.rights(ask.actor, object))))
    return { markup: toXml('result', { encoding: 'UTF-8', maxBatchSize: 200, sobjects }) }
  },
  describeSObject: (call) => ({ markup: toXml('result', describe(call, childText(call.body, 'sObjectType') ?? '')) }),
  describeSObjects: (call) => ({
    markup: toXml(
      'result',
      childTexts(call.body, 'sObjectType').map((name) => describe(call, name)),
    ),
  }),
  describeTabs: ({ ask }) => ({ markup: toXml('result', tabSets(ask.org, ask.origin)) }),
}
