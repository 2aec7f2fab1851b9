/** The small world of the browser tests: four people, one of whom cannot cross, and the policy for them. */

const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

const person = (id: string, values: Readonly<Record<string, string>>) => ({ id, at: '2026-01-05T08:00:00.000Z', values })

/** A seed folder of the sandbox. */
export const seedFiles: Readonly<Record<string, string>> = {
  'world.json': JSON.stringify({ seed: 7, lag: { index: 0, list: 0 } }),
  'hubspot/contacts.jsonl': lines([
    person('101', {
      email: 'ada@lovelace.example',
      firstname: 'Ada',
      lastname: 'Lovelace',
      phone: '+44 20 5550 101',
      company: 'Engines',
      hs_lead_status: 'NEW',
    }),
    person('102', { email: 'taro@yamada.example', firstname: '太郎', lastname: '山田', company: '山田商店', hs_lead_status: 'NEW' }),
    person('103', {
      email: 'jose@nunez.example',
      firstname: 'José',
      lastname: 'Núñez',
      company: 'Núñez y Hijos',
      hs_lead_status: 'UNQUALIFIED',
    }),
    // Salesforce takes forty letters of a first name.
    person('104', {
      email: 'long@name.example',
      firstname: 'Maximiliana'.repeat(6),
      lastname: 'Long',
      company: 'Names',
      hs_lead_status: 'NEW',
    }),
  ]),
  'salesforce/Lead.jsonl': lines([
    {
      id: '00Q5g0000000001EAA',
      at: '2026-01-06T08:00:00.000Z',
      values: {
        Email: 'Ada@Lovelace.example',
        FirstName: 'Ada',
        LastName: 'Lovelace',
        Phone: '+44 20 5550 999',
        Company: 'Analytical Engines',
        Status: 'Open - Not Contacted',
      },
    },
  ]),
}

/** A policy folder without its catalog. */
export const policyFiles: Readonly<Record<string, string>> = {
  'policy.sync': `policy "Browser" {
  every 5 minutes
  salesforce budget 20_000 calls per day
}
`,
  'people.sync': `# People: HubSpot contacts with Salesforce leads.
sync contact with Lead {
  match email = Email
  prefer newest

  from hubspot {
    on new     create Lead
    on change  update
  }

  from Lead {
    on new     create
    on change  update
  }

  map {
    email           <->  Email
    firstname       <->  FirstName
    lastname        <->  LastName  default "[unknown]"
    # Sales owns the phone number once there is one.
    phone           <->  Phone     prefer salesforce unless blank
    company          ->  Company   default "[not provided]"
    hs_lead_status  <->  Status    using lead_status
  }
}
`,
  'tables.sync': `values lead_status {
  "NEW"          <->  "Open - Not Contacted"
  "IN_PROGRESS"  <->  "Working - Contacted"
  "UNQUALIFIED"  <->  "Closed - Not Converted"
  otherwise error
}
`,
}
