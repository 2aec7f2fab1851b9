/** The few signs that the screens use, drawn as strokes of the text's colour. */

const paths = {
  check: 'M4 10.5l4 4 8-9',
  error: 'M10 6v5m0 2.8v.2M10 2.5 18 17H2z',
  warning: 'M10 6v5m0 2.8v.2M10 2.5 18 17H2z',
  info: 'M10 9v5m0-8v.2M10 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16z',
  close: 'M5 5l10 10M15 5 5 15',
  chevron: 'M7 4l6 6-6 6',
  down: 'M4 7l6 6 6-6',
  plus: 'M10 4v12M4 10h12',
  search: 'M9 3a6 6 0 1 1 0 12A6 6 0 0 1 9 3zm4.5 10.5L18 18',
  sun: 'M10 6a4 4 0 1 1 0 8 4 4 0 0 1 0-8zm0-5v2m0 14v2M1 10h2m14 0h2M3.6 3.6 5 5m10 10 1.4 1.4M3.6 16.4 5 15M15 5l1.4-1.4',
  moon: 'M16.5 12.5A7 7 0 0 1 7.5 3.5a7 7 0 1 0 9 9z',
  play: 'M6 4l10 6-10 6z',
  plan: 'M4 5h12M4 10h12M4 15h7',
  save: 'M4 3h10l3 3v11H3V4zm3 0v4h6V3M6 17v-6h8v6',
  text: 'M3 5h14M3 10h9M3 15h12',
  graph: 'M3 4h5v4H3zm9 8h5v4h-5zm-4-6h3v8h1',
  both: 'M3 4h14v12H3zm7 0v12',
  format: 'M4 5h12M8 10h8M8 15h5',
  link: 'M8 12l4-4M9 6l2-2a3.5 3.5 0 0 1 5 5l-2 2m-3 3-2 2a3.5 3.5 0 0 1-5-5l2-2',
  retry: 'M16 10a6 6 0 1 1-2-4.5L16 7m0-4v4h-4',
  download: 'M10 3v9m-4-3.5 4 4 4-4M4 16h12',
  outline: 'M3 5h3m3 0h8M6 10h3m3 0h5M6 15h3m3 0h5',
  fit: 'M3 7V3h4m6 0h4v4m0 6v4h-4m-6 0H3v-4',
  dot: 'M10 7a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
} as const

export type IconName = keyof typeof paths

/** A sign beside words; hidden from screen readers, since the words say it. */
export const Icon = ({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) => (
  <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d={paths[name]} fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
)
