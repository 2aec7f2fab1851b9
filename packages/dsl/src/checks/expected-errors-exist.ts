/** Expected errors exist: a test expects no error that Lockstep never tells, and none of a vendor's that is misspelt. */
import { report } from '../diagnostics/code'
import { unknownErrorCode } from '../diagnostics/codes/tests'
import { nearest } from '../diagnostics/did-you-mean'
import { ERROR_KINDS, OWN_ERROR_CODES, VENDOR_ERROR_CODES } from '../plan/error-codes'
import type { Check } from './check'

const OURS: readonly string[] = [...OWN_ERROR_CODES, ...ERROR_KINDS]
const ALL: readonly string[] = [...OURS, ...VENDOR_ERROR_CODES]

/** Vendors answer codes that no list has; they spell them in capitals, as Lockstep never does. */
const isVendors = (code: string): boolean => /^[A-Z][A-Z\d_]*$/.test(code)

/** The code that was meant; `undefined` where none is near. */
const meantBy = (code: string): string | undefined =>
  ALL.find((one) => one.toLowerCase().replace(/[-_]/g, ' ') === code.toLowerCase().replace(/[-_]/g, ' ')) ??
  nearest(code, isVendors(code) ? VENDOR_ERROR_CODES : OURS)

export const expectedErrorsExist: Check = {
  name: 'expected-errors-exist',
  needsCatalog: false,
  run: (bound) =>
    bound.tests.flatMap(({ file, lines }) =>
      lines.flatMap((line) => {
        const code = line.kind === 'expect-error' ? line.node.code : undefined
        if (code === undefined || code.value === '' || ALL.includes(code.value)) return []
        const meant = meantBy(code.value)
        if (meant === undefined && isVendors(code.value)) return []
        const help = meant === undefined ? {} : { help: `did you mean \`"${meant}"\`?` }
        return [report(unknownErrorCode, { code: code.value }, { file, span: code.span, ...help })]
      }),
    ),
}
