/** `parse_date`: a date as people write it. */

import { parseDate as realDay } from '../../types/moment'
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'
import { MONTHS } from './english'

const monthOf = (word: string): number => {
  const letters = word.toLowerCase()
  return letters.length < 3 ? 0 : MONTHS.findIndex((name) => name.toLowerCase().startsWith(letters)) + 1
}

const fullYear = (digits: string): string => (digits.length > 2 ? digits : `${Number(digits) < 50 ? '20' : '19'}${digits.padStart(2, '0')}`)

export const parseDate: FunctionDefinition = {
  name: 'parse_date',
  group: 'date',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'order', type: 'text' },
  ],
  result: 'date',
  summary:
    'reads a date whose day, month and year stand in the order given (`dmy`, `mdy` or `ymd`) with any marks between them; months may be English names, a year of two digits lies between 1950 and 2049',
  examples: [
    { args: ['9.2.2024', 'dmy'], result: '2024-02-09' },
    { args: ['02/09/24', 'mdy'], result: '2024-02-09' },
    { args: ['9 Feb 2024', 'dmy'], result: '2024-02-09' },
    { args: ['2024年2月9日', 'ymd'], result: '2024-02-09' },
    { args: ['31/02/2024', 'dmy'], result: null },
    { args: [null, 'dmy'], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const text = textAt(args, 0)?.normalize('NFKC') ?? ''
    const order = textAt(args, 1)?.toLowerCase()
    if (text.length > 100 || (order !== 'dmy' && order !== 'mdy' && order !== 'ymd')) return null
    const pieces = text.match(/\d+|[A-Za-z]+/g) ?? []
    if (pieces.length < 3) return null
    const at = (letter: string): string => pieces[order.indexOf(letter)] ?? ''
    const month = /^\d/.test(at('m')) ? Number(at('m')) : monthOf(at('m'))
    if (!/^\d{1,2}$/.test(at('d')) || !/^\d{1,4}$/.test(at('y')) || month === 0) return null
    return realDay(`${fullYear(at('y')).padStart(4, '0')}-${String(month).padStart(2, '0')}-${at('d').padStart(2, '0')}`)
  },
}
