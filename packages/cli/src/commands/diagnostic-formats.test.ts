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
  expect(toSarif([diagnostic, diagnostic], texts, '1.2.3')).toEqual({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'lockstep', version: '1.2.3', rules: [{ id: 'LS1001', name: 'unknown-word' }] } },
        results: Array.from({ length: 2 }, () => ({
          ruleId: 'LS1001',
          level: 'error',
          message: { text: 'there is no `evry` here\ndid you mean `every`?' },
          locations: [
            {
              physicalLocation: { artifactLocation: { uri: 'a.sync' }, region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 7 } },
            },
          ],
        })),
      },
    ],
  })
})

test('an annotation escapes line breaks', () => {
  expect(toGithub([diagnostic], texts)).toBe(
    '::error file=a.sync,line=2,col=3,endLine=2,endColumn=7,title=LS1001::there is no `evry` here%0Adid you mean `every`?',
  )
})
