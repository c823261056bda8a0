import { expect, it } from 'vitest'
import { venueAddress } from './venue-address.ts'

function read(text: string): string | undefined {
  return venueAddress(URL.canParse(text) ? new URL(text) : undefined)
}

it.each([
  ['ws://127.0.0.1:7700', 'ws://127.0.0.1:7700'],
  ['WSS://Exchange.Example/v1/', 'wss://exchange.example/v1'],
  ['ws://[::1]:7700//', 'ws://[::1]:7700'],
])('%s is an address of an exchange', (text, address) => {
  expect(read(text)).toBe(address)
})

it.each([
  '',
  'exchange.example',
  'http://exchange.example',
  'ws://',
  'wss://me:secret@exchange.example',
  'wss://exchange.example?key=secret',
  'wss://exchange.example#key',
  'javascript:alert(1)',
])('%j is none', (text) => {
  expect(read(text)).toBeUndefined()
})
