/** Functions of the group `list`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { addItem } from './add-item'
import { count } from './count'
import { hasAll } from './has-all'
import { hasAny } from './has-any'
import { inCommon } from './in-common'
import { item } from './item'
import { join } from './join'
import { linesToList } from './lines-to-list'
import { list } from './list'
import { listToLines } from './list-to-lines'
import { removeItem } from './remove-item'
import { sortList } from './sort-list'
import { split } from './split'
import { union } from './union'
import { without } from './without'

export const listFunctions: readonly FunctionDefinition[] = [
  addItem,
  count,
  hasAll,
  hasAny,
  inCommon,
  item,
  join,
  linesToList,
  list,
  listToLines,
  removeItem,
  sortList,
  split,
  union,
  without,
]
