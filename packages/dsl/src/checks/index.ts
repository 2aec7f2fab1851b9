/** All checks, in the order they run. */
import { activitiesDoNotOverlap } from './activities-do-not-overlap'
import { activitiesHaveAWay } from './activities-have-a-way'
import { advancesAreReached } from './advances-are-reached'
import { amountsHaveCurrencies } from './amounts-have-currencies'
import { arrowsAreFed } from './arrows-are-fed'
import { associationsAreLinked } from './associations-are-linked'
import type { Check } from './check'
import { companiesNotDoubled } from './companies-not-doubled'
import { contactRolesExist } from './contact-roles-exist'
import { convertibleTypes } from './convertible-types'
import { dealsHaveCompanies } from './deals-have-companies'
import { defaultsFit } from './defaults-fit'
import { deletedStayAway } from './deleted-stay-away'
import { expectedErrorsExist } from './expected-errors-exist'
import { includeCanHold } from './include-can-hold'
import { keysNameOneRecord } from './keys-name-one-record'
import { linesAreNotRepeated } from './lines-are-not-repeated'
import { mappingsSettle } from './mappings-settle'
import { matchesCanBeFound } from './matches-can-be-found'
import { noSecrets } from './no-secrets'
import { onNewIsReached } from './on-new-is-reached'
import { oneWriterEach } from './one-writer-each'
import { optionsApply } from './options-apply'
import { optionsHaveCounterparts } from './options-have-counterparts'
import { ownersArePaired } from './owners-are-paired'
import { peopleAloneMeetSeveral } from './people-alone-meet-several'
import { peopleAreSynced } from './people-are-synced'
import { pipelinesAreToldApart } from './pipelines-are-told-apart'
import { pipelinesAreWhole } from './pipelines-are-whole'
import { requiredAssociationsEnd } from './required-associations-end'
import { requiredFieldsFilled } from './required-fields-filled'
import { rowsDoNotOverlap } from './rows-do-not-overlap'
import { settingsInRange } from './settings-in-range'
import { stagesAreOrdered } from './stages-are-ordered'
import { statesHaveCountries } from './states-have-countries'
import { stepsAreBounded } from './steps-are-bounded'
import { tableValuesExist } from './table-values-exist'
import { tablesAreUsed } from './tables-are-used'
import { testsCanFail } from './tests-can-fail'
import { textFits } from './text-fits'
import { wordsApply } from './words-apply'
import { writableTargets } from './writable-targets'

export const checks: readonly Check[] = [
  settingsInRange,
  linesAreNotRepeated,
  noSecrets,
  peopleAloneMeetSeveral,
  keysNameOneRecord,
  matchesCanBeFound,
  onNewIsReached,
  includeCanHold,
  deletedStayAway,
  companiesNotDoubled,
  dealsHaveCompanies,
  associationsAreLinked,
  requiredAssociationsEnd,
  pipelinesAreToldApart,
  pipelinesAreWhole,
  peopleAreSynced,
  activitiesHaveAWay,
  activitiesDoNotOverlap,
  convertibleTypes,
  stepsAreBounded,
  optionsApply,
  wordsApply,
  ownersArePaired,
  writableTargets,
  requiredFieldsFilled,
  defaultsFit,
  textFits,
  optionsHaveCounterparts,
  oneWriterEach,
  arrowsAreFed,
  mappingsSettle,
  statesHaveCountries,
  amountsHaveCurrencies,
  tablesAreUsed,
  rowsDoNotOverlap,
  tableValuesExist,
  stagesAreOrdered,
  advancesAreReached,
  contactRolesExist,
  testsCanFail,
  expectedErrorsExist,
]
