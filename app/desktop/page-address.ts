// The one page a window may show: our bundle over our own scheme, or, from source only, Vite's development server on
// this machine (`npm run dev` names it in TENOR_RENDERER_URL). Every check of an address asks here.
import { APP_PAGE, isAppAddress } from './asset-path.ts'

export interface PageAddress {
  readonly url: string
  /** Whether a frame or a request with this address is ours. */
  isOurs(address: string): boolean
}

export function pageAddress(options: {
  readonly fromSource: boolean
  readonly rendererUrl: string | undefined
}): PageAddress {
  const { fromSource, rendererUrl } = options
  if (!fromSource || rendererUrl === undefined || !URL.canParse(rendererUrl)) return bundledPage
  const { host, hostname, href } = new URL(rendererUrl)
  if (hostname !== '127.0.0.1' && hostname !== 'localhost') return bundledPage
  return {
    url: href,
    isOurs: (address) => {
      if (!URL.canParse(address)) return false
      const url = new URL(address)
      return url.host === host && (url.protocol === 'http:' || url.protocol === 'ws:')
    },
  }
}

const bundledPage: PageAddress = { url: APP_PAGE, isOurs: isAppAddress }
