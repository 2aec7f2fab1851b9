/** States and territories of Australia, with the codes of Salesforce and of Australia Post. */
import type { Place } from './place'

/** In the order of their codes. */
export const AU_STATES: readonly Place[] = [
  ['ACT', 'Australian Capital Territory', 'A.C.T.', 'Canberra ACT'],
  ['NSW', 'New South Wales', 'N.S.W.'],
  ['NT', 'Northern Territory', 'N.T.', 'Northern Terr'],
  ['QLD', 'Queensland', 'Qld.'],
  ['SA', 'South Australia', 'S.A.', 'South Aust'],
  ['TAS', 'Tasmania', 'Tas.'],
  ['VIC', 'Victoria', 'Vic.'],
  ['WA', 'Western Australia', 'W.A.', 'West Australia'],
]
