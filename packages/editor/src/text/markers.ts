/** Diagnostics as Monaco's markers. */
import type { Diagnostic } from '@lockstep/dsl'
import { monaco } from './monaco'
import { rangeOf } from './places'

const severities = { error: monaco.MarkerSeverity.Error, warning: monaco.MarkerSeverity.Warning, info: monaco.MarkerSeverity.Info } as const

/** The markers of one file; an empty span is widened to one character so that it can be seen. */
export const markersOf = (model: monaco.editor.ITextModel, path: string, diagnostics: readonly Diagnostic[]): monaco.editor.IMarkerData[] =>
  diagnostics
    .filter((each) => each.file === path)
    .map((each) => {
      const widened = each.span.end > each.span.start ? each.span : { start: Math.max(0, each.span.start - 1), end: each.span.end }
      const range = rangeOf(model, widened)
      return {
        severity: severities[each.severity],
        code: each.code,
        message: each.help === undefined ? each.message : `${each.message}\n${each.help}`,
        startLineNumber: range.startLineNumber,
        startColumn: range.startColumn,
        endLineNumber: range.endLineNumber,
        endColumn: range.endColumn,
        relatedInformation: each.related
          .filter((related) => related.location.file === path)
          .map((related) => {
            const at = rangeOf(model, related.location.span)
            return {
              resource: model.uri,
              message: related.message,
              startLineNumber: at.startLineNumber,
              startColumn: at.startColumn,
              endLineNumber: at.endLineNumber,
              endColumn: at.endColumn,
            }
          }),
      }
    })
