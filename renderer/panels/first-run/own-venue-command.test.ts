import { expect, it } from 'vitest'
import { ownVenueCommand } from './own-venue-command.ts'

it.each([
  [
    'npm start --',
    'ws://127.0.0.1:7700',
    'npm start -- --profile tenor-127.0.0.1-7700 --venue ws://127.0.0.1:7700',
  ],
  [
    '/opt/tenor/tenor',
    'wss://exchange.example/v1',
    '/opt/tenor/tenor --profile tenor-exchange.example-v1 --venue wss://exchange.example/v1',
  ],
  ['npm start --', 'ws://[::1]:7700', 'npm start -- --profile tenor-1-7700 --venue ws://[::1]:7700'],
])('%s at %s', (start, address, command) => {
  expect(ownVenueCommand(start, address)).toBe(command)
})

it('holds nothing that a shell would carry out', () => {
  const command = ownVenueCommand('tenor', "wss://x.example/$(reboot);`id`&'a'|b!c")
  expect(command.slice('tenor '.length)).toMatch(/^[\w.~:/%[\] -]+$/)
})
