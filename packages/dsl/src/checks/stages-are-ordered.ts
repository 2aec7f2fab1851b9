/** Stages are ordered: a lifecycle rule advances only to stages that have a rank, in an object that is synced. */
import { report } from '../diagnostics/code'
import { lifecycleWithoutSync, stageNotOrdered } from '../diagnostics/codes/meaning'
import { duplicateDeclaration } from '../diagnostics/codes/names'
import type { Check } from './check'

export const stagesAreOrdered: Check = {
  name: 'stages-are-ordered',
  needsCatalog: false,
  run: (bound) =>
    bound.lifecycles.flatMap((lifecycle) => {
      const { file, node } = lifecycle
      const ranked = lifecycle.order.map((stage) => stage.value)
      const advanced = node.statements.flatMap((line) => (line.kind === 'advance' && line.stage !== undefined ? [line.stage] : []))
      const object = node.object
      const isSynced = object === undefined || bound.syncs.some((sync) => sync.name === object.value)
      // A stage that does not exist has been told.
      const options = lifecycle.property?.options
      const isStage = (value: string) => options === undefined || options.some((option) => option.value === value)
      return [
        ...advanced
          .filter((stage) => !ranked.includes(stage.value) && isStage(stage.value))
          .map((stage) => report(stageNotOrdered, { stage: stage.value }, { file, span: stage.span })),
        ...lifecycle.order
          .filter((stage, index) => ranked.indexOf(stage.value) !== index)
          .map((stage) => report(duplicateDeclaration, { what: `the stage \`${stage.value}\`` }, { file, span: stage.span })),
        ...(isSynced || object === undefined ? [] : [report(lifecycleWithoutSync, { object: object.value }, { file, span: object.span })]),
      ]
    }),
}
