/** The address after `#`: which page is shown, and what on it. */
import { createStore } from './store'

export type Page = 'policy' | 'run' | 'health' | 'records'
export type Route = { readonly page: Page /** decoded, without the leading slash; empty when there is none */; readonly rest: string }

const pages: readonly Page[] = ['policy', 'run', 'health', 'records']

/** Reads a hash such as `#/records/ab12`; an unknown page is the policy page. */
export const parseRoute = (hash: string): Route => {
  const [, name = '', ...rest] = hash.replace(/^#/, '').split('/')
  const page = pages.find((candidate) => candidate === name)
  if (page === undefined) return { page: 'policy', rest: '' }
  return { page, rest: safeDecode(rest.join('/')) }
}

const safeDecode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}

/** The address of a page, for links. */
export const hrefOf = (page: Page, rest = ''): string => `#/${page}${rest === '' ? '' : `/${encodeURIComponent(rest)}`}`

export const route = createStore<Route>(parseRoute(''))

/** Starts to follow the address bar. */
export const watchRoute = (): void => {
  const read = () => route.set(parseRoute(window.location.hash))
  window.addEventListener('hashchange', read)
  read()
}

/** Goes to a page as a link would. */
export const navigate = (page: Page, rest = ''): void => {
  window.location.hash = hrefOf(page, rest)
}
