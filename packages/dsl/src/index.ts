/** The doors of the language package, listed by name. */
export * from './catalog/catalog'
export * from './diagnostics/diagnostic'
export * from './expressions/converter'
export * from './expressions/environment'
export * from './plan/plan'
export * from './text/span'
export * from './text/text-edit'
