/**
 * Grammar: one rule for each statement's line. LL(1), no actions: the rules say what may follow what and build a concrete tree;
 * `to-ast.ts` gives it meaning. Blocks and lines are settled before (`layout.ts`).
 */
import type { IParserErrorMessageProvider } from 'chevrotain'
import { ExpressionGrammar } from './expression-grammar'
import { Arrow, Comma, Dot, Equals, K, LeftParen, Name, Num, Percent, PlainArrow, RightParen, Text } from './token-types'

/** `skipValidations` leaves out the generator's look at the grammar itself, which only a test needs. */
export class Grammar extends ExpressionGrammar {
  constructor(errorMessageProvider: IParserErrorMessageProvider, skipValidations: boolean) {
    super(errorMessageProvider, skipValidations)
    this.performSelfAnalysis()
  }

  // Statements, by their first word

  policy = this.RULE('policy', () => {
    this.CONSUME(K('policy'))
    this.CONSUME(Text)
  })

  every = this.RULE('every', () => {
    this.CONSUME(K('every'))
    this.CONSUME(Num)
    this.CONSUME(Name, { LABEL: 'unit' })
  })

  side = this.RULE('side', () => {
    this.CONSUME(Name, { LABEL: 'side' })
    this.OR([
      {
        ALT: () => {
          this.CONSUME(K('budget'))
          this.CONSUME(Num)
          this.CONSUME(K('calls'))
          this.CONSUME(K('per'))
          this.CONSUME(K('day'))
        },
      },
      {
        ALT: () => {
          this.CONSUME(K('creates'))
          this.CONSUME(K('companies'))
          this.CONSUME2(Name, { LABEL: 'answer' })
        },
      },
    ])
  })

  conflicts = this.RULE('conflicts', () => {
    this.CONSUME(K('conflicts'))
    this.CONSUME(Name, { LABEL: 'first' })
    this.OPTION(() => {
      this.CONSUME(Comma)
      this.CONSUME(K('then'))
      this.CONSUME2(Name, { LABEL: 'then' })
    })
  })

  hold = this.RULE('hold', () => {
    this.CONSUME(K('hold'))
    this.CONSUME(K('when'))
    this.CONSUME(Name, { LABEL: 'what' })
    this.CONSUME(K('exceed'))
    this.OR([{ ALT: () => this.CONSUME(Percent) }, { ALT: () => this.CONSUME(Num) }])
  })

  sync = this.RULE('sync', () => {
    this.CONSUME(K('sync'))
    this.CONSUME(Name, { LABEL: 'hubspot' })
    this.CONSUME(K('with'))
    this.CONSUME2(Name, { LABEL: 'salesforce' })
    this.MANY(() => {
      this.CONSUME(Comma)
      this.CONSUME3(Name, { LABEL: 'salesforce' })
    })
  })

  match = this.RULE('match', () => {
    this.CONSUME(K('match'))
    this.OR([
      {
        ALT: () => {
          this.CONSUME(K('through'))
          this.CONSUME(Name, { LABEL: 'through' })
        },
      },
      { ALT: () => this.CONSUME(K('none')) },
      {
        ALT: () => {
          this.SUBRULE(this.path, { LABEL: 'hubspot' })
          this.CONSUME(Equals)
          this.SUBRULE2(this.path, { LABEL: 'salesforce' })
        },
        IGNORE_AMBIGUITIES: true,
      },
    ])
  })

  prefer = this.RULE('prefer', () => {
    this.CONSUME(K('prefer'))
    this.CONSUME(Name, { LABEL: 'choice' })
    this.MANY(() => {
      this.CONSUME(Comma)
      this.OPTION(() => this.CONSUME(K('then')))
      this.CONSUME2(Name, { LABEL: 'choice' })
    })
  })

  from = this.RULE('from', () => {
    this.CONSUME(K('from'))
    this.CONSUME(Name, { LABEL: 'object' })
    this.OPTION(() => {
      this.CONSUME(K('same'))
      this.CONSUME(K('as'))
      this.CONSUME2(Name, { LABEL: 'sameAs' })
    })
  })

  include = this.RULE('include', () => {
    this.CONSUME(K('include'))
    this.CONSUME(K('when'))
    this.SUBRULE(this.expression)
  })

