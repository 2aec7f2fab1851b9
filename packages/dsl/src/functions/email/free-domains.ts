/** Providers of mailboxes for private people: their domains are no company's. */
import { getDomainWithoutSuffix } from 'tldts'

/** Providers under the suffixes of many countries: `yahoo.co.jp`, `hotmail.fr`. */
const NAMES = new Set([
  'gmail',
  'googlemail',
  'yahoo',
  'ymail',
  'rocketmail',
  'hotmail',
  'outlook',
  'live',
  'msn',
  'icloud',
  'aol',
  'gmx',
  'yandex',
  'protonmail',
])

const DOMAINS = new Set(
  `me.com mac.com proton.me pm.me zoho.com zohomail.com mail.com email.com usa.com fastmail.com fastmail.fm hey.com hushmail.com tutanota.com
  tutanota.de tuta.io inbox.com web.de t-online.de freenet.de arcor.de online.de posteo.de mailbox.org orange.fr wanadoo.fr free.fr laposte.net sfr.fr
  neuf.fr bbox.fr libero.it virgilio.it alice.it tiscali.it tin.it telefonica.net terra.com.br uol.com.br bol.com.br ig.com.br mail.ru bk.ru
  list.ru inbox.ru rambler.ru ukr.net wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz btinternet.com sky.com talktalk.net
  virginmedia.com ntlworld.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net optonline.net shaw.ca rogers.com
  sympatico.ca bigpond.com optusnet.com.au xtra.co.nz qq.com 163.com 126.com yeah.net sina.com sina.cn sohu.com foxmail.com naver.com hanmail.net
  daum.net nate.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp rediffmail.com ziggo.nl planet.nl home.nl
  telenet.be skynet.be bluewin.ch hispeed.ch telia.com`
    .split(/\s+/)
    .filter((domain) => domain !== ''),
)

/** Whether mailboxes under that domain are given to anybody. */
export const isFreeDomain = (domain: string): boolean => DOMAINS.has(domain) || NAMES.has(getDomainWithoutSuffix(domain) ?? '')
