// Property tests begin from one seed, so that a run fails here if and only if it fails there. LOCKSTEP_TEST_SEED=7 takes another sample.
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env['LOCKSTEP_TEST_SEED'] ?? 20_260_101) })
