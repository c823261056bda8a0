import { expect, it } from 'vitest'
import { startCommand } from './start-command.ts'

it.each([
  ['from source', { fromSource: true, execPath: '/x/electron', appImage: undefined }, 'npm start --'],
  [
    'as a package',
    { fromSource: false, execPath: '/opt/tenor/tenor', appImage: undefined },
    '/opt/tenor/tenor',
  ],
  [
    'from a folder with spaces',
    { fromSource: false, execPath: 'C:\\Program Files\\Tenor\\Tenor.exe', appImage: undefined },
    '"C:\\Program Files\\Tenor\\Tenor.exe"',
  ],
  [
    'from an AppImage',
    { fromSource: false, execPath: '/tmp/.mount/tenor', appImage: '/home/ada/Tenor.AppImage' },
    '/home/ada/Tenor.AppImage',
  ],
])('%s', (_name, installed, command) => {
  expect(startCommand(installed)).toBe(command)
})
