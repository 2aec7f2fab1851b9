/** Codes LS4xxx: meaning, of tests. */
import { type Code, code } from '../code'

export const wrongSide = code({
  code: 'LS4050',
  name: 'wrong-side',
  severity: 'error',
  message: ({ record, side }: { record: string; side: string }) => `\`${record}\` is a record of ${side}`,
  help: () => 'write the system that the record belongs to',
  doc: {
    text: 'A person changes a record in the system that holds it.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given Contact sf (Email = "ada@example.com")\n  then hubspot deletes sf\n  expect no writes\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given Contact sf (Email = "ada@example.com")\n  then salesforce deletes sf\n  expect no writes\n}\n',
  },
})

export const expectsNothing = code({
  code: 'LS4051',
  name: 'test-expects-nothing',
  severity: 'warning',
  message: () => 'this test expects nothing, so it cannot fail',
  help: () => 'write an `expect` line',
  doc: {
    text: 'A test without an expectation is green whatever the policy does.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given contact ada (email = "ada@example.com")\n  then sync\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given contact ada (email = "ada@example.com")\n  then sync\n  expect Contact (Email = "ada@example.com")\n}\n',
  },
})

export const givenAfterStep = code({
  code: 'LS4052',
  name: 'given-too-late',
  severity: 'error',
  message: () => '`given` says how things stand before the test begins, and stands below a step',
  help: () => 'move it up, or write `then hubspot creates ...`',
  doc: {
    text: 'What is given is there from the start. What comes later is a step.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  then sync\n  given contact ada (email = "ada@example.com")\n  expect no writes\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given contact ada (email = "ada@example.com")\n  then sync\n  expect no writes\n}\n',
  },
})

export const stepIncomplete = code({
  code: 'LS4053',
  name: 'step-incomplete',
  severity: 'error',
  message: ({ what }: { what: string }) => `${what}`,
  doc: {
    text: 'Some steps need more than a record: a change its new values, a merge the record that remains. Only leads are converted.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given contact ada (email = "ada@example.com")\n  given contact bob (email = "bob@example.com")\n  then hubspot merges ada\n  expect no writes\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given contact ada (email = "ada@example.com")\n  given contact bob (email = "bob@example.com")\n  then hubspot merges ada into bob\n  expect no writes\n}\n',
  },
})

export const noTie = code({
  code: 'LS4054',
  name: 'records-not-joined',
  severity: 'error',
  message: ({ from, to, how }: { from: string; to: string; how: string }) => `no \`${from}\` ${how} a \`${to}\``,
  help: () => 'name a record that this one can hang on',
  doc: {
    text: '`for` joins two records of one system, by an association, a lookup or a contact role; `linked to` joins two records of a sync.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given contact ada (email = "ada@example.com")\n  given Lead sf (Email = "ada@example.com") for ada\n  expect no writes\n}\n',
    right:
      'sync contact with Lead {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given contact ada (email = "ada@example.com")\n  given Lead sf (Email = "ada@example.com") linked to ada\n  expect no writes\n}\n',
  },
})

export const unknownErrorCode = code({
  code: 'LS4055',
  name: 'unknown-error-code',
  severity: 'warning',
  message: ({ code }: { code: string }) => `no error is known by the code \`${code}\``,
  help: () => 'copy code or kind from an error card, or run the test and read which error there was',
  doc: {
    text: 'A test expects an error by its kind, by Lockstep’s own code, or by the code that HubSpot or Salesforce answers in capitals. One that is never told can only fail.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given contact ada (email = "ada@example.com")\n  expect error "required-fields" for ada\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given contact ada (email = "ada@example.com")\n  expect error "required-field" for ada\n}\n',
  },
})

export const TESTS_CODES: readonly Code<never>[] = [wrongSide, expectsNothing, givenAfterStep, stepIncomplete, noTie, unknownErrorCode]
