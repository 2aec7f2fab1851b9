/** The `lockstep` program: picks the command, stops cleanly on Ctrl-C, and turns every failure into a sentence and an exit code. */
import { createRedactor, fileTrouble, LockstepError } from '@lockstep/runtime'
import { secretsIn } from '@lockstep/server'
import { parseArguments } from './arguments'
import { commandNames, loadCommand, loadCommands } from './commands'
import { exitCodeOf, exitCodes } from './exit-code'
import { commandHelp, programHelp } from './help'
import { watchOutput } from './output-trouble'
import { createTerminal, type Terminal } from './terminal'
import { version } from './version'

const redactor = createRedactor(secretsIn(process.env))
const openTerminal = (): Terminal => createTerminal({ stdout: process.stdout, stderr: process.stderr, environment: process.env, redactor })

const showFailure = (terminal: Terminal, given: unknown, asJson: boolean): void => {
  const error = given instanceof LockstepError ? redactor.error(given) : given
  if (error instanceof LockstepError) {
    if (asJson)
      terminal.json({ error: { code: error.code, message: error.message, help: error.help ?? null, system: error.system ?? null } })
    terminal.say(`${error.message}${error.help === undefined ? '' : `\n${error.help}`}`)
    return
  }
  const trouble = fileTrouble(error)
  if (trouble !== undefined) {
    if (asJson) terminal.json({ error: { code: 'setting', message: trouble, help: null, system: null } })
    terminal.say(trouble)
    return
  }
  terminal.say('something went wrong inside Lockstep: please report this')
  terminal.say(error instanceof Error ? (error.stack ?? error.message) : String(error))
}

/** `: did you mean `sync`?` for a slip of the fingers: letters swapped, missing, doubled or wrong. */
const meant = (name: string): string => {
  const letters = (word: string): string => [...word].sort().join('')
  const near = commandNames.find(
    (candidate) =>
      letters(candidate) === letters(name) || (candidate.startsWith(name.slice(0, 2)) && Math.abs(candidate.length - name.length) <= 1),
  )
  return near === undefined ? '' : `: did you mean \`${near}\`?`
}

/** How long a command may take to stop cleanly, milliseconds; a call under way is not waited for any longer. */
const GRACE = 1_000

/** Answers the exit code; never throws. */
export const main = async (words: readonly string[]): Promise<number> => {
  const terminal = openTerminal()
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(programHelp(await loadCommands(), version))
    return name === undefined ? exitCodes.error : exitCodes.done
  }
  if (name === '--version' || name === '-v') {
    terminal.out(version)
    return exitCodes.done
  }
  const command = await loadCommand(name)
  if (command === undefined) {
    terminal.say(`there is no command \`${name}\`${meant(name)}\nsee them with \`lockstep --help\``)
    return exitCodes.error
  }
  const stop = new AbortController()
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(130)
    terminal.say('stopping …')
    stop.abort()
    // State survives a kill at any moment, so this loses nothing: the next run settles what was sent.
    setTimeout(() => process.exit(command.runsOn === true ? exitCodes.done : exitCodes.error), GRACE).unref()
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  try {
    const given = parseArguments(command, rest)
    if (given.wantsHelp) {
      terminal.out(commandHelp(command))
      return exitCodes.done
    }
    return await command.run(given, { terminal, directory: process.cwd(), environment: process.env, signal: stop.signal, version })
  } catch (error) {
    terminal.endProgress()
    showFailure(terminal, error, rest.includes('--json'))
    return exitCodeOf(error)
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

watchOutput(process.stdout, process.stderr, (code) => process.exit(code))
/** What nobody waited for: told as any failure is, and the end, since the state of the rest is not known. A later run settles what was sent. */
const giveUp = (error: unknown): void => {
  showFailure(openTerminal(), error, false)
  process.exit(exitCodeOf(error))
}
process.on('uncaughtException', giveUp)
process.on('unhandledRejection', giveUp)
process.exitCode = await main(process.argv.slice(2))
