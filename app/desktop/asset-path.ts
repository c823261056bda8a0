// Which file of the renderer bundle an address of our own scheme means. Pure: no file is touched. Whatever is not
// plainly one path below the bundle's folder (another host, an encoded separator, a step upwards, a drive) is no file.
import { extname, join } from 'node:path'

export const APP_SCHEME = 'tenor-app'
const APP_HOST = 'terminal'

/** The address of the window's page. */
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/index.html`

/** One path segment: a name, not hidden, so never `.` or `..`. */
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/

/** Absolute path of the file, or undefined when the address means none. */
export function resolveAsset(rootDir: string, address: string): string | undefined {
  if (!isAppAddress(address)) return undefined
  const segments = new URL(address).pathname.slice(1).split('/')
  if (!segments.every((segment) => SEGMENT.test(segment))) return undefined
  return join(rootDir, ...segments)
}

/** Whether a frame with this address shows our own page. */
export function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return (
    url.protocol === `${APP_SCHEME}:` &&
    url.hostname === APP_HOST &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  )
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The content type for a file of the bundle; the browser is told not to guess. */
export function contentTypeOf(path: string): string {
  return CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'
}
