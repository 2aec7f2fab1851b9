/** The planner's doors, made on the language package. */
import { compileConverter, compileExpr } from '@lockstep/dsl'
import type { Plan } from './contract'
import { makeEarnedStage } from './earned-stage'
import type { Language } from './language'
import { makePlan } from './plan'

const LANGUAGE: Language = { compileExpr, compileConverter }

/** Decides what links become and what is written, and why: pure, total over well-formed links, and the same however links are batched. */
export const plan: Plan = makePlan(LANGUAGE)

/** The highest stage of a lifecycle that any of these opportunities earns, or `null`; an open one never hides a won one. */
export const earnedStage = makeEarnedStage(LANGUAGE)
