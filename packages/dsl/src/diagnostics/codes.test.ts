import { expect, test } from 'vitest'
import { CODES } from './codes'

const twice = (all: readonly string[]) => all.filter((one, index) => all.indexOf(one) !== index)

test('no two codes share a number or a name', () => {
  expect(twice(CODES.map((code) => code.code))).toEqual([])
  expect(twice(CODES.map((code) => code.name))).toEqual([])
})

test('codes are LS and four digits, names are kebab-case', () => {
  expect(CODES.filter((code) => !/^LS[1-9]\d{3}$/.test(code.code))).toEqual([])
  expect(CODES.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code.name))).toEqual([])
})

test('every code has a page with a wrong and a right example', () => {
  expect(CODES.filter(({ doc }) => doc.text === '' || doc.wrong === '' || doc.right === '' || doc.wrong === doc.right)).toEqual([])
})
