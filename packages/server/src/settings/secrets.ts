/** Which settings are secrets. */

/** Variables whose values are secrets. */
const secretVariables = [
  'HUBSPOT_ACCESS_TOKEN',
  'HUBSPOT_CLIENT_SECRET',
  'HUBSPOT_REFRESH_TOKEN',
  'SALESFORCE_ACCESS_TOKEN',
  'SALESFORCE_CLIENT_SECRET',
]

const passwordOf = (database: string | undefined): readonly string[] => {
  if (database === undefined || !URL.canParse(database)) return []
  const { password } = new URL(database)
  if (password === '') return []
  try {
    return [password, decodeURIComponent(password)]
  } catch {
    // A lone percent sign stands for itself.
    return [password]
  }
}

/** The secrets of an environment, the database's password among them. */
export const secretsIn = (environment: Readonly<Record<string, string | undefined>>): readonly string[] => [
  ...secretVariables.flatMap((name) => environment[name]?.trim() || []),
  ...passwordOf(environment['DATABASE_URL']?.trim()),
]
