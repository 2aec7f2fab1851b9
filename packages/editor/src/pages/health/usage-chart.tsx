/** API calls by hour as bars, with the same figures as a table for those who prefer or need it. */
import type { UsageReport } from '@lockstep/server/contract'
import { useState } from 'react'
import { count, moment } from '../../ui/figures'
import { Icon } from '../../ui/icon'
import { s } from '../../ui/strings'

type Hours = UsageReport['systems'][number]['hours']

const width = 360
const height = 132
const floor = 110
const left = 42

const clock = new Intl.DateTimeFormat(s.locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** The next round figure at or above `value`, so that the axis has a readable top. */
export const roundTop = (value: number): number => {
  if (value <= 4) return 4
  const size = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 4, 5, 10].find((step) => step * size >= value) ?? 10) * size
}

const Bars = ({ hours, name }: { readonly hours: Hours; readonly name: string }) => {
  const top = roundTop(Math.max(...hours.map((hour) => hour.calls)))
  const step = (width - left) / Math.max(hours.length, 1)
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={name}>
      {[0, top / 2, top].map((value) => {
        const y = floor - (value / top) * (floor - 10)
        return (
          <g key={value}>
            <line x1={left} x2={width} y1={y} y2={y} className="chart-grid" />
            <text x={left - 8} y={y + 4} textAnchor="end" className="chart-text">
              {count(value)}
            </text>
          </g>
        )
      })}
      {hours.map((hour, index) => {
        const size = hour.calls === 0 ? 0 : Math.max(2, (hour.calls / top) * (floor - 10))
        const x = left + index * step
        return (
          <g key={hour.from}>
            <rect x={x} y={10} width={step} height={floor - 10} className="chart-hit">
              <title>{s.health.hourOf(clock.format(hour.from), count(hour.calls))}</title>
            </rect>
            <rect x={x + step * 0.16} y={floor - size} width={step * 0.68} height={size} rx="2" className="chart-bar" />
            {index % 6 === 0 && (
              <text x={x + step / 2} y={height - 6} textAnchor={index === 0 ? 'start' : 'middle'} className="chart-text">
                {clock.format(hour.from)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** Bars, or the table behind them. */
export const UsageChart = ({ hours, name }: { readonly hours: Hours; readonly name: string }) => {
  const [asTable, setAsTable] = useState(false)
  return (
    <div className="chart-box">
      {asTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="table-scroll chart-table" tabIndex={0} aria-label={name}>
          <table className="table">
            <thead>
              <tr>
                <th>{s.health.hour}</th>
                <th className="number">{s.health.callsColumn}</th>
              </tr>
            </thead>
            <tbody>
              {hours.map((hour) => (
                <tr key={hour.from}>
                  <td>{moment(hour.from)}</td>
                  <td className="number">{count(hour.calls)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : (
        <Bars hours={hours} name={name} />
      )}
      <button type="button" className="text-button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
        <Icon name="outline" size={14} /> {asTable ? s.health.asChart : s.health.asTable}
      </button>
    </div>
  )
}
