/** One mapping on one link: the two values, what they were when they last agreed, and what may be written. */
import type { CardKind, SideName, Wire } from '../model'
import type { Rule } from './rule'

export type Pair = { readonly hubspot: Wire; readonly salesforce: Wire }

export type Meeting = Pair & {
  readonly rule: Rule
  /** What both sides held when they last agreed; absent at the first meeting. */
  readonly base?: Pair
  /** Whether that side's values may cross to the other (`on change update`). */
  readonly crosses: { readonly hubspot: boolean; readonly salesforce: boolean }
  /** The side whose record this plan creates. */
  readonly making?: SideName
}

/** Why a value could not be carried; becomes a problem on the error card. */
export type Refusal = {
  readonly kind: CardKind
  readonly code: string
  /** The side that would not take it. */
  readonly side: SideName
  readonly field?: string
  readonly value: Wire
  readonly message: string
  readonly cure: string
}

/** What became of a meeting: the pair that both sides shall hold, or why there is none. */
export type Merged =
  | {
      readonly kind: 'merged' | 'conflict' | 'lifecycle'
      readonly hubspot: Wire
      readonly salesforce: Wire
      readonly winner: SideName | 'base' | 'neither'
      readonly reason: string
      readonly refusal?: Refusal
    }
  /** One side is set back, and what both agreed on last stays what it was: the other side's value is still to be carried. */
  | {
      readonly kind: 'set back'
      readonly hubspot: Wire
      readonly salesforce: Wire
      readonly agreed: Pair
      readonly winner: 'base'
      readonly reason: string
      readonly refusal: Refusal
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The time of HubSpot's edit must be read first. */
  | { readonly kind: 'want' }
  /** Nothing to do; the base stands. */
  | { readonly kind: 'idle' }

export const IDLE: Merged = { kind: 'idle' }

/** The pair with one side's value replaced. */
export const withSide = (pair: Pair, side: SideName, value: Wire): Pair =>
  side === 'hubspot' ? { hubspot: value, salesforce: pair.salesforce } : { hubspot: pair.hubspot, salesforce: value }
