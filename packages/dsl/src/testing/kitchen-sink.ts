/** A policy that uses every construct the language carries out, in canonical layout; for tests. */
export const KITCHEN_SINK = `# People: HubSpot contacts with Salesforce leads and contacts.

policy "Acme" {
  every 5 minutes
  salesforce budget 20_000 calls per day
  hubspot budget 10_000 calls per day
  hubspot creates companies no
  conflicts newest, then salesforce
  hold when deletes exceed 5%
  hold when creates exceed 1_000
  hold when pauses exceed 30%
}

sync contact with Lead, Contact {
  match email = Email
  match \`external id\` = Contact.External__c
  prefer Contact, then newest  # when several share the key
  conflicts salesforce
  hold when clears exceed 20

  from hubspot {
    include when member of "Ready for sales" and email is known
    on new     create Contact as "Partner" when company.type = "PARTNER"
    on new     link when score >= 1.5 * 2 - -1 / 4
    on new     create Lead with assignment rules
    on change  update
    on delete  ignore
    on merge   follow
  }

  # Leads come in by themselves.
  from Lead {
    include when Email is known and (LeadSource != "Purchased list" or not Status in (
      "Closed",  # lost
      "Dead",
    ))
    on new     create
    on change  update
    on delete  delete
  }

  from Contact same as Lead

  map {
    email              <->  Email
    firstname          <->  FirstName
    lastname           <->  LastName             default "[unknown]" required
    # Sales owns the phone number
    # once there is one.
    phone              <->  Phone                prefer salesforce unless blank
    jobtitle           <->  Title                prefer hubspot unless blank  # theirs
    company             ->  Lead.Company         default "[not provided]"
    hs_lead_status     <->  Lead.Status          using lead_status
    state              <->  Contact.MailingState using us_states
    annualrevenue      <->  Lead.AnnualRevenue   when hubspot.company is known and salesforce.Account.Name starts with "A"
    lifecyclestage      ->  Stage__c

    full_name          <-   FirstName + " " + LastName
    grade              <-   if Rating = "Hot" then 1 else if is linked to Contact then 2 else 3
    domain              ->  Website              when is included
    trimmed             ->  Nick__c              default 5
    lower(trim(nick))   ->  Nick2__c
    hs_email_optout    <->  HasOptedOutOfEmail   sticky true until hubspot clears even when paused
    first_source        ->  LeadSource           once
    hubspot_owner_id   <->  OwnerId              using owners by email
    map                <->  \`default\`
    fax                off  Fax
  }
}

sync deal with Opportunity {
  match through contact
  # by the book

  pipeline "default" <-> record type "Standard" {  # the old one
    # first
    stage "appointmentscheduled"  <->  "Prospecting"
    stage "closedwon"             <->  "Closed Won"
    stage "lost"                   ->  "Closed Lost"
  }
  pipeline "other" -> record type master {
    stage "a"  <-   "B"
  }
  pipeline "support" <-> support process "Escalations" {
  }

  associate company <-> AccountId required  # it waits
  associate contact <- OpportunityContactRole label "Decision maker" role "Decision Maker"
  associate \`p_thing\` -> Opportunity.Thing__c
}

sync \`p_thing\` with Thing__c {
  match none
}

lifecycle contact.lifecyclestage {
  order ("subscriber", "lead", "customer")
  advance to "lead"     when any Opportunity is open
  advance to "customer" when any Opportunity where Amount > 10 and CloseDate ends with "x" or Name contains "é"
  carry to company
  carry to contacts of company
}

values lead_status {
  "NEW"                    <->  "Open - Not Contacted"
  "IN_PROGRESS"            <->  "Working - Contacted"
  "BAD_TIMING", "DROPPED"   ->  "Closed - Not Converted"
  "CLOSED"                 <-   "Closed", "Dead"
  true                     <->  -1
  otherwise -> "Open - Not Contacted"
  otherwise <- "NEW"
}

values rest {
  "A"  <->  "日本"
  otherwise error
}

# What happens with people.
activities {
  form_submission   ->  Task
  meeting          <->  Event  # both ways
  # long ones
  call             <->  Task.Call when hubspot.hs_call_duration > 1 minute and salesforce.Status != "Done"
  email            <-   Task.Email {  # theirs
    when hubspot.hs_email_direction = "EMAIL" or true
  }
  task             <->  Task.\`My subtype\` {
    on delete delete
    # how it looks
    map {
      hs_task_subject  <->  Subject

      test              ->  \`Map\` once
    }
  }
}

campaigns {
  form "Webinar \\"sign-up\\"" -> Campaign "Autumn webinar" status "Responded"
  form "Contact us" -> Campaign "Inbound"  # all of them
  show in sf_campaigns
}

# The worst case.
test "a customer never slips back" {
  given contact ada (email = "ada@example.com", lifecyclestage = "customer")
  given Contact sf (
    Email = "ada@example.com",  # the same
    Score = -1.5,
    Gone = blank,
  ) for other linked to ada
  given \`p_thing\` (type = "x") for sf
  given contact bob (email = "bob@example.com") member of "Ready \\"for\\" sales"

  then sync
  then 10 minutes pass
  # a person
  then hubspot changes ada (email = "b@example.com", active = true)
  then salesforce converts sf into other (Name = "é")
  then hubspot merges ada into other
  then hubspot adds ada to "Ready for sales"
  then hubspot removes ada from "Ready for sales"
  then salesforce creates Lead new_one (Company = "日本")
  then salesforce deletes sf
  expect ada (lifecyclestage = "customer")
  expect no Lead (Email = "ada@example.com")
  expect error "CODE" for ada
  expect error duplicate
  expect no writes
  expect 12 calls
  expect error (status = "x")
  expect no ada
}
`
