/**
 * Expression grammar: the rules of expressions, paths and literals, from the loosest to the tightest. LL(1), no actions;
 * `to-expression.ts` gives the tree its meaning.
 */
import { CstParser, type IParserErrorMessageProvider } from 'chevrotain'
import {
  Comma,
  Comparison,
  Divide,
  Dot,
  DurationUnit,
  K,
  LeftParen,
  Minus,
  Name,
  Num,
  Plus,
  Quantifier,
  RightParen,
  Text,
  Times,
  TOKEN_TYPES,
} from './token-types'

/** The part of the grammar that all statements share; `Grammar` adds theirs and makes it ready. */
export class ExpressionGrammar extends CstParser {
  constructor(errorMessageProvider: IParserErrorMessageProvider, skipValidations: boolean) {
    super([...TOKEN_TYPES], {
      recoveryEnabled: true,
      maxLookahead: 1,
      errorMessageProvider,
      skipValidations,
      nodeLocationTracking: 'onlyOffset',
    })
  }

  expression = this.RULE('expression', () => {
    this.SUBRULE(this.conjunction, { LABEL: 'operand' })
    this.MANY(() => {
      this.CONSUME(K('or'), { LABEL: 'operator' })
      this.SUBRULE2(this.conjunction, { LABEL: 'operand' })
    })
  })

  conjunction = this.RULE('conjunction', () => {
    this.SUBRULE(this.negation, { LABEL: 'operand' })
    this.MANY(() => {
      this.CONSUME(K('and'), { LABEL: 'operator' })
      this.SUBRULE2(this.negation, { LABEL: 'operand' })
    })
  })

  negation = this.RULE('negation', () => {
    this.MANY(() => this.CONSUME(K('not')))
    this.SUBRULE(this.comparison)
  })

  comparison = this.RULE('comparison', () => {
    this.SUBRULE(this.sum, { LABEL: 'left' })
    this.OPTION(() => this.SUBRULE(this.comparisonTail))
  })