  on = this.RULE('on', () => {
    this.CONSUME(K('on'))
    this.OR([
      {
        ALT: () => {
          this.CONSUME(K('new'))
          this.SUBRULE(this.onNew)
        },
      },
      {
        ALT: () => {
          this.CONSUME(K('change'))
          this.CONSUME(Name, { LABEL: 'action' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(K('delete'))
          this.CONSUME2(Name, { LABEL: 'action' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(K('merge'))
          this.CONSUME3(Name, { LABEL: 'action' })
        },
      },
    ])
  })

  onNew = this.RULE('onNew', () => {
    this.CONSUME(Name, { LABEL: 'action' })
    this.OPTION({
      GATE: () => ![K('as'), K('with'), K('when')].includes(this.LA(1).tokenType),
      DEF: () => this.CONSUME2(Name, { LABEL: 'object' }),
    })
    this.OPTION2(() => {
      this.CONSUME(K('as'))
      this.CONSUME(Text, { LABEL: 'recordType' })
    })
    this.OPTION3(() => {
      this.CONSUME(K('with'))
      this.CONSUME(K('assignment'))
      this.CONSUME(K('rules'))
    })
    this.OPTION4(() => {
      this.CONSUME(K('when'))
      this.SUBRULE(this.expression)
    })
  })

  map = this.RULE('map', () => {
    this.CONSUME(K('map'))
  })

  mapping = this.RULE('mapping', () => {
    this.SUBRULE(this.expression, { LABEL: 'hubspot' })
    this.CONSUME(Arrow)
    this.SUBRULE2(this.expression, { LABEL: 'salesforce' })
    this.MANY(() => this.SUBRULE(this.mappingOption))
  })

  mappingOption = this.RULE('mappingOption', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(K('prefer'))
          this.CONSUME(Name, { LABEL: 'side' })
          this.CONSUME(K('unless'))
          this.CONSUME(K('blank'))
        },
      },
      {
        ALT: () => {
          this.CONSUME(K('default'))
          this.SUBRULE(this.sum, { LABEL: 'value' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(K('when'))
          this.SUBRULE(this.expression)
        },
      },
      {
        ALT: () => {
          this.CONSUME(K('using'))
          this.CONSUME2(Name, { LABEL: 'table' })
          this.OPTION(() => {
            this.CONSUME(K('by'))
            this.CONSUME3(Name, { LABEL: 'by' })
          })
        },
      },
      { ALT: () => this.CONSUME(K('once')) },
      {
        ALT: () => {
          this.CONSUME(K('sticky'))
          this.SUBRULE2(this.sum, { LABEL: 'value' })
          this.OPTION2(() => {
            this.CONSUME(K('until'))
            this.CONSUME4(Name, { LABEL: 'until' })
            this.CONSUME(K('clears'))
          })
          this.OPTION3(() => {
            this.CONSUME(K('even'))
            this.CONSUME2(K('when'))
            this.CONSUME(K('paused'))
          })
        },
      },
      { ALT: () => this.CONSUME(K('required')) },
    ])
  })

  associate = this.RULE('associate', () => {
    this.CONSUME(K('associate'))
    this.CONSUME(Name, { LABEL: 'object' })
    this.CONSUME(PlainArrow, { LABEL: 'arrow' })
    this.SUBRULE(this.path, { LABEL: 'field' })
    this.MANY(() => this.SUBRULE(this.associateOption))
  })

  associateOption = this.RULE('associateOption', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(K('label'))
          this.CONSUME(Text)
        },
      },
      {
        ALT: () => {
          this.CONSUME(K('role'))
          this.CONSUME2(Text)
        },
      },
      { ALT: () => this.CONSUME(K('required')) },
    ])
  })

  pipeline = this.RULE('pipeline', () => {
    this.CONSUME(K('pipeline'))
    this.CONSUME(Text, { LABEL: 'pipeline' })
    this.CONSUME(PlainArrow, { LABEL: 'arrow' })
    this.OR([
      {
        ALT: () => {
          this.CONSUME(K('record'))
          this.CONSUME(K('type'))
          this.OR2([{ ALT: () => this.CONSUME(K('master')) }, { ALT: () => this.CONSUME2(Text, { LABEL: 'recordType' }) }])
        },
      },
      {
        ALT: () => {
          this.CONSUME(K('support'))
          this.CONSUME(K('process'))
          this.CONSUME3(Text, { LABEL: 'process' })
        },
      },
    ])
  })

  stage = this.RULE('stage', () => {
    this.CONSUME(K('stage'))
    this.CONSUME(Text, { LABEL: 'hubspot' })
    this.CONSUME(PlainArrow, { LABEL: 'arrow' })
    this.CONSUME2(Text, { LABEL: 'salesforce' })
  })

  values = this.RULE('values', () => {
    this.CONSUME(K('values'))
    this.CONSUME(Name)
  })

  row = this.RULE('row', () => {
    this.SUBRULE(this.valueList, { LABEL: 'hubspot' })
    this.CONSUME(Arrow)
    this.SUBRULE2(this.valueList, { LABEL: 'salesforce' })
  })

  valueList = this.RULE('valueList', () => {
    this.SUBRULE(this.value)
    this.MANY(() => {
      this.CONSUME(Comma)
      this.SUBRULE2(this.value)
    })
  })

  otherwise = this.RULE('otherwise', () => {
    this.CONSUME(K('otherwise'))
    this.OR([
      {
        ALT: () => {
          this.CONSUME(Arrow)
          this.SUBRULE(this.value)
        },
      },
      { ALT: () => this.CONSUME(Name, { LABEL: 'action' }), IGNORE_AMBIGUITIES: true },
    ])
  })

  lifecycle = this.RULE('lifecycle', () => {
    this.CONSUME(K('lifecycle'))
    this.CONSUME(Name, { LABEL: 'object' })
    this.CONSUME(Dot)
    this.CONSUME2(Name, { LABEL: 'property' })
  })

  order = this.RULE('order', () => {
    this.CONSUME(K('order'))
    this.CONSUME(LeftParen)
    this.CONSUME(Text)
    this.MANY({
      GATE: () => this.LA(2).tokenType !== RightParen,
      DEF: () => {
        this.CONSUME(Comma)
        this.CONSUME2(Text)
      },
    })
    this.OPTION(() => this.CONSUME2(Comma))
    this.CONSUME(RightParen)
  })

  advance = this.RULE('advance', () => {
    this.CONSUME(K('advance'))
    this.CONSUME(K('to'))
    this.CONSUME(Text)
    this.CONSUME(K('when'))
    this.SUBRULE(this.expression)
  })

  activities = this.RULE('activities', () => {
    this.CONSUME(K('activities'))
  })

  activity = this.RULE('activity', () => {
    this.CONSUME(Name, { LABEL: 'type' })
    this.CONSUME(PlainArrow, { LABEL: 'arrow' })
    this.SUBRULE(this.path)
    this.OPTION(() => {
      this.CONSUME(K('when'))
      this.SUBRULE(this.expression)
    })
  })

  when = this.RULE('when', () => {
    this.CONSUME(K('when'))
    this.SUBRULE(this.expression)
  })

  onDelete = this.RULE('onDelete', () => {
    this.CONSUME(K('on'))
    this.CONSUME(K('delete'))
    this.CONSUME(Name, { LABEL: 'action' })
  })

  campaigns = this.RULE('campaigns', () => {
    this.CONSUME(K('campaigns'))
  })

  form = this.RULE('form', () => {
    this.CONSUME(K('form'))
    this.CONSUME(Text, { LABEL: 'form' })
    this.CONSUME(PlainArrow, { LABEL: 'arrow' })
    this.CONSUME(Name, { LABEL: 'object' })
    this.CONSUME2(Text, { LABEL: 'campaign' })
    this.OPTION(() => {
      this.CONSUME(K('status'))
      this.CONSUME3(Text, { LABEL: 'status' })
    })
  })

  show = this.RULE('show', () => {
    this.CONSUME(K('show'))
    this.CONSUME(K('in'))
    this.CONSUME(Name, { LABEL: 'property' })
  })

  test = this.RULE('test', () => {
    this.CONSUME(K('test'))
    this.CONSUME(Text)
  })

  given = this.RULE('given', () => {
    this.CONSUME(K('given'))
    this.CONSUME(Name, { LABEL: 'object' })
    this.OPTION({
      GATE: () => ![K('for'), K('linked'), K('member')].includes(this.LA(1).tokenType),
      DEF: () => this.CONSUME2(Name, { LABEL: 'name' }),
    })
    this.OPTION2(() => this.SUBRULE(this.fields))
    this.OPTION3(() => {
      this.CONSUME(K('for'))
      this.CONSUME3(Name, { LABEL: 'for' })
    })
    this.OPTION4(() => {
      this.CONSUME(K('linked'))
      this.CONSUME(K('to'))
      this.CONSUME4(Name, { LABEL: 'linkedTo' })
    })
    this.OPTION5(() => {
      this.CONSUME(K('member'))
      this.CONSUME(K('of'))
      this.CONSUME(Text, { LABEL: 'memberOf' })
    })
  })

  /** Fields of a record in a test, the last comma optional. */
  fields = this.RULE('fields', () => {
    this.CONSUME(LeftParen)
    this.OPTION(() => {
      this.SUBRULE(this.field)
      this.MANY({
        GATE: () => this.LA(2).tokenType !== RightParen,
        DEF: () => {
          this.CONSUME(Comma)
          this.SUBRULE2(this.field)
        },
      })
      this.OPTION2(() => this.CONSUME2(Comma))
    })
    this.CONSUME(RightParen)
  })

  field = this.RULE('field', () => {
    this.CONSUME(Name)
    this.CONSUME(Equals)
    this.SUBRULE(this.value)
  })

  /** A step of a test, which begins with `then`. */
  step = this.RULE('step', () => {
    this.CONSUME(K('then'))
    this.OR([
      { ALT: () => this.CONSUME(K('sync')) },
      {
        ALT: () => {
          this.CONSUME(Num)
          this.CONSUME(Name, { LABEL: 'unit' })
          this.CONSUME(K('pass'))
        },
      },
      {
        ALT: () => {
          this.OR2([
            { ALT: () => this.CONSUME(K('hubspot'), { LABEL: 'side' }) },
            { ALT: () => this.CONSUME(K('salesforce'), { LABEL: 'side' }) },
          ])
          this.CONSUME2(Name, { LABEL: 'verb' })
          this.CONSUME3(Name, { LABEL: 'record' })
          this.OPTION({
            GATE: () => ![K('into'), K('to'), K('from')].includes(this.LA(1).tokenType),
            DEF: () => this.CONSUME4(Name, { LABEL: 'name' }),
          })
          this.OPTION2(() => {
            this.CONSUME(K('into'))
            this.CONSUME5(Name, { LABEL: 'into' })
          })
          this.OPTION3(() => {
            this.OR3([
              {
                ALT: () => {
                  this.CONSUME(K('to'))
                  this.CONSUME(Text, { LABEL: 'to' })
                },
              },
              {
                ALT: () => {
                  this.CONSUME(K('from'))
                  this.CONSUME2(Text, { LABEL: 'from' })
                },
              },
            ])
          })
          this.OPTION4(() => this.SUBRULE(this.fields))
        },
      },
    ])
  })

  expect = this.RULE('expect', () => {
    this.CONSUME(K('expect'))
    this.OR([
      {
        GATE: () => this.LA(2).tokenType !== LeftParen,
        ALT: () => {
          this.CONSUME(K('error'))
          this.OR2([{ ALT: () => this.CONSUME(Text, { LABEL: 'code' }) }, { ALT: () => this.CONSUME(Name, { LABEL: 'code' }) }])
          this.OPTION(() => {
            this.CONSUME(K('for'))
            this.CONSUME2(Name, { LABEL: 'for' })
          })
        },
      },
      {
        GATE: () => this.LA(2).tokenType !== LeftParen,
        ALT: () => {
          this.CONSUME(K('no'))
          this.OR3([
            { ALT: () => this.CONSUME(K('writes'), { LABEL: 'count' }) },
            { ALT: () => this.CONSUME(K('calls'), { LABEL: 'count' }) },
            {
              ALT: () => {
                this.CONSUME3(Name, { LABEL: 'record' })
                this.OPTION2(() => this.SUBRULE(this.fields))
              },
              IGNORE_AMBIGUITIES: true,
            },
          ])
        },
      },
      {
        ALT: () => {
          this.CONSUME(Num)
          this.OR4([
            { ALT: () => this.CONSUME2(K('writes'), { LABEL: 'count' }) },
            { ALT: () => this.CONSUME2(K('calls'), { LABEL: 'count' }) },
          ])
        },
      },
      {
        ALT: () => {
          this.CONSUME4(Name, { LABEL: 'record' })
          this.OPTION3(() => this.SUBRULE2(this.fields))
        },
        IGNORE_AMBIGUITIES: true,
      },
    ])
  })

  carry = this.RULE('carry', () => {
    this.CONSUME(K('carry'))
    this.CONSUME(K('to'))
    this.OR([
      { ALT: () => this.CONSUME(K('company')) },
      {
        ALT: () => {
          this.CONSUME(K('contacts'))
          this.CONSUME(K('of'))
          this.CONSUME2(K('company'))
        },
      },
    ])
  })
}
