/** Source: one policy file, its path and its text. */

export type Source = {
  /** The path inside the policy folder, with forward slashes: `contacts.sync`. */
  readonly file: string
  readonly text: string
}
