/** Provinces and territories of Canada, in English and French, with the codes of Canada Post. */
import type { Place } from './place'

/** In the order of their codes. */
export const CA_PROVINCES: readonly Place[] = [
  ['AB', 'Alberta', 'Alta.'],
  ['BC', 'British Columbia', 'B.C.', 'Colombie-Britannique'],
  ['MB', 'Manitoba', 'Man.'],
  ['NB', 'New Brunswick', 'N.B.', 'Nouveau-Brunswick'],
  [
    'NL',
    'Newfoundland and Labrador',
    'Newfoundland & Labrador',
    'Newfoundland',
    'Labrador',
    'NF',
    'NFLD',
    'Nfld.',
    'Terre-Neuve-et-Labrador',
  ],
  ['NS', 'Nova Scotia', 'N.S.', 'Nouvelle-Écosse'],
  ['NT', 'Northwest Territories', 'N.W.T.', 'Northwest Territory', 'Territoires du Nord-Ouest'],
  ['NU', 'Nunavut'],
  ['ON', 'Ontario', 'Ont.'],
  ['PE', 'Prince Edward Island', 'PEI', 'P.E.I.', 'Île-du-Prince-Édouard'],
  ['QC', 'Quebec', 'Québec', 'PQ', 'P.Q.', 'Que.'],
  ['SK', 'Saskatchewan', 'Sask.'],
  ['YT', 'Yukon', 'Yukon Territories', 'Yukon Territory', 'YK'],
]
