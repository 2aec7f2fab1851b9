/** `campaigns` bound: forms by name, and the property of contacts that shows a person's campaigns. */
import { findHubspotObject, findProperty } from '../catalog/find'
import { unknownCampaign, unknownMemberStatus } from '../diagnostics/codes/campaigns'
import { unknownForm, unknownProperty } from '../diagnostics/codes/names'
import type { CampaignsNode, FormNode, ShowNode } from '../syntax/ast'
import { type Binding, didYouMean, didYouMeanText } from './binding'
import type { BoundCampaigns } from './bound'

const bindShow = (binding: Binding, file: string, node: ShowNode): BoundCampaigns['showIn'] => {
  const contact = binding.catalog === undefined ? undefined : findHubspotObject(binding.catalog, 'contact')
  if (contact === undefined || node.property === undefined) return undefined
  const property = findProperty(contact, node.property.value)
  if (property === undefined) {
    const names = contact.properties.map((one) => one.name)
    const mean = didYouMean(node.property, names, 'make this property in HubSpot, then run `lockstep catalog pull`')
    binding.report(unknownProperty, { name: node.property.value, object: 'contact' }, { file, span: node.property.span, ...mean })
    return undefined
  }
  binding.refer({ kind: 'property', owner: 'contact', name: property.name }, file, node.property.span)
  return { span: node.span, property }
}

/** Campaigns come and go, and the engine looks for them by name when somebody submits: a name that is not there yet is doubted, not refused. */
const checkCampaign = (binding: Binding, file: string, { campaign, status }: FormNode): void => {
  const known = binding.catalog?.salesforce.campaigns
  if (known === undefined || campaign === undefined) return
  const named = known.filter((one) => one.name === campaign.value)
  if (named.length === 0) {
    const names = known.map((one) => one.name)
    const mean = didYouMeanText(campaign, names, 'make it in Salesforce and set it active, then run `lockstep catalog pull`')
    binding.report(unknownCampaign, { name: campaign.value }, { file, span: campaign.span, ...mean })
    return
  }
  binding.refer({ kind: 'campaign', name: campaign.value }, file, campaign.span)
  const statuses = named.flatMap((one) => one.statuses)
  if (status === undefined || statuses.length === 0 || statuses.includes(status.value)) return
  const mean = didYouMeanText(status, statuses, `it has ${statuses.map((one) => `\`${one}\``).join(', ')}`)
  binding.report(unknownMemberStatus, { status: status.value, campaign: campaign.value }, { file, span: status.span, ...mean })
}

export const bindCampaigns = (binding: Binding, file: string, node: CampaignsNode): BoundCampaigns => {
  const known = binding.catalog?.hubspot.forms
  const forms = node.statements.flatMap((line) => {
    if (line.kind !== 'form') return []
    checkCampaign(binding, file, line)
    if (line.form === undefined) return []
    const { value, span } = line.form
    const form = known?.find((one) => one.name === value)
    if (form !== undefined) binding.refer({ kind: 'form', name: form.name }, file, span)
    else if (known !== undefined) {
      const names = known.map((one) => one.name)
      binding.report(
        unknownForm,
        { name: value },
        { file, span, ...didYouMeanText(line.form, names, 'run `lockstep catalog pull` if the form is new') },
      )
      return []
    }
    return [{ node: line, form: form ?? { name: value } }]
  })
  const show = node.statements.find((one): one is ShowNode => one.kind === 'show')
  const showIn = show === undefined ? undefined : bindShow(binding, file, show)
  return { file, node, forms, ...(showIn === undefined ? {} : { showIn }) }
}
