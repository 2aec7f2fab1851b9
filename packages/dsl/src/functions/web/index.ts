/** Functions of the group `web`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { companyDomain } from './company-domain'
import { domainName } from './domain-name'
import { domainSuffix } from './domain-suffix'
import { sameCompanyDomain } from './same-company-domain'
import { webAddress } from './web-address'
import { webDomain } from './web-domain'
import { webParameter } from './web-parameter'
import { webPath } from './web-path'

export const webFunctions: readonly FunctionDefinition[] = [
  companyDomain,
  domainName,
  domainSuffix,
  sameCompanyDomain,
  webAddress,
  webDomain,
  webParameter,
  webPath,
]
