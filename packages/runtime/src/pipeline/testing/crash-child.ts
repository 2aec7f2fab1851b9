/** A process that runs one sync and kills itself at a given step; started by the crash tests as a bundle of one file. */

import { VirtualClock } from '../../simulate/virtual-clock'
import type { CrashOrder } from './crash'
import { openPeople } from './people'

const order: CrashOrder = JSON.parse(process.argv[2] ?? '{}')
let times = 0
const people = await openPeople({
  database: order.database,
  files: order.files,
  fills: order.fills,
  clock: new VirtualClock(order.time),
  probe: (step) => {
    if (step !== order.step) return
    times += 1
    if (times === order.occurrence) process.kill(process.pid, 'SIGKILL')
  },
})
await people.engine.sync()
await people.engine.close()
