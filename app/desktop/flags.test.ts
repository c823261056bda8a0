import { expect, test } from 'vitest'
import { parseFlags, venueArgs } from './flags.ts'

const context = { appDir: '/opt/tenor', workingDir: '/home/ada' }

test.each([
  ['nothing', [], {}],
  ['a user', ['--user', 'ada'], { user: 'ada' }],
  ['a relative profile', ['--profile', 'p'], { profileDir: '/home/ada/p' }],
  ['a profile after an equals sign', ['--profile=/p'], { profileDir: '/p' }],
  ['the last of two', ['--seed', '1', '--seed', '2'], { seed: 2 }],
  ['a start after a crash', ['--after-crash=2'], { crashes: 2 }],
  ['seed zero', ['--seed', '0'], { seed: 0 }],
  [
    'a venue, its last slash dropped',
    ['--venue', 'ws://127.0.0.1:7700/'],
    { venueUrl: 'ws://127.0.0.1:7700' },
  ],
  ['a recording to replay', ['--replay', 'day.rec'], { replayFile: '/home/ada/day.rec' }],
  [
    'a picture and its time',
    ['--screenshot', 'a.png', '--exit-after', '2.5'],
    { screenshotFile: '/home/ada/a.png', exitAfterSeconds: 2.5 },
  ],
  ['a link, which is opened elsewhere', ['--seed=3', 'tenor://instrument/H100F27'], { seed: 3 }],
  ['a link that is no good, which stops no start', ['tenor://?'], {}],
  ['the application folder', ['/opt/tenor', '--exit-after', '1'], { exitAfterSeconds: 1 }],
  ['the application folder as written', ['--no-sandbox', '../../opt/tenor/'], {}],
  [
    'the file that Electron was told to load first',
    ['-r', 'loader.js', '/opt/tenor', '--seed', '3'],
    { seed: 3 },
  ],
  [
    'switches of Chromium, Node and Playwright',
    ['--inspect=0', '--remote-debugging-port=0', '--disable-gpu', '-psn_0_1234', '--seed=3'],
    { seed: 3 },
  ],
] as const)('reads %s', (_name, args, expected) => {
  expect(parseFlags(args, context)).toEqual({ ok: true, value: expected })
})

test.each([
  [['--profil', 'x'], 'Unknown flag --profil. Known flags: --profile DIR'],
  [['--replay', 'a', '--venue', 'ws://127.0.0.1:1'], '--venue and --replay both say'],
  [['--replay', 'a', '--seed', '1'], '--seed is for the embedded exchange, but --replay'],
  [['--profil=x'], 'Unknown flag --profil. '],
  [['-p'], 'Unknown flag -p. '],
  [['--'], 'Unknown flag --. '],
  [['tenor://instrument/H100F27', '--venue', 'ws://evil.example'], 'Nothing may stand after a link'],
  [['tenor://x', '--remote-debugging-port=9222'], 'Nothing may stand after a link'],
  [['tenor://x', 'tenor://y'], 'Nothing may stand after a link'],
  [['constructor'], 'does not know what to do with "constructor"'],
  [['--toString'], 'Unknown flag --toString. '],
  [['/opt/tenor', '/opt/tenor'], 'does not know what to do with "/opt/tenor"'],
  [['--profile'], '--profile needs a value'],
  [['--profile='], '--profile needs a value'],
  [['--profile', '--seed', '1'], '--profile needs a value'],
  [['--exit-after', 'soon'], '"soon" is not that'],
  [['--exit-after', '0'], '"0" is not that'],
  [['--exit-after', '-1'], '"-1" is not that'],
  [['--exit-after', '86401'], '"86401" is not that'],
  [['--exit-after', 'Infinity'], '"Infinity" is not that'],
  [['--seed', '1.5'], '"1.5" is not that'],
  [['--seed', '-1'], '"-1" is not that'],
  [['--seed', '2147483648'], '"2147483648" is not that'],
  [['--venue', 'localhost:7700'], '"localhost:7700" is not that'],
  [['--venue', 'http://127.0.0.1:7700'], '"http://127.0.0.1:7700" is not that'],
  [['--venue', 'ws://'], '"ws://" is not that'],
  [['--venue', 'ws://a:b@host'], '"ws://a:b@host" is not that'],
  [['--venue', 'ws://host?x=1'], '"ws://host?x=1" is not that'],
  [['--screenshot', 'a.png'], '--screenshot needs --exit-after'],
  [['--seed', '1', '--venue', 'ws://host'], 'Leave one of the two out'],
] as const)('refuses %j with a sentence', (args, sentence) => {
  const parsed = parseFlags(args, context)
  expect(parsed.ok).toBe(false)
  expect(parsed.ok ? '' : parsed.error).toContain(sentence)
})

test.each([
  ['the everyday exchange keeps its state in the profile', {}, ['--data', '/p/exchange']],
  ['a speed alone too', { speed: '10' }, ['--speed', '10', '--data', '/p/exchange']],
  ['a chosen seed begins anew', { seed: 3 }, ['--seed', '3']],
  [
    'a scenario begins anew',
    { scenario: 'flash-crash', speed: '5' },
    ['--scenario', 'flash-crash', '--speed', '5'],
  ],
])('%s', (_, flags, args) => {
  expect(venueArgs(flags, '/p')).toEqual(args)
})
