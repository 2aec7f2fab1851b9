/** Figures: medians of repeated runs, and the lines that the benchmark prints. */

export type Timing = { readonly median: number; readonly min: number; readonly max: number; readonly runs: number }

/** Runs `act` once unmeasured, then `runs` times; milliseconds. */
export const time = async (runs: number, act: () => unknown): Promise<Timing> => {
  await act()
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    await act()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return { median: times[Math.floor(times.length / 2)] ?? 0, min: times[0] ?? 0, max: times.at(-1) ?? 0, runs }
}

export const round = (value: number, digits = 1): string => value.toFixed(digits)

/** One line of the report: what, how much, and how it was measured. */
export const say = (what: string, figure: string, how = ''): void => {
  process.stdout.write(`${what.padEnd(64)} ${figure.padStart(24)}  ${how}\n`)
}

export const title = (text: string): void => {
  process.stdout.write(`\n${text}\n${'-'.repeat(text.length)}\n`)
}

/** Peak resident memory of this process so far, MB. */
export const peakMemory = (): number => process.resourceUsage().maxRSS / 1024
