/** Functions of the group `number`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { absolute } from './absolute'
import { average } from './average'
import { clamp } from './clamp'
import { fromThousands } from './from-thousands'
import { max } from './max'
import { millisecondsToMinutes } from './milliseconds-to-minutes'
import { millisecondsToSeconds } from './milliseconds-to-seconds'
import { min } from './min'
import { minutesToMilliseconds } from './minutes-to-milliseconds'
import { number } from './number'
import { numberText } from './number-text'
import { percent } from './percent'
import { power } from './power'
import { remainder } from './remainder'
import { round } from './round'
import { roundDown } from './round-down'
import { roundUp } from './round-up'
import { secondsToMilliseconds } from './seconds-to-milliseconds'
import { share } from './share'
import { sum } from './sum'
import { thousands } from './thousands'

export const numberFunctions: readonly FunctionDefinition[] = [
  absolute,
  average,
  clamp,
  fromThousands,
  max,
  millisecondsToMinutes,
  millisecondsToSeconds,
  min,
  minutesToMilliseconds,
  number,
  numberText,
  percent,
  power,
  remainder,
  round,
  roundDown,
  roundUp,
  secondsToMilliseconds,
  share,
  sum,
  thousands,
]
