/** Reads sharing: organisation-wide defaults by object, and rules that share more. */
import { readId } from '../ids'
import type { Org } from '../store/org'
import type { Compile } from './condition'
import { onlyKeys, saidList, saidObject, saidText, saidWord } from './said'
import { MODELS, type Sharing, type SharingRule } from './sharing'

function readSharingRule(org: Org, entry: unknown, compile: Compile): SharingRule {
  const said = saidObject(entry, 'a sharing rule')
  onlyKeys(said, ['object', 'with', 'level', 'when'], 'a sharing rule')
  const object = org.schema.object(saidText(said['object'], 'the object of a sharing rule'))
  const id = readId(saidText(said['with'], 'whom a sharing rule shares with'))
  if (object === undefined || id === undefined) throw new TypeError(`a sharing rule names no object or no id: ${JSON.stringify(entry)}`)
  const when = said['when'] === undefined ? () => true : compile(object, saidText(said['when'], 'the condition of a sharing rule'))
  return { object, with: id, level: saidWord(said['level'], ['Read', 'Edit'], 'Read', 'the level of a sharing rule'), when }
}

/** Throws a `TypeError` or a `Failure`. */
export function readSharing(org: Org, value: unknown, compile: Compile): Sharing {
  const said = saidObject(value, '`sharing`')
  onlyKeys(said, ['models', 'rules'], '`sharing`')
  const models = Object.entries(saidObject(said['models'] ?? {}, '`sharing.models`')).map(([name, model]) => {
    const object = org.schema.object(name)
    if (object?.field('OwnerId') === undefined) throw new TypeError(`\`sharing.models\`: records of \`${name}\` have no owners`)
    return [object.name, saidWord(model, MODELS, 'ReadWrite', `\`sharing.models.${name}\``)] as const
  })
  return { models: new Map(models), rules: saidList(said['rules'], '`sharing.rules`').map((rule) => readSharingRule(org, rule, compile)) }
}
