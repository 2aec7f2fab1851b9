/** The doors of the engine, listed by name. */

export * from './connectors'
export * from './connectors/connector'
export * from './engine-contract'
export * from './errors'
export * from './model'
export * from './planner/contract'
export { earnedStage, plan } from './planner/planner'
export * from './reports'
export { openEngine } from './engine'
export { type CallMeter, createMeter, type MeterOptions } from './quota/meter'
