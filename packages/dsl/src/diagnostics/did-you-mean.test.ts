import { expect, test } from 'vitest'
import { editDistance, nearest } from './did-you-mean'

test('finds the nearest name', () => {
  expect(nearest('emial', ['phone', 'email', 'fax'])).toBe('email')
  expect(nearest('EMAIL', ['Phone', 'Email'])).toBe('Email')
  expect(nearest('leadsource', ['LeadSource', 'Lead_Source__c'])).toBe('LeadSource')
})

test('says nothing when no name is near', () => {
  expect(nearest('email', ['phone', 'fax'])).toBeUndefined()
  expect(nearest('to', ['of', 'by'])).toBeUndefined()
})

test('counts a swap of neighbours once', () => {
  expect([editDistance('ab', 'ba'), editDistance('kitten', 'sitting'), editDistance('', 'abc'), editDistance('a', 'a')]).toEqual([
    1, 3, 3, 0,
  ])
})

test('a very long word is answered at once', () => {
  expect(nearest('a'.repeat(1_000_000), ['email'])).toBeUndefined()
})
