import { expect, test } from 'vitest'
import { APP_PAGE, contentTypeOf, isAppAddress, resolveAsset } from './asset-path.ts'

const root = '/opt/tenor/out/renderer'

test.each([
  [APP_PAGE, `${root}/index.html`],
  ['tenor-app://terminal/assets/index-B1_x.js', `${root}/assets/index-B1_x.js`],
  ['tenor-app://terminal/assets/inter.woff2?v=1#x', `${root}/assets/inter.woff2`],
  // The address parser takes these steps upwards itself, and they end at the bundle's folder.
  ['tenor-app://terminal/../../index.html', `${root}/index.html`],
  ['tenor-app://terminal/assets/%2e%2e/index.html', `${root}/index.html`],
])('%s is %s', (address, path) => {
  expect(resolveAsset(root, address)).toBe(path)
})

test.each([
  'tenor-app://terminal',
  'tenor-app://terminal/',
  'tenor-app://terminal/assets/',
  'tenor-app://terminal//etc/passwd',
  'tenor-app://terminal/..%2f..%2fetc/passwd',
  'tenor-app://terminal/%2e%2e%2fetc%2fpasswd',
  'tenor-app://terminal/..\\..\\secret',
  'tenor-app://terminal/a/..%5c..%5csecret',
  'tenor-app://terminal/.hidden',
  'tenor-app://terminal/index.html%00.png',
  'tenor-app://terminal/C:/windows/win.ini',
  'tenor-app://terminal/a%20b.js',
  'tenor-app://other/index.html',
  'tenor-app://terminal.evil/index.html',
  'tenor-app://evil@terminal/index.html',
  'tenor-app://terminal:80/index.html',
  'tenor-apps://terminal/index.html',
  'file:///opt/tenor/out/renderer/index.html',
  'https://terminal/index.html',
  'not an address',
  '',
])('%s is no file', (address) => {
  expect(resolveAsset(root, address)).toBeUndefined()
})

test('only our own scheme and host count as our page', () => {
  expect(isAppAddress(APP_PAGE)).toBe(true)
  expect(isAppAddress('tenor-app://terminal-evil/index.html')).toBe(false)
  expect(isAppAddress('data:text/html,tenor-app://terminal/')).toBe(false)
})

test('a file of unknown kind is offered as bytes, never as a page', () => {
  expect(contentTypeOf('/x/INDEX.HTML')).toBe('text/html; charset=utf-8')
  expect(contentTypeOf('/x/unknown.bin')).toBe('application/octet-stream')
})
