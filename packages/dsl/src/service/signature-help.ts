/** Signature help: the ways to call the function whose parentheses hold the cursor. */

import { type Signature, signaturesOf } from '../functions/function-definition'
import { findFunction } from '../functions/index'
import type { Token } from '../syntax/tokens'
import { cursorAt } from './cursor'
import type { ServiceInput } from './hover'

export type CallSignature = { readonly label: string; readonly parameters: readonly string[] }

export type SignatureHelp = {
  readonly signatures: readonly CallSignature[]
  readonly doc: string
  /** The index of the parameter being typed, the last one where it may be repeated. */
  readonly active: number
}

/** Nothing outside of calls. Never throws. */
export const signatureHelp = (analysis: Pick<ServiceInput, 'files'>, file: string, offset: number): SignatureHelp | undefined => {
  const parsed = analysis.files.find((one) => one.source.file === file)
  const line = parsed && cursorAt(parsed, offset)?.line
  const call = line && openCall(line)
  const definition = call && findFunction(call.name)
  if (!call || !definition) return undefined
  const signatures = signaturesOf(definition).map((signature) => describe(definition.name, signature))
  const most = Math.max(...signatures.map((one) => one.parameters.length))
  return { signatures, doc: definition.summary, active: Math.min(call.commas, Math.max(most - 1, 0)) }
}

const describe = (name: string, { parameters, result }: Signature): CallSignature => {
  const shown = parameters.map((one) => `${one.name}${one.optional ? '?' : ''}: ${one.type}${one.rest ? ', …' : ''}`)
  return { label: `${name}(${shown.join(', ')}) → ${result}`, parameters: shown }
}

/** The innermost parenthesis still open, with the word before it and the commas after it. */
const openCall = (line: readonly Token[]): { readonly name: string; readonly commas: number } | undefined => {
  let depth = 0
  let commas = 0
  for (let at = line.length - 1; at >= 0; at--) {
    const { kind } = line[at]!
    if (kind === ')') depth++
    else if (kind === ',' && depth === 0) commas++
    else if (kind === '(' && depth-- === 0) {
      const name = line[at - 1]
      return name?.kind === 'word' ? { name: name.value, commas } : undefined
    }
  }
  return undefined
}
