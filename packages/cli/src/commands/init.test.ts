/** The template of a new policy is as the other commands want a policy to be. */
import { analyze, format } from '@lockstep/dsl'
import { expect, test } from 'vitest'
import { policyTemplate } from './init'

test('the template is formatted and has nothing wrong with it', () => {
  const source = { file: 'policy.sync', text: policyTemplate }
  expect({ edits: format(source), diagnostics: analyze([source]).diagnostics }).toEqual({ edits: [], diagnostics: [] })
})
