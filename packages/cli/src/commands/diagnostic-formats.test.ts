/** SARIF and GitHub annotations of one diagnostic. */
import type { Diagnostic } from '@lockstep/dsl'
import { expect, test } from 'vitest'
import { toGithub, toSarif } from './diagnostic-formats'

const text = 'policy "A" {\n  evry 5 minutes\n}\n'
const diagnostic: Diagnostic = {
  code: 'LS1001',
  name: 'unknown-word',
  severity: 'error',
  file: 'a.sync',
  span: { start: 15, end: 19 },
  message: 'there is no `evry` here',
  help: 'did you mean `every`?',
  related: [],
}
const texts = new Map([['a.sync', text]])

test('SARIF has one rule and one result with its region', () => {
  expect(toSarif([diagnostic, diagnostic], texts, { version: '1.2.3', pathOf: (file) => `policies/ä b%/${file}` })).toEqual({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: { driver: { name: 'lockstep', version: '1.2.3', rules: [{ id: 'LS1001', name: 'unknown-word' }] } },
        results: Array.from({ length: 2 }, () => ({
          ruleId: 'LS1001',
          level: 'error',
          message: { text: 'there is no `evry` here\ndid you mean `every`?' },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'policies/%C3%A4%20b%25/a.sync' },
                region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 7 },
              },
            },
          ],
        })),
      },
    ],
  })
})

test('an annotation escapes line breaks, and in its properties colons, commas and per cent signs too', () => {
  expect(toGithub([diagnostic], texts, (file) => `a,b:c%d\n/${file}`)).toBe(
    '::error file=a%2Cb%3Ac%25d%0A/a.sync,line=2,col=3,endLine=2,endColumn=7,title=LS1001::there is no `evry` here%0Adid you mean `every`?',
  )
})
