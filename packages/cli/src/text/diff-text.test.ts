import type { TextEdit } from '@lockstep/dsl'
import { applyTextEdits } from '@lockstep/dsl'
import { expect, test } from 'vitest'
import { diffText } from './diff-text'

const diff = (before: string, edits: readonly TextEdit[]) =>
  diffText(before, { file: 'a.sync', edits, inverse: [], text: applyTextEdits(before, edits) })

const TEXT = 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n'

test('shows each change with two lines around it, and far ones apart', () => {
  expect(
    diff(TEXT, [
      { span: { start: 2, end: 3 }, text: 'B' },
      { span: { start: 16, end: 18 }, text: '' },
    ]),
  ).toBe('--- a.sync\n+++ a.sync\n@@ -1,4 +1,4 @@\n a\n-b\n+B\n c\n d\n@@ -7,4 +7,3 @@\n g\n h\n-i\n j')
})

test('shows near changes together and new lines where they stand', () => {
  expect(
    diff(TEXT, [
      { span: { start: 1, end: 1 }, text: '\nx' },
      { span: { start: 4, end: 5 }, text: 'C' },
    ]),
  ).toBe('--- a.sync\n+++ a.sync\n@@ -1,5 +1,6 @@\n a\n+x\n b\n-c\n+C\n d\n e')
})
