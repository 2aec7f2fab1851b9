/** Walks over the tokens of a query: looks ahead, takes, and refuses what does not belong. */
import { queryFailure, type Token, tokenize } from './tokens'

export class TokenCursor {
  readonly #tokens: readonly Token[]
  #next = 0

  constructor(readonly source: string) {
    this.#tokens = tokenize(source)
  }

  protected skip(tokens: number): void {
    this.#next += tokens
  }

  protected peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)]!
  }

  protected take(): Token {
    const token = this.peek()
    this.#next += 1
    return token
  }

  protected unexpected(token = this.peek()): ReturnType<typeof queryFailure> {
    const what = token.kind === 'end' ? "unexpected token: '<EOF>'" : `unexpected token: '${token.text}'`
    return queryFailure('MALFORMED_QUERY', this.source, token.at, what)
  }

  protected isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'name' && token.text.toUpperCase() === word
  }

  protected isSign(sign: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'sign' && token.text === sign
  }

  protected word(word: string): boolean {
    const found = this.isWord(word)
    if (found) this.#next += 1
    return found
  }

  protected sign(sign: string): boolean {
    const found = this.isSign(sign)
    if (found) this.#next += 1
    return found
  }

  protected expectWord(word: string): void {
    if (!this.word(word)) throw this.unexpected()
  }

  protected expectSign(sign: string): void {
    if (!this.sign(sign)) throw this.unexpected()
  }

  protected name(): Token {
    if (this.peek().kind !== 'name') throw this.unexpected()
    return this.take()
  }

  protected count(): number {
    const token = this.take()
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw this.unexpected(token)
    return Number(token.text)
  }
}
