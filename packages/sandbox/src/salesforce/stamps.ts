/** Salesforce's dates and times as it writes them. */

let lastSecond = -1
let lastStamp = ''

/** `2021-12-02T18:23:01.000+0000`: UTC, always to the whole second, so that stamps compare as text. */
export function stamp(time: number): string {
  const second = Math.floor(time / 1000)
  if (second !== lastSecond) {
    lastSecond = second
    lastStamp = `${new Date(second * 1000).toISOString().slice(0, 19)}.000+0000`
  }
  return lastStamp
}

/** Epoch milliseconds of a stamp or of any time that clients send (`Z`, `+00:00` or `+0000`); `NaN` where it is none. */
export function readStamp(text: string): number {
  return Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
}
