/** Related refusals: the conditions of a policy over Salesforce's related records that this engine does not read yet. */
import {
  type CompiledActivity,
  type CompiledLifecycle,
  type CompiledMapping,
  type CompiledPolicy,
  type CompiledSync,
  type Expr,
  within,
} from '@lockstep/dsl'

/** A construct as a person names it, and the rule where it stands. */
export type Refused = { readonly what: string; readonly rule: string }

type Asked = { readonly expr: Expr; readonly rule: string }

const ofMapping = ({ conversion, when, rule }: CompiledMapping): readonly Asked[] => [
  ...(conversion.kind === 'expression' ? [{ expr: conversion.expr, rule }] : []),
  ...(when === undefined ? [] : [{ expr: when, rule }]),
]

const ofSync = ({ fromHubspot, fromSalesforce, mappings }: CompiledSync): readonly Asked[] => [
  ...[...(fromHubspot === undefined ? [] : [fromHubspot]), ...Object.values(fromSalesforce)].flatMap(({ include, onNew }) => [
    ...(include === undefined ? [] : [{ expr: include.condition, rule: include.rule }]),
    ...onNew.flatMap(({ when, rule }) => (when === undefined ? [] : [{ expr: when, rule }])),
  ]),
  ...mappings.flatMap(ofMapping),
]

const ofActivity = ({ when, rule, mappings }: CompiledActivity): readonly Asked[] => [
  ...(when === undefined ? [] : [{ expr: when, rule }]),
  ...mappings.flatMap(ofMapping),
]

const refusedIn = ({ expr, rule }: Asked): readonly Refused[] =>
  [...within(expr)].flatMap((one) =>
    one.kind === 'quantifier' && one.by !== undefined ? [{ what: `${one.quantifier} ${one.object}`, rule }] : [],
  )

/** A contact rises by any of its opportunities; nothing else earns a stage yet. */
const ofLifecycle = ({ sync, property, rule, advance }: CompiledLifecycle): readonly Refused[] => [
  ...(sync === 'contact' ? [] : [{ what: `lifecycle ${sync}.${property}`, rule }]),
  ...advance.flatMap((line) =>
    line.object === undefined && line.quantifier === 'any'
      ? []
      : [{ what: `advance when ${line.quantifier} ${line.object ?? 'Opportunity'}`, rule: line.rule }],
  ),
]

/** Every such condition, in the order of the policy; empty where the engine can run all of them. */
export const relatedRefusals = (policy: CompiledPolicy): readonly Refused[] => [
  ...[...policy.syncs.flatMap(ofSync), ...(policy.activities ?? []).flatMap(ofActivity)].flatMap(refusedIn),
  ...policy.lifecycles.flatMap(ofLifecycle),
]
