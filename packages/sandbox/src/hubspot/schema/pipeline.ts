/** Pipelines and stages, with the default sales pipeline of a new portal. */

/** One stage of a pipeline; `id` is what the stage property holds. */
export type Stage = {
  readonly id: string
  readonly label: string
  readonly displayOrder: number
  /** `probability` from 0.0 to 1.0 as text, and `isClosed` [HubSpot: pipelines]. */
  readonly metadata: Readonly<Record<string, string>>
}

/** A pipeline with its stages in their order. */
export type Pipeline = { readonly id: string; readonly label: string; readonly displayOrder: number; readonly stages: readonly Stage[] }

const STAGES = [
  ['appointmentscheduled', 'Appointment Scheduled', '0.2'],
  ['qualifiedtobuy', 'Qualified To Buy', '0.4'],
  ['presentationscheduled', 'Presentation Scheduled', '0.6'],
  ['decisionmakerboughtin', 'Decision Maker Bought-In', '0.8'],
  ['contractsent', 'Contract Sent', '0.9'],
  ['closedwon', 'Closed Won', '1.0'],
  ['closedlost', 'Closed Lost', '0.0'],
] as const

/** The one pipeline a new portal has for deals. */
export const DEFAULT_PIPELINES: readonly Pipeline[] = [
  {
    id: 'default',
    label: 'Sales Pipeline',
    displayOrder: 0,
    stages: STAGES.map(([id, label, probability], displayOrder) => ({ id, label, displayOrder, metadata: stageMetadata(probability) })),
  },
]

/** A stage is closed when its deal is surely won or surely lost. */
export function stageMetadata(probability: string): Stage['metadata'] {
  return { isClosed: String(probability === '1.0' || probability === '0.0'), probability }
}
