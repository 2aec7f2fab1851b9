/** Codes of campaigns. */
import { type Code, code } from '../code'

const PEOPLE = 'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\n'

export const unknownCampaign = code({
  code: 'LS2030',
  name: 'unknown-campaign',
  severity: 'warning',
  message: ({ name }: { name: string }) => `Salesforce has no active campaign \`${name}\` in this catalog`,
  doc: {
    text: 'A campaign is written by its name, as Salesforce shows it. Nobody becomes a member of one that is not there or not active.',
    wrong: `${PEOPLE}campaigns {\n  form "Webinar sign-up" -> Campaign "Autumn webniar"\n}\n`,
    right: `${PEOPLE}campaigns {\n  form "Webinar sign-up" -> Campaign "Autumn webinar"\n}\n`,
  },
})

export const unknownMemberStatus = code({
  code: 'LS2031',
  name: 'unknown-member-status',
  severity: 'warning',
  message: ({ status, campaign }: { status: string; campaign: string }) =>
    `the campaign \`${campaign}\` has no member status \`${status}\``,
  doc: {
    text: 'Each campaign has member statuses of its own. With one that it lacks, Salesforce gives members its default status instead.',
    wrong: `${PEOPLE}campaigns {\n  form "Webinar sign-up" -> Campaign "Autumn webinar" status "Respondet"\n}\n`,
    right: `${PEOPLE}campaigns {\n  form "Webinar sign-up" -> Campaign "Autumn webinar" status "Responded"\n}\n`,
  },
})

export const CAMPAIGN_CODES: readonly Code<never>[] = [unknownCampaign, unknownMemberStatus]
