/** Counties of the Republic of Ireland, in English and Irish, with the codes of ISO 3166-2. */
import type { Place } from './place'

/** In the order of their codes. */
export const IE_COUNTIES: readonly Place[] = [
  ['CE', 'Clare', 'County Clare', 'Co. Clare', 'An Clár'],
  ['CN', 'Cavan', 'County Cavan', 'Co. Cavan', 'An Cabhán'],
  ['CO', 'Cork', 'County Cork', 'Co. Cork', 'Corcaigh'],
  ['CW', 'Carlow', 'County Carlow', 'Co. Carlow', 'Ceatharlach'],
  ['D', 'Dublin', 'County Dublin', 'Co. Dublin', 'Baile Átha Cliath'],
  ['DL', 'Donegal', 'County Donegal', 'Co. Donegal', 'Dún na nGall'],
  ['G', 'Galway', 'County Galway', 'Co. Galway', 'Gaillimh'],
  ['KE', 'Kildare', 'County Kildare', 'Co. Kildare', 'Cill Dara'],
  ['KK', 'Kilkenny', 'County Kilkenny', 'Co. Kilkenny', 'Cill Chainnigh'],
  ['KY', 'Kerry', 'County Kerry', 'Co. Kerry', 'Ciarraí'],
  ['LD', 'Longford', 'County Longford', 'Co. Longford', 'An Longfort'],
  ['LH', 'Louth', 'County Louth', 'Co. Louth', 'Lú'],
  ['LK', 'Limerick', 'County Limerick', 'Co. Limerick', 'Luimneach'],
  ['LM', 'Leitrim', 'County Leitrim', 'Co. Leitrim', 'Liatroim'],
  ['LS', 'Laois', 'County Laois', 'Co. Laois', 'Laoighis'],
  ['MH', 'Meath', 'County Meath', 'Co. Meath', 'An Mhí'],
  ['MN', 'Monaghan', 'County Monaghan', 'Co. Monaghan', 'Muineachán'],
  ['MO', 'Mayo', 'County Mayo', 'Co. Mayo', 'Maigh Eo'],
  ['OY', 'Offaly', 'County Offaly', 'Co. Offaly', 'Uíbh Fhailí'],
  ['RN', 'Roscommon', 'County Roscommon', 'Co. Roscommon', 'Ros Comáin'],
  ['SO', 'Sligo', 'County Sligo', 'Co. Sligo', 'Sligeach'],
  ['TA', 'Tipperary', 'County Tipperary', 'Co. Tipperary', 'Tiobraid Árann'],
  ['WD', 'Waterford', 'County Waterford', 'Co. Waterford', 'Port Láirge'],
  ['WH', 'Westmeath', 'County Westmeath', 'Co. Westmeath', 'An Iarmhí'],
  ['WW', 'Wicklow', 'County Wicklow', 'Co. Wicklow', 'Cill Mhantáin'],
  ['WX', 'Wexford', 'County Wexford', 'Co. Wexford', 'Loch Garman'],
]
