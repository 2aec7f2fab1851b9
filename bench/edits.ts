/** Edit figures: one visual edit of a policy of 2,000 lines, from command to checked text edits. */
import { applyEdit, type EditCommand, type Source } from '@lockstep/dsl'
import { round, say, title } from './figures'

const FILE = 'contacts.sync'
const MAPPINGS = 970

/** About 2,000 lines: mappings with a comment each, laid out or with spacing of their own. */
const longPolicy = (isTidy: boolean): Source => {
  const rows = Array.from({ length: MAPPINGS }, (_, i) => {
    const gap = isTidy ? '  ' : ' '
    const name = `field_${String(i).padStart(3, '0')}`
    return `    # what sales and marketing agreed on for field ${i}\n    ${name}${gap}<->${gap}${name}__c${i % 3 === 0 ? ' prefer salesforce unless blank' : ''}`
  })
  const text = [
    'sync contact with Lead, Contact {',
    '  match email = Email',
    '',
    '  from hubspot {',
    '    on new     create Lead',
    '    on change  update',
    '  }',
    '',
    '  map {',
    ...rows,
    '  }',
    '}',
    '',
    'values lead_status {',
    ...Array.from({ length: 40 }, (_, i) => `  "S${String(i).padStart(2, '0')}"  <->  "Status ${String(i).padStart(2, '0')}"`),
    '}',
    '',
  ].join('\n')
  return { file: FILE, text }
}

const mappingId = (number: number) => {
  const name = `field_${String(number).padStart(3, '0')}`
  return `mapping:contact.${name}<->Lead.${name}__c`
}

const KINDS: Readonly<Record<string, (number: number) => EditCommand>> = {
  'an option of a mapping': (number) => ({
    command: 'set-option',
    file: FILE,
    target: mappingId(number),
    option: { kind: 'default', value: `"${number}"` },
  }),
  'a new mapping': (number) => ({
    command: 'add',
    file: FILE,
    into: 'map:contact',
    statement: { kind: 'mapping', hubspot: `new_${number}`, arrow: '->', salesforce: `New_${number}__c` },
  }),
  'a mapping moved': (number) => ({ command: 'move', file: FILE, target: mappingId(number), place: { before: mappingId(2) } }),
  'a description': (number) => ({ command: 'describe', file: FILE, target: mappingId(number), description: `agreed on ${number} times` }),
  'a mapping removed': (number) => ({ command: 'remove', file: FILE, target: mappingId(number) }),
}

const RUNS = 40

const measure = (source: Source, kind: (number: number) => EditCommand): readonly number[] => {
  const times: number[] = []
  for (let run = -2; run < RUNS; run++) {
    const command = kind(10 + (((run + 2) * 23) % (MAPPINGS - 20)))
    const start = performance.now()
    const outcome = applyEdit([source], command)
    const took = performance.now() - start
    if (!outcome.ok || outcome.files.length !== 1) throw new Error(`the edit was not made: ${JSON.stringify(outcome).slice(0, 200)}`)
    if (run >= 0) times.push(took)
  }
  return times.sort((a, b) => a - b)
}

const at = (times: readonly number[], part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0

/** Prints the figures of visual edits. */
export const benchEdits = async (): Promise<void> => {
  title('Visual edits, 2,000 lines, self-check included')
  for (const isTidy of [true, false])
    for (const [name, kind] of Object.entries(KINDS)) {
      const times = measure(longPolicy(isTidy), kind)
      say(
        `${name}, ${isTidy ? 'laid out' : 'spacing of its own'}`,
        `p50 ${round(at(times, 0.5))} ms, p95 ${round(at(times, 0.95))} ms`,
        `${times.length} edits, each of the same text`,
      )
    }
}
