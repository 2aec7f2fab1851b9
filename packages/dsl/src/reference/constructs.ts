/** Constructs: what each statement of the language means, by spelling and example; the reference page is made of it, and a test checks every example. */

export type Construct = {
  /** Where it may stand. */
  readonly within:
    | 'file'
    | 'policy'
    | 'sync'
    | 'from'
    | 'map'
    | 'mapping'
    | 'pipeline'
    | 'values'
    | 'lifecycle'
    | 'activities'
    | 'activity'
    | 'campaigns'
    | 'test'
    | 'expression'
  readonly spelling: string
  /** One to three plain sentences. */
  readonly meaning: string
  /** A piece of policy that stands where `within` says. */
  readonly example: string
}

const construct = (within: Construct['within'], spelling: string, meaning: string, example: string): Construct => ({
  within,
  spelling,
  meaning,
  example,
})

/** Every construct that this version carries out, in reading order. */
export const CONSTRUCTS: readonly Construct[] = [
  construct(
    'file',
    'policy "NAME" { ... }',
    'Settings of the whole policy; at most one in a folder.',
    'policy "Acme" {\n  every 5 minutes\n}',
  ),
  construct(
    'policy',
    'every N minutes',
    'How often both systems are looked at, from 1 minute to 24 hours; 5 minutes when it is not written.',
    'every 15 minutes',
  ),
  construct(
    'policy',
    'salesforce budget N calls per day',
    'This sync’s share of Salesforce’s calls in any 24 hours. At the share it pauses, keeps everything, and goes on by itself. `hubspot budget` likewise.',
    'salesforce budget 20_000 calls per day',
  ),
  construct(
    'policy',
    'hubspot creates companies yes | no',
    'Tells the checker of a HubSpot setting that no API shows: with leads, automatic companies become duplicates on conversion.',
    'hubspot creates companies no',
  ),
  construct(
    'policy',
    'conflicts newest | salesforce | hubspot, then SIDE',
    'Who wins where both sides changed one value differently since they last agreed; `then` decides where the times cannot. Also inside a `sync`, for that object.',
    'conflicts newest, then salesforce',
  ),
  construct(
    'policy',
    'hold when deletes | creates | updates | clears | pauses exceed N% | N',
    'A run that would go beyond it writes nothing and waits for approval; where that shows only in the middle of a run, nothing more of that `sync` is written from there on. What is held stays as it is, and what was approved does not count. Percent of the linked records of that `sync`, at least 10 records, within one run and over 24 hours; `pauses` are links that leave an `include`. Without a line of their kind: 5% deletes, 5% clears, 20% pauses; `100%` switches a hold off.',
    'hold when deletes exceed 5%',
  ),
  construct(
    'file',
    'sync OBJECT with OBJECT, ... { ... }',
    'Keeps one HubSpot object in step with one or more Salesforce objects. HubSpot stands left, Salesforce right, everywhere.',
    'sync contact with Lead, Contact {\n  match email = Email\n  prefer Contact, then newest\n  from hubspot {\n    on change update\n  }\n  map {\n    email -> Email\n  }\n}',
  ),
  construct(
    'sync',
    'match property = Field',
    'How two records that are not linked yet find each other. Several lines are tried in order; a blank or invalid key never matches. Once linked, the link is the identity, and a later change of email does not break it.',
    'match email = Email',
  ),
  construct(
    'sync',
    'match through OBJECT',
    'Two records that hang on one linked pair belong together: a company and an account that share a person. Tried after the keys.',
    'match through contact',
  ),
  construct('sync', 'match none', 'Records never find each other by themselves; each that is not linked is new.', 'match none'),
  construct(
    'sync',
    'prefer OBJECT | newest | oldest, then ...',
    'Which of several matching Salesforce records is taken. Without it, several candidates are an error and nothing is guessed.',
    'prefer Contact, then newest',
  ),
  construct(
    'sync',
    'from hubspot | OBJECT { ... }',
    'Who enters from that side, and what happens on the other. A missing line, and a whole missing `from`, is `ignore`.',
    'from Lead {\n  on new create\n}',
  ),
  construct(
    'sync',
    'from OBJECT same as OBJECT',
    'Inherits every line of the other block; in a block of its own, a line replaces all inherited lines of its kind.',
    'from Contact same as Lead',
  ),
  construct(
    'from',
    'include when CONDITION',
    'Who may sync: HubSpot’s inclusion list, Salesforce’s selective sync. A link is live only while the conditions of both ends hold; else it is paused and keeps what was agreed. A list is bound by its id when a version of the policy first runs: renamed, it goes on; missing, the rule decides nothing, and a card says so.',
    'include when member of "Ready for sales" and email is known',
  ),
  construct(
    'from',
    'on new create [OBJECT] [as "RECORD TYPE"] [with assignment rules] | link | ignore [when CONDITION]',
    'What happens with a record that is not linked yet. `create` and `link` look for a match first; `link` never creates. Several lines are tried in order. `as` names a record type; `with assignment rules` lets Salesforce choose the owner where no mapping gives one.',
    'on new create Lead with assignment rules when email is known',
  ),
  construct('from', 'on change update | ignore', 'Whether changes cross to the other side.', 'on change update'),
  construct(
    'from',
    'on delete delete | unlink | ignore',
    'What a delete does on the other side; `delete` is the recycle bin. Never carried for deletes made before the rule, while paused, or against a newer edit. Where another record of the same match key takes the place of the deleted one (imported again, or made by hand), the link moves to it instead; where several do, or it is linked elsewhere, the delete becomes an error card.',
    'on delete unlink',
  ),
  construct(
    'from',
    'on merge follow | delete',
    'Where the link of a merge’s loser goes: to the winner (the default), or its counterpart is deleted.',
    'on merge follow',
  ),
  construct('sync', 'map { ... }', 'The mappings, one a line.', 'map {\n  firstname <-> FirstName\n}'),
  construct(
    'map',
    'property <-> Field',
    'Two-way: a three-way merge against what both sides agreed on last. A clear counts like a value.',
    'firstname <-> FirstName',
  ),
  construct(
    'map',
    'property <-> Field prefer salesforce unless blank',
    'Salesforce’s value wins; HubSpot writes only into a blank. `prefer hubspot unless blank` is the mirror image.',
    'phone <-> Phone prefer salesforce unless blank',
  ),
  construct(
    'map',
    'property <- Field | EXPRESSION',
    'Always Salesforce: HubSpot never writes, and is set back where it differs.',
    'full_name <- FirstName + " " + LastName',
  ),
  construct('map', 'property | EXPRESSION -> Field', 'Always HubSpot.', 'company -> Lead.Company'),
  construct('map', 'property off Field', 'Written down, never synced.', 'fax off Fax'),
  construct(
    'mapping',
    'default VALUE',
    'Written where the merged value is blank: to the target of a one-way mapping, to Salesforce’s side of a two-way one. Blank and the default count as equal, so it never travels back.',
    'lastname <-> LastName default "[unknown]"',
  ),
  construct(
    'mapping',
    'when CONDITION',
    'While false the mapping sleeps and keeps what was agreed. Names begin with `hubspot.` or `salesforce.`.',
    'annualrevenue <-> Lead.AnnualRevenue when hubspot.company is known',
  ),
  construct(
    'mapping',
    'using TABLE | FUNCTION',
    'Translates values by a `values` table, a shipped one (`us_states`, `countries`, `owners`, `owners by email`), or a function.',
    'hubspot_owner_id <-> OwnerId using owners',
  ),
  construct('mapping', 'once', 'Written only by the call that creates the target, never later.', 'hs_analytics_source -> LeadSource once'),
  construct(
    'mapping',
    'sticky VALUE [until hubspot clears] [even when paused]',
    'Once either side has the value, the side that drops it is set back.',
    'hs_email_optout <-> HasOptedOutOfEmail sticky true even when paused',
  ),
  construct('mapping', 'required', 'An error of this mapping stops the record, not only the field.', 'email <-> Email required'),
  construct(
    'sync',
    'associate OBJECT <-> Lookup [label "LABEL"] [required]',
    'Which records belong together: HubSpot’s associations beside a lookup of Salesforce. Of several in HubSpot the primary one is taken, else the oldest. With `required` a record waits until its parent is linked; else it is written at once and joined later. Only what both sides had agreed on is ever removed.',
    'associate company <-> AccountId required',
  ),
  construct(
    'sync',
    'associate contact <-> OpportunityContactRole [role "ROLE"]',
    'The people of a deal beside the contact roles of its opportunity, as sets.',
    'associate contact <-> OpportunityContactRole role "Decision Maker"',
  ),
  construct(
    'sync',
    'pipeline "PIPELINE" <-> record type "NAME" | record type master | support process "NAME" { ... }',
    'Which record type, or which support process of cases, a pipeline stands for, with its stages. A pipeline without a block pauses its records, and is reported.',
    'pipeline "default" <-> record type "Standard" {\n  stage "closedwon" <-> "Closed Won"\n}',
  ),
  construct(
    'pipeline',
    'stage "STAGE" <-> "Value"',
    'HubSpot’s stage, by id or label, beside Salesforce’s. Several may become one by `->` or `<-`. A stage without a line is an error of the record that has it, never a silent default.',
    'stage "appointmentscheduled" <-> "Prospecting"',
  ),
  construct(
    'file',
    'values NAME { ... }',
    'A translation table. Arrows as everywhere; commas only on the many side of a one-way row. A blank is never looked up.',
    'values lead_status {\n  "NEW" <-> "Open - Not Contacted"\n  "CONNECTED", "OPEN_DEAL" -> "Working - Contacted"\n  otherwise error\n}',
  ),
  construct(
    'values',
    'otherwise error | copy | blank | -> "VALUE" | <- "VALUE"',
    'What becomes of a value without a row.',
    'otherwise error',
  ),
  construct(
    'file',
    'lifecycle OBJECT.PROPERTY { ... }',
    'How lifecycle stages advance. Lockstep never writes a lower stage, from any rule or mapping, and never one that is not listed.',
    'lifecycle contact.lifecyclestage {\n  order ("lead", "opportunity", "customer")\n  advance to "customer" when any Opportunity is won\n}',
  ),
  construct('lifecycle', 'order (STAGES)', 'The stages from the lowest to the highest.', 'order ("lead", "opportunity", "customer")'),
  construct(
    'lifecycle',
    'advance to STAGE when any | all | no OBJECT is open | is won | is lost | where CONDITION',
    'Over the records that hang on this one: a contact’s opportunities by their contact roles, all else by lookup or by HubSpot’s association. The highest stage earned wins, wherever its line stands.',
    'advance to "opportunity" when any Opportunity is open',
  ),
  construct(
    'lifecycle',
    'carry to company | contacts of company',
    'Raises the primary company, or its other contacts, along with the person.',
    'carry to company',
  ),
  construct(
    'file',
    'activities { ... }',
    'Calls, meetings, emails, notes and tasks of linked records, each kind with its direction; an activity of an unlinked record waits. Turning a kind on carries no history.',
    'activities {\n  meeting <-> Event\n  call <-> Task.Call\n  form_submission -> Task\n}',
  ),
  construct(
    'activities',
    'ACTIVITY <-> Task[.Subtype] | Event [when CONDITION] [{ ... }]',
    'One kind of HubSpot’s activities beside one kind of Salesforce’s; the part after the dot is the task’s subtype, so that each task has one line. `form_submission`, `marketing_email`, `sales_email` and `document_view` are events of a timeline, and go to Salesforce only.',
    'call <-> Task.Call when hubspot.hs_call_duration > 1 minute',
  ),
  construct(
    'activity',
    'when CONDITION',
    'Which activities of this kind cross, as a line of its own.',
    'when hubspot.hs_call_duration > 1 minute',
  ),
  construct(
    'activity',
    'on delete delete | ignore',
    'What the delete of an activity does on the other side; `ignore` when it is not written.',
    'on delete delete',
  ),
  construct(
    'activity',
    'map { ... }',
    'Further properties of the activity, as in a `sync`. What every activity carries needs no line: subject, text, time, owner and whom it is about.',
    'map {\n  hs_task_subject <-> Subject\n}',
  ),
  construct(
    'file',
    'campaigns { ... }',
    'Makes people members of active Salesforce campaigns. Leaving a campaign is no trigger.',
    'campaigns {\n  form "Webinar sign-up" -> Campaign "Autumn webinar" status "Responded"\n}',
  ),
  construct(
    'campaigns',
    'form "FORM" -> Campaign "CAMPAIGN" [status "STATUS"]',
    'Who submits the form becomes a member of the campaign, with that status or the campaign’s own first one.',
    'form "Webinar sign-up" -> Campaign "Autumn webinar" status "Responded"',
  ),
  construct('campaigns', 'show in property', 'The property of contacts that lists a person’s campaigns.', 'show in sf_campaigns'),
  construct(
    'file',
    'test "NAME" { ... }',
    'A world, what people do in it, and what is expected then. It is played by the real engine on systems in memory, with a clock of its own.',
    'test "a customer never slips back" {\n  given contact ada (email = "ada@example.com", lifecyclestage = "customer")\n  given Contact sf (Email = "ada@example.com")\n  given Opportunity (IsClosed = false) for sf\n  expect ada (lifecyclestage = "customer")\n}',
  ),
  construct(
    'test',
    'given OBJECT [NAME] (FIELDS) [for NAME] [linked to NAME] [member of LIST]',
    'A record that is there from the start. `for` hangs it on another record of its system, by association, lookup or contact role; `linked to` joins it to one of the other system, with the values of both agreed; `member of` puts a HubSpot record into a list.',
    'given Contact sf (Email = "ada@example.com") linked to ada',
  ),
  construct('test', 'then sync', 'Runs until nothing is left to do. An `expect` does so by itself.', 'then sync'),
  construct('test', 'then N minutes pass', 'Lets the clock go on; runs fall due as the policy says.', 'then 10 minutes pass'),
  construct(
    'test',
    'then hubspot | salesforce creates | changes | deletes | restores NAME (FIELDS)',
    'What somebody does in that system. `creates` takes an object, and a name for the new record.',
    'then salesforce changes sf (Email = "ada@example.org")',
  ),
  construct(
    'test',
    'then hubspot | salesforce merges NAME into NAME',
    'The first record is merged away, the second one remains.',
    'then hubspot merges ada into bob',
  ),
  construct(
    'test',
    'then salesforce converts NAME [into NAME]',
    'A lead becomes a contact: a new one, or the one that is named.',
    'then salesforce converts prospect',
  ),
  construct(
    'test',
    'then hubspot adds NAME to LIST | removes NAME from LIST',
    'A record enters a list, or leaves it.',
    'then hubspot removes ada from "Ready for sales"',
  ),
  construct(
    'test',
    'expect NAME | OBJECT (FIELDS)',
    'That record has these values; of an object, some record has. `expect no ...` says the opposite.',
    'expect no Lead (Email = "ada@example.com")',
  ),
  construct(
    'test',
    'expect error CODE [for NAME]',
    'An open error card of that kind, or with that raw code.',
    'expect error "required-field" for ada',
  ),
  construct('test', 'expect no writes | N writes | N calls', 'How much the last run wrote or asked.', 'expect no writes'),
]
