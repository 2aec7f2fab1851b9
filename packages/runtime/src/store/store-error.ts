/** What a database error becomes: one plain sentence and its code, since drivers attach parameters, which may be people's data. */
import { LockstepError } from '../errors'

type Known = { readonly message: string; readonly help: string; readonly isRetryable: boolean }

const resumes = 'the next run goes on where this one stopped'
const lost: Known = {
  message: 'the connection to the database was lost',
  help: `start the database again: ${resumes}`,
  isRetryable: true,
}
const away = (code: string): Known => ({
  message: `the database cannot be reached (${code})`,
  help: `start it, or check \`DATABASE_URL\`: ${resumes}`,
  isRetryable: true,
})
const login = (code: string): Known => ({
  message: `the database refuses the login (${code})`,
  help: 'check `DATABASE_URL`',
  isRetryable: false,
})
const tooSlow = (what: string): Known => ({
  message: `the database stopped a statement that ${what}`,
  help: `raise the server's limit for this user, or find out what slows it down: ${resumes}`,
  isRetryable: true,
})

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', '57P03'])
const broken = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', '57P01', '57P02', '57P05', '25P03', '25P04'])
/** What the driver says of a connection that ended under it; such errors have no code. */
const brokenWords = /^(connection terminated|client has encountered a connection error|client was closed|client has already been)/i
const timeoutWords = /^(timeout expired|connection terminated due to connection timeout)/i

/** What is known of a code (PostgreSQL: Appendix A, Error Codes; Node: system errors), with what to do. */
const known = (code: string, text: string): Known | undefined => {
  if (unreachable.has(code)) return away(code)
  if (timeoutWords.test(text)) return away('no answer')
  if (broken.has(code) || code.startsWith('08') || (code === '' && brokenWords.test(text))) return lost
  if (code.startsWith('28') || code === '3D000') return login(code)
  switch (code) {
    case '40001':
    case '40P01':
      return { message: 'another process was in the way of a statement of the database', help: 'run again', isRetryable: true }
    case '53300':
      return {
        message: 'the database takes no more connections',
        help: `close other programs' connections, or raise the server's \`max_connections\`: ${resumes}`,
        isRetryable: true,
      }
    case '25006':
      return {
        message: 'the database can only be read',
        help: `it may be a stand-by: wait until the change of servers is over, or point \`DATABASE_URL\` to the one that takes writes: ${resumes}`,
        isRetryable: true,
      }
    case '57014':
      return tooSlow('took longer than the server allows')
    case '55P03':
      return tooSlow('waited for another one longer than the server allows')
    case '53100':
      return { message: 'the disk of the database is full', help: `make room on it: ${resumes}`, isRetryable: true }
    case '53200':
      return { message: 'the database has no memory left', help: `give its server more: ${resumes}`, isRetryable: true }
    case '42501':
      return {
        message: 'the database does not let this user do what Lockstep needs',
        help: 'let the user of `DATABASE_URL` make and change tables in its schema',
        isRetryable: false,
      }
    default:
  }
  if (code.startsWith('XX00') || code === '58030')
    return {
      message: `the database is damaged, or its disk is (${code})`,
      help: 'have a look at its disk, and go back to a backup',
      isRetryable: false,
    }
  return undefined
}

/** The code of a driver's or a system's error; of several attempts (one host, two addresses) the first one's. Empty where there is none. */
export const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return error instanceof AggregateError && error.errors.length > 0 ? codeOf(error.errors[0]) : ''
}

/** Wraps a driver's error as `store`; our own errors pass unchanged. */
export const storeError = (error: unknown): LockstepError => {
  if (error instanceof LockstepError) return error
  if (!(error instanceof Error)) return new LockstepError('store', 'the database failed without a reason')
  const code = codeOf(error)
  const vendor = code === '' ? {} : { code }
  const { message, help, isRetryable } = known(code, error.message) ?? {
    message: `the database refused: ${error.message}`,
    isRetryable: false,
  }
  return new LockstepError('store', message, { isRetryable, vendor, ...(help === undefined ? {} : { help }) })
}

/** Whether an error says that the database as a whole is out of reach, and not that it refused one statement. */
export const isOutage = (error: unknown): boolean => {
  const { code, vendor, isRetryable } = storeError(error)
  return code === 'store' && isRetryable && !['40001', '40P01', '55P03', '57014'].includes(vendor?.code ?? '')
}
