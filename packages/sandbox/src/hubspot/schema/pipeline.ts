/** Pipelines and stages, with the default pipelines of a new portal. */

/** One stage of a pipeline; `id` is what the stage property holds. */
export type Stage = {
  readonly id: string
  readonly label: string
  readonly displayOrder: number
  /** For deals `probability` from 0.0 to 1.0 as text; for tickets `ticketState`; `isClosed` for both [HubSpot: pipelines]. */
  readonly metadata: Readonly<Record<string, string>>
  /** Milliseconds; absent for stages that exist since the portal does. */
  readonly createdAt?: number
  readonly updatedAt?: number
}

/** A pipeline with its stages in their order. */
export type Pipeline = {
  readonly id: string
  readonly label: string
  readonly displayOrder: number
  readonly stages: readonly Stage[]
  readonly createdAt?: number
  readonly updatedAt?: number
}

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

const TICKET_STAGES = ['New', 'Waiting on contact', 'Waiting on us', 'Closed']

/** The one pipeline a new portal has for tickets. */
export const TICKET_PIPELINES: readonly Pipeline[] = [
  {
    id: '0',
    label: 'Support Pipeline',
    displayOrder: 0,
    stages: TICKET_STAGES.map((label, displayOrder) => ({
      id: String(displayOrder + 1),
      label,
      displayOrder,
      metadata: ticketMetadata(label === 'Closed' ? 'CLOSED' : 'OPEN'),
    })),
  },
]

/** Tickets are open or closed. */
export function ticketMetadata(ticketState: 'OPEN' | 'CLOSED'): Stage['metadata'] {
  return { ticketState, isClosed: String(ticketState === 'CLOSED') }
}

const LEAD_STAGES = ['new', 'attempting', 'connected', 'qualified', 'unqualified'] as const

/** The one pipeline a new portal has for leads [HubSpot: leads]. */
export const LEAD_PIPELINES: readonly Pipeline[] = [
  {
    id: 'lead-pipeline-id',
    label: 'Lead pipeline',
    displayOrder: 0,
    stages: LEAD_STAGES.map((name, displayOrder) => ({
      id: `${name}-stage-id`,
      label: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      displayOrder,
      metadata: { isClosed: String(name === 'qualified' || name === 'unqualified') },
    })),
  },
]
