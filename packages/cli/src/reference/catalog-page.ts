/** The reference page of the catalog: every key of its two files. */
import { type CatalogKey, catalogKeys } from '@lockstep/dsl'

const row = ({ path, words, required, meaning }: CatalogKey): string =>
  `| \`${path}\` | ${words.replaceAll('|', '\\|')}${required ? '' : ', may be absent'} | ${meaning} |`

const table = (keys: readonly CatalogKey[]): readonly string[] => ['| key | holds | meaning |', '|---|---|---|', ...keys.map(row)]

/** Markdown: both files, key by key. */
export const catalogPage = (): string =>
  [
    '# Catalog',
    '',
    'Generated from the language package: `npm run docs`. The schemas of both systems lie beside the policy as `catalog/hubspot.json` and `catalog/salesforce.json`, written by',
    '`lockstep catalog pull` and meant to be kept in git: the same schema is always the same text. They hold no records and no secrets. A key that is not named here is left alone.',
    'Dots lead into an object, or into each object of a list.',
    '',
    '## `catalog/hubspot.json`',
    '',
    ...table(catalogKeys.hubspot),
    '',
    '## `catalog/salesforce.json`',
    '',
    ...table(catalogKeys.salesforce),
  ]
    .join('\n')
    .concat('\n')
