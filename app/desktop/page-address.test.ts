import { expect, test } from 'vitest'
import { APP_PAGE } from './asset-path.ts'
import { pageAddress } from './page-address.ts'

test.each([
  [
    'a packaged program whatever the environment says',
    { fromSource: false, rendererUrl: 'http://127.0.0.1:5173/' },
  ],
  ['a start from source without a development server', { fromSource: true, rendererUrl: undefined }],
  ['a development server on another machine', { fromSource: true, rendererUrl: 'http://example.com/' }],
  ['nonsense', { fromSource: true, rendererUrl: 'nonsense' }],
])('shows the bundle for %s', (_name, options) => {
  const page = pageAddress(options)
  expect(page.url).toBe(APP_PAGE)
  expect(page.isOurs(APP_PAGE)).toBe(true)
  expect(page.isOurs('http://127.0.0.1:5173/')).toBe(false)
})

test('from source the development server is ours, and nothing else on this machine', () => {
  const page = pageAddress({ fromSource: true, rendererUrl: 'http://127.0.0.1:5173/' })
  expect(page.url).toBe('http://127.0.0.1:5173/')
  expect(page.isOurs('http://127.0.0.1:5173/boot/main.tsx')).toBe(true)
  expect(page.isOurs('ws://127.0.0.1:5173/?token=x')).toBe(true)
  expect(page.isOurs('http://127.0.0.1:5174/')).toBe(false)
  expect(page.isOurs('file:///etc/passwd')).toBe(false)
  expect(page.isOurs(APP_PAGE)).toBe(false)
})
