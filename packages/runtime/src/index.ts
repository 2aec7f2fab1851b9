/** The doors of the engine, listed by name. */

export * from './connectors'
export * from './connectors/connector'
export { openEngine } from './engine'
export * from './engine-contract'
export * from './errors'
export * from './model'
export * from './planner/contract'
export { earnedStage, plan } from './planner/planner'
export { type CallMeter, createMeter, type MeterOptions } from './quota/meter'
export * from './reports'
export * from './simulate/run-tests'
export { isOutage, storeError } from './store/store-error'
