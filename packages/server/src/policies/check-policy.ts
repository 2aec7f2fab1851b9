/** Checks and compiles the texts of a policy folder: pure, so that it runs in any thread; its result is plain JSON. */
import { type Analysis, analyze, type Catalog, type CompiledPolicy, compile, type Diagnostic, parseCatalog } from '@lockstep/dsl'

/** The texts of a policy folder. A catalog needs both files. */
export type PolicySources = {
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly catalog: { readonly hubspot: string | null; readonly salesforce: string | null }
}

export type CheckedPolicy = {
  readonly catalog: Catalog | null
  /** What is wrong with the catalog's files. */
  readonly catalogProblem: string | null
  readonly diagnostics: readonly Diagnostic[]
  /** Absent while the policy has errors or there is no catalog. */
  readonly policy: CompiledPolicy | undefined
}

/** The catalog of two texts; `null` where one is missing or broken, and then `problem` says what to mend. */
export const catalogOf = ({
  hubspot,
  salesforce,
}: PolicySources['catalog']): { readonly catalog: Catalog | null; readonly problem: string | null } => {
  if (hubspot === null || salesforce === null) return { catalog: null, problem: null }
  const { catalog, problems } = parseCatalog(hubspot, salesforce)
  const [first] = problems
  if (catalog !== undefined || first === undefined) return { catalog: catalog ?? null, problem: null }
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`
  return {
    catalog: null,
    problem: `\`catalog/${first.side}.json\`${first.path === '' ? '' : ` at \`${first.path}\``} ${first.message}${more}`,
  }
}

/** Takes time in proportion to the texts: a server asks `createChecker`. */
export const analyzePolicy = ({ files, catalog: texts }: PolicySources): CheckedPolicy & { readonly analysis: Analysis } => {
  const { catalog, problem } = catalogOf(texts)
  const analysis = analyze(
    files.map((file) => ({ file: file.path, text: file.text })),
    catalog ?? undefined,
  )
  const { diagnostics } = analysis
  const hasErrors = diagnostics.some((diagnostic) => diagnostic.severity === 'error')
  return {
    catalog,
    catalogProblem: problem,
    diagnostics,
    policy: hasErrors || catalog === null ? undefined : compile(analysis).policy,
    analysis,
  }
}

/** As `analyzePolicy`, without the analysis: what is left can be sent to another thread. */
export const checkPolicy = (sources: PolicySources): CheckedPolicy => {
  const { analysis: _analysis, ...checked } = analyzePolicy(sources)
  return checked
}
