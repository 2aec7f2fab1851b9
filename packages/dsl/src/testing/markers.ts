/** Markers: `<|>` in a fixture's text is the cursor. */

/** The text without its marker, and the marker's offset; throws when there is not exactly one, since then the fixture is wrong. */
export const readMarker = (marked: string): { readonly text: string; readonly offset: number } => {
  const parts = marked.split('<|>')
  if (parts.length !== 2) throw new Error('a fixture needs exactly one <|>')
  return { text: parts.join(''), offset: parts[0]!.length }
}
