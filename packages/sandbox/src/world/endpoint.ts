/** What the reference says of an endpoint. */

/** `faithful` behaves as the vendor says; `simplified` differs as the note says; `absent` answers as an unknown path does. */
export type EndpointState = 'faithful' | 'simplified' | 'absent'

/** `path` names its parts in braces; `note` is a sentence in Markdown. */
export type Endpoint = { readonly method: string; readonly path: string; readonly state: EndpointState; readonly note?: string }
