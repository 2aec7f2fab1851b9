/** What the reference says of the control API, in its order; `npm run docs` writes the table, and a test holds it against the routes. */

/** `body` and `does` are Markdown. */
export type ControlEndpoint = { readonly method: string; readonly path: string; readonly body?: string; readonly does: string }

export const CONTROL_TABLE: readonly ControlEndpoint[] = [
  { method: 'GET', path: '/clock', does: 'time, whether it stands still, how far it is from real time' },
  {
    method: 'POST',
    path: '/clock',
    body: '`{"advance":"15m"}`, `{"freeze":true}` or `{"set":"2026-11-01T12:00:00Z"}`',
    does: 'moves the time of both systems',
  },
  { method: 'GET', path: '/faults', does: 'what is armed and has not struck yet' },
  { method: 'POST', path: '/faults', body: 'one or a list of `{"system","match","kind","times","delay"}`', does: 'arms faults, see below' },
  { method: 'DELETE', path: '/faults', does: 'disarms all' },
  { method: 'GET', path: '/calls', does: 'every request: call, time, system, method, path, status, records, fault' },
  { method: 'DELETE', path: '/calls', does: 'empties that log; calls keep their numbers' },
  {
    method: 'POST',
    path: '/reset',
    body: '`{"data":FOLDER}`, `{"empty":true}`, `{"seed":7}` or nothing',
    does: 'begins anew; where the folder has a mistake, all stays as it was',
  },
  { method: 'GET', path: '/dump', does: 'all records of both systems, deleted ones marked' },
  { method: 'GET', path: '/snapshots', does: "the snapshots there are: name, the world's time, bytes" },
  {
    method: 'POST',
    path: '/snapshots',
    body: '`{"name":"before the merge"}`',
    does: 'keeps the whole world as it stands, see below; a snapshot of that name gives way',
  },
  { method: 'POST', path: '/snapshots/restore', body: '`{"name":"before the merge"}`', does: 'puts the world back to what it was then' },
  { method: 'DELETE', path: '/snapshots', does: '`?name=`: lets a snapshot go' },
  {
    method: 'GET',
    path: '/snapshots/file',
    does: '`?name=`: the snapshot as a file, for `lockstep sandbox --snapshot` or another sandbox',
  },
  {
    method: 'PUT',
    path: '/snapshots/file',
    body: "a snapshot's file",
    does: '`?name=`: takes it in under that name; it is not restored yet',
  },
  { method: 'GET', path: '/world', does: 'portal, org, time zone, seed, lags, limits, skew, other consumers' },
  {
    method: 'POST',
    path: '/world',
    body: '`{"indexLag":"5s","listLag":"1m","bulkLag":"30s","skew":"90s","limits":{"hubspot":{"daily":1000}},"foreign":{"system":"hubspot","share":0.5},"webhooks":{"duplicates":0.1,"disorder":0.5}}`',
    does: 'sets what is said',
  },
  {
    method: 'GET',
    path: '/commits',
    does: 'who changed which field from what to what, in which call: for judges, never told to clients; `?last=100` tells the writes of the last 100 records alone',
  },
  { method: 'GET', path: '/objects', does: "both systems' objects with their fields, as a person sees them" },
  {
    method: 'GET',
    path: '/records',
    does: '`?system=&object=&search=&offset=`: 50 records whose values hold all words of `search`, the newest first, deleted ones marked',
  },
  {
    method: 'GET',
    path: '/record',
    does: '`?system=&object=&id=`: one record with its values, its writes since the start and the lists that people fill',
  },
  {
    method: 'POST',
    path: '/membership',
    body: '`{"list","ids","member","by"}`',
    does: 'a person puts records into a static list of HubSpot, or with `"member":false` takes them out',
  },
  {
    method: 'POST',
    path: '/edit',
    body: '`{"system","object","id","values","by","late"}`',
    does: 'a person creates (without `id`) or changes a record',
  },
  { method: 'POST', path: '/delete', body: '`{"system","object","id","by"}`', does: 'a person deletes a record' },
  { method: 'POST', path: '/restore', body: '`{"system","object","id","by"}`', does: 'a person takes a deleted record out of the bin' },
  { method: 'POST', path: '/merge', body: '`{"system","object","winner","losers","by"}`', does: 'a person merges records' },
  { method: 'GET', path: '/rules', does: "what Salesforce's administrators have set up, in the words of its `schema.json`" },
  {
    method: 'POST',
    path: '/rules',
    body: '`{"rules","duplicateRules","assignmentRules","profiles","sharing",...}`',
    does: 'sets up what is said, see [Rules](#rules); the rest stays',
  },
  {
    method: 'POST',
    path: '/gap',
    body: '`{"object","ids","change"}` or `{"object","next":2}`',
    does: "tells Salesforce's subscribers of a change without its values; `change` is CREATE, UPDATE, DELETE, UNDELETE or OVERFLOW; with `next`, so many transactions to come are told without theirs",
  },
  {
    method: 'POST',
    path: '/convert',
    body: '`{"lead","account","contact","opportunity","opportunityName","owner","status","by"}`',
    does: 'a person converts a lead; all but `lead` may be left out',
  },
]