  comparisonTail = this.RULE('comparisonTail', () => {
    this.OR([
      {
        ALT: () => {
          this.OR2([
            { ALT: () => this.CONSUME(Comparison) },
            { ALT: () => this.CONSUME(K('contains')) },
            {
              ALT: () => {
                this.CONSUME(K('starts'))
                this.CONSUME(K('with'))
              },
            },
            {
              ALT: () => {
                this.CONSUME(K('ends'))
                this.CONSUME2(K('with'))
              },
            },
          ])
          this.SUBRULE(this.sum, { LABEL: 'right' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(K('in'))
          this.CONSUME(LeftParen)
          this.SUBRULE(this.list)
          this.CONSUME(RightParen)
        },
      },
      {
        ALT: () => {
          this.CONSUME(K('is'))
          this.OPTION(() => this.CONSUME(K('not')))
          this.CONSUME(Name, { LABEL: 'test' })
        },
      },
    ])
  })

  sum = this.RULE('sum', () => {
    this.SUBRULE(this.product, { LABEL: 'operand' })
    this.MANY(() => {
      this.OR([{ ALT: () => this.CONSUME(Plus, { LABEL: 'operator' }) }, { ALT: () => this.CONSUME(Minus, { LABEL: 'operator' }) }])
      this.SUBRULE2(this.product, { LABEL: 'operand' })
    })
  })

  product = this.RULE('product', () => {
    this.SUBRULE(this.factor, { LABEL: 'operand' })
    this.MANY(() => {
      this.OR([{ ALT: () => this.CONSUME(Times, { LABEL: 'operator' }) }, { ALT: () => this.CONSUME(Divide, { LABEL: 'operator' }) }])
      this.SUBRULE2(this.factor, { LABEL: 'operand' })
    })
  })

  factor = this.RULE('factor', () => {
    this.MANY(() => this.CONSUME(Minus))
    this.SUBRULE(this.primary)
  })

  primary = this.RULE('primary', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(LeftParen)
          this.SUBRULE(this.expression)
          this.CONSUME(RightParen)
        },
      },
      { ALT: () => this.SUBRULE(this.ifThenElse) },
      { ALT: () => this.SUBRULE(this.quantified) },
      { ALT: () => this.SUBRULE(this.literal) },
      {
        GATE: () => this.LA(2).tokenType === K('linked') || this.LA(2).tokenType === K('included'),
        ALT: () => this.SUBRULE(this.linkState),
      },
      { GATE: () => this.LA(2).tokenType === K('of'), ALT: () => this.SUBRULE(this.member) },
      { ALT: () => this.SUBRULE(this.reference), IGNORE_AMBIGUITIES: true },
    ])
  })

  ifThenElse = this.RULE('ifThenElse', () => {
    this.CONSUME(K('if'))
    this.SUBRULE(this.expression, { LABEL: 'condition' })
    this.CONSUME(K('then'))
    this.SUBRULE2(this.expression, { LABEL: 'then' })
    this.CONSUME(K('else'))
    this.SUBRULE3(this.expression, { LABEL: 'else' })
  })

  quantified = this.RULE('quantified', () => {
    this.CONSUME(Quantifier)
    this.CONSUME(Name, { LABEL: 'object' })
    this.OR([
      {
        ALT: () => {
          this.CONSUME(K('where'))
          this.SUBRULE(this.expression)
        },
      },
      {
        ALT: () => {
          this.CONSUME(K('is'))
          this.CONSUME2(Name, { LABEL: 'state' })
        },
      },
    ])
  })

  linkState = this.RULE('linkState', () => {
    this.CONSUME(K('is'))
    this.OR([
      {
        ALT: () => {
          this.CONSUME(K('linked'))
          this.OPTION(() => {
            this.CONSUME(K('to'))
            this.CONSUME(Name, { LABEL: 'object' })
          })
        },
      },
      { ALT: () => this.CONSUME(K('included')) },
    ])
  })

  member = this.RULE('member', () => {
    this.CONSUME(K('member'))
    this.CONSUME(K('of'))
    this.CONSUME(Text)
  })

  reference = this.RULE('reference', () => {
    this.SUBRULE(this.path)
    this.OPTION(() => {
      this.CONSUME(LeftParen)
      this.OPTION2(() => this.SUBRULE(this.list))
      this.CONSUME(RightParen)
    })
  })

  path = this.RULE('path', () => {
    this.CONSUME(Name, { LABEL: 'segment' })
    this.MANY(() => {
      this.CONSUME(Dot)
      this.CONSUME2(Name, { LABEL: 'segment' })
    })
  })

  /** Comma-separated, the last comma optional. */
  list = this.RULE('list', () => {
    this.SUBRULE(this.expression, { LABEL: 'item' })
    this.MANY({
      GATE: () => this.LA(2).tokenType !== RightParen,
      DEF: () => {
        this.CONSUME(Comma)
        this.SUBRULE2(this.expression, { LABEL: 'item' })
      },
    })
    this.OPTION(() => this.CONSUME2(Comma))
  })

  /** A value of a table; a bare name is read so that the message can say what it needs. */
  value = this.RULE('value', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.literal) },
      {
        ALT: () => {
          this.CONSUME(Minus)
          this.CONSUME(Num)
        },
      },
      { ALT: () => this.CONSUME(Name), IGNORE_AMBIGUITIES: true },
    ])
  })

  literal = this.RULE('literal', () => {
    this.OR([
      { ALT: () => this.CONSUME(Text) },
      {
        ALT: () => {
          this.CONSUME(Num)
          this.OPTION(() => this.CONSUME(DurationUnit))
        },
      },
      { ALT: () => this.CONSUME(K('true')) },
      { ALT: () => this.CONSUME(K('false')) },
      { ALT: () => this.CONSUME(K('blank')) },
    ])
  })
}
