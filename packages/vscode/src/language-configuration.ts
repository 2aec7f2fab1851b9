/** Language configuration: what the editor itself knows of brackets, quotes, comments and indentation. */

export const languageConfiguration = {
  comments: { lineComment: '#' },
  brackets: [
    ['{', '}'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '(', close: ')' },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
    { open: '`', close: '`', notIn: ['string', 'comment'] },
  ],
  surroundingPairs: [
    ['(', ')'],
    ['"', '"'],
    ['`', '`'],
  ],
  wordPattern: { pattern: '[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*', flags: 'u' },
  indentationRules: { increaseIndentPattern: '\\{\\s*(#.*)?$', decreaseIndentPattern: '^\\s*\\}' },
  onEnterRules: [{ beforeText: '^\\s*#', action: { indent: 'none', appendText: '# ' } }],
} as const
