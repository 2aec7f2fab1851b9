/** Functions of the group `text`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { after } from './after'
import { afterLast } from './after-last'
import { before } from './before'
import { digits } from './digits'
import { html } from './html'
import { left } from './left'
import { length } from './length'
import { letters } from './letters'
import { like } from './like'
import { line } from './line'
import { longId } from './long-id'
import { lower } from './lower'
import { middle } from './middle'
import { occurrences } from './occurrences'
import { oneLine } from './one-line'
import { padLeft } from './pad-left'
import { padRight } from './pad-right'
import { plainText } from './plain-text'
import { position } from './position'
import { remove } from './remove'
import { replace } from './replace'
import { right } from './right'
import { sameText } from './same-text'
import { sentenceCase } from './sentence-case'
import { shortId } from './short-id'
import { shorten } from './shorten'
import { slug } from './slug'
import { titleCase } from './title-case'
import { trim } from './trim'
import { upper } from './upper'
import { withoutAccents } from './without-accents'
import { withoutPrefix } from './without-prefix'
import { withoutSuffix } from './without-suffix'
import { word } from './word'
import { wordCount } from './word-count'

export const textFunctions: readonly FunctionDefinition[] = [
  after,
  afterLast,
  before,
  digits,
  html,
  left,
  length,
  letters,
  like,
  line,
  longId,
  lower,
  middle,
  occurrences,
  oneLine,
  padLeft,
  padRight,
  plainText,
  position,
  remove,
  replace,
  right,
  sameText,
  sentenceCase,
  shortId,
  shorten,
  slug,
  titleCase,
  trim,
  upper,
  withoutAccents,
  withoutPrefix,
  withoutSuffix,
  word,
  wordCount,
]
