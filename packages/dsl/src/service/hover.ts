/** Hover: what is known of the name or word under an offset. */
import type { BoundPolicy } from '../binding/bound'
import { type PolicySymbol, symbolKey } from '../binding/symbols'
import type { Catalog, HubspotPipeline } from '../catalog/catalog'
import { findFunction } from '../functions/index'
import { CONSTRUCTS } from '../reference/constructs'
import type { ParseResult } from '../syntax/parse'
import { type Span, touches } from '../text/span'
import { describeField, describeProperty, fieldsOf, listOptions, propertiesOf } from './describe'

/** `markdown` is never empty. */
export type Hover = { readonly span: Span; readonly markdown: string }

/** What the services look at; an `Analysis` is one. */
export type ServiceInput = { readonly files: readonly ParseResult[]; readonly bound: BoundPolicy; readonly catalog?: Catalog }

/** Nothing where there is nothing to say. Never throws. */
export const hover = (analysis: ServiceInput, file: string, offset: number): Hover | undefined => {
  const reference = analysis.bound.references.find(({ location }) => location.file === file && touches(location.span, offset))
  if (reference) {
    const markdown = describeSymbol(analysis, reference.symbol)
    if (markdown !== undefined) return { span: reference.location.span, markdown }
  }
  const parsed = analysis.files.find((one) => one.source.file === file)
  const token = parsed?.tokens.find((one) => touches(one.span, offset))
  if (!parsed || token?.kind !== 'word') return undefined
  const isFirst = !/\S/.test(parsed.source.text.slice(parsed.source.text.lastIndexOf('\n', token.span.start - 1) + 1, token.span.start))
  const construct = CONSTRUCTS.find(({ spelling, within }) => spelling.split(' ')[0] === token.value && (isFirst || within === 'mapping'))
  return construct && { span: token.span, markdown: `\`${construct.spelling}\`\n\n${construct.meaning}` }
}

const describeSymbol = (analysis: ServiceInput, symbol: PolicySymbol): string | undefined => {
  const { kind, owner, name } = symbol
  const { catalog } = analysis
  switch (kind) {
    case 'property': {
      const property = propertiesOf(catalog, owner).find((one) => one.name === name)
      return (
        property &&
        join(`**${name}** · HubSpot ${owner}`, describeProperty(property), listOptions(property.options), mappingsOf(analysis, symbol))
      )
    }
    case 'field': {
      const field = fieldsOf(catalog, owner).find((one) => one.name === name)
      return (
        field && join(`**${name}** · Salesforce ${owner}`, describeField(field), listOptions(field.options), mappingsOf(analysis, symbol))
      )
    }
    case 'hubspot-object': {
      const object = catalog?.hubspot.objects.find((one) => one.name === name)
      return object && join(`**${name}** · HubSpot`, `${object.properties.length} properties`)
    }
    case 'salesforce-object': {
      const object = catalog?.salesforce.objects.find((one) => one.name === name)
      return object && join(`**${name}** · Salesforce`, `${object.label}, ${object.fields.length} fields`)
    }
    case 'list': {
      const list = catalog?.hubspot.lists.find((one) => one.name === name)
      return list && join(`**${name}** · HubSpot list`, list.processingType.toLowerCase())
    }
    case 'pipeline': {
      const pipeline = catalog?.hubspot.pipelines?.find((one) => one.object === owner && one.id === name)
      return pipeline && join(`**${pipeline.label}** · HubSpot pipeline of ${owner}s`, listOptions(stagesOf(pipeline)))
    }
    case 'pipeline-stage': {
      const [object, id] = [owner?.split('/')[0], owner?.split('/').slice(1).join('/')]
      const pipeline = catalog?.hubspot.pipelines?.find((one) => one.object === object && one.id === id)
      const stage = pipeline?.stages.find((one) => one.id === name)
      return pipeline && stage && join(`**${stage.label}** · stage of ${pipeline.label}`, stage.id === stage.label ? '' : `\`${stage.id}\``)
    }
    case 'form':
      return join(`**${name}** · HubSpot form`, campaignsOf(analysis, name))
    case 'record-type': {
      const type = catalog?.salesforce.objects.find((one) => one.name === owner)?.recordTypes?.find((one) => one.developerName === name)
      return type && join(`**${type.name}** · record type of ${owner}`, type.developerName === type.name ? '' : `\`${type.developerName}\``)
    }
    case 'function': {
      const definition = findFunction(name)
      return (
        definition &&
        join(
          `\`${name}(${definition.parameters.map((one) => `${one.name}: ${one.type}`).join(', ')})\` → ${definition.result}`,
          definition.summary,
        )
      )
    }
    case 'table':
      return join(`**${name}** · value table`, tableText(analysis, name))
    default:
      return undefined
  }
}

const stagesOf = (pipeline: HubspotPipeline) => pipeline.stages.map(({ id, label }) => ({ value: id, label }))

/** The campaigns that submissions of a form lead to. */
const campaignsOf = ({ bound }: ServiceInput, form: string): string => {
  const names = bound.campaigns.flatMap((block) =>
    block.forms.flatMap((one) => (one.form.name === form ? [one.node.campaign?.value ?? ''] : [])),
  )
  return names.length === 0 ? '' : `leads to ${names.map((name) => `"${name}"`).join(', ')}`
}

const join = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('\n\n')

const code = (text: string) => `\`\`\`lockstep\n${text}\n\`\`\``

/** The lines that map the same property or field. */
const mappingsOf = ({ files, bound }: ServiceInput, symbol: PolicySymbol): string => {
  const key = symbolKey(symbol)
  const places = bound.references.filter((reference) => symbolKey(reference.symbol) === key)
  const lines = bound.syncs.flatMap((sync) =>
    sync.mappings.flatMap(({ node }) => {
      const ends = [node.hubspot.span, node.salesforce.span]
      const isMapped = places.some(
        ({ location }) =>
          location.file === sync.file && ends.some((end) => end.start <= location.span.start && location.span.end <= end.end),
      )
      const text = files.find((one) => one.source.file === sync.file)?.source.text
      return isMapped && text !== undefined ? [text.slice(node.span.start, node.span.end)] : []
    }),
  )
  return lines.length === 0 ? '' : code(lines.join('\n'))
}

const tableText = ({ files, bound }: ServiceInput, name: string): string => {
  const table = bound.tables.find((one) => one.name === name)
  const text = files.find((one) => one.source.file === table?.file)?.source.text
  return table && text !== undefined ? code(text.slice(table.node.span.start, table.node.span.end)) : 'comes with Lockstep'
}
