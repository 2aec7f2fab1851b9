/** Where the text cursor stands, for the graph to follow. */
import { createStore } from '../ui/store'

export type Cursor = {
  readonly file: string
  readonly offset: number
  /** True when choosing something in the graph moved it there. */
  readonly byGraph: boolean
}

export const cursor = createStore<Cursor | null>(null)
