// Serves the renderer bundle over our own scheme instead of file://, so that the page has an origin, a strict content
// security policy and no way to any other file. Registered before Electron is ready, served after.
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import type { CoreLog } from '../../main/core/trading-core.ts'
import { APP_SCHEME, contentTypeOf, resolveAsset } from './asset-path.ts'

// Everything comes from the bundle, nothing inline; what scripts set on an element's style is not inline in this sense.
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Must run before Electron is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }])
}

export function serveApp(rootDir: string, log: CoreLog): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const path = request.method === 'GET' ? resolveAsset(rootDir, request.url) : undefined
    if (path === undefined) return refuse(request.url, log)
    try {
      return new Response(await readFile(path), {
        headers: {
          'content-type': contentTypeOf(path),
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
        },
      })
    } catch {
      return refuse(request.url, log)
    }
  })
}

function refuse(url: string, log: CoreLog): Response {
  log.warn('The window asked for a file that is not in the bundle. Build again if it should be.', { url })
  return new Response('not found', { status: 404, headers: { 'content-type': 'text/plain' } })
}
