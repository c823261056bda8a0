// Maps of keys: what a person changes, what a file may ask for, and that trading can be stopped whatever either does.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalOf, STOP_CHORD } from './chord.ts'
import { checkDocument, documentText, parseDocument, parseMended } from './document.ts'
import { keymapDocument } from './keymap-document.ts'
import {
  isCommandId,
  isFixed,
  KEY_SCHEMES,
  LET_GO_COMMAND,
  ORDER_COMMANDS,
  schemeKeys,
  STOP_COMMAND,
} from './key-schemes.ts'
import { keysIn, SHIPPED_KEYMAP, withKey, withoutChange, withScheme, type Keymap } from './keymap.ts'

const ids = [...schemeKeys('tenor').keys(), 'trade.quiet', 'ladder.show.H100F27', 'desk.open.own-1']
const chords = ['Shift+X', 'Shift+K', 'B', 'F5', 'F6', 'J', 'Ctrl+J', '?', 'Esc', 'Ctrl+C', 'nonsense']

type Step = (map: Keymap) => Keymap
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.constantFrom(...ids), fc.option(fc.constantFrom(...chords), { nil: null })).map(
    ([id, chord]): Step =>
      (map) =>
        withKey(map, id, chord),
  ),
  fc.constantFrom(...ids).map(
    (id): Step =>
      (map) =>
        withoutChange(map, id),
  ),
  fc.constantFrom(...KEY_SCHEMES).map(
    (scheme): Step =>
      (map) =>
        withScheme(map, scheme),
  ),
)

/** What holds of every map. */
function expectSafe(map: Keymap): void {
  const keys = keysIn(map)
  const all = [...keys.values()].flat()
  expect(new Set(all).size).toBe(all.length)
  expect(keys.get(STOP_COMMAND)).toEqual([STOP_CHORD])
  expect(keys.get(LET_GO_COMMAND)).toEqual(['Esc'])
}

describe('a scheme', () => {
  it.each(KEY_SCHEMES)(
    '%s gives each key once, to commands that there are, and stops trading by its own',
    (scheme) => {
      expectSafe({ scheme, changes: {} })
      for (const [id, keys] of schemeKeys(scheme)) {
        expect(isCommandId(id)).toBe(true)
        if (!isFixed(id)) for (const key of keys) expect(refusalOf(key), key).toBeUndefined()
      }
    },
  )

  it('without keys for orders has none that sends, changes or cancels one', () => {
    const keys = keysIn({ scheme: 'noOrderKeys', changes: {} })
    for (const id of ORDER_COMMANDS) expect(keys.has(id), id).toBe(false)
    expect(keys.get('ladder.arm')).toEqual(['Shift+A'])
  })
})

describe('a change', () => {
  it('gives the command that key alone, and takes it from the command of the scheme', () => {
    const map = withKey(SHIPPED_KEYMAP, 'trade.held', 'Shift+X')
    expect(keysIn(map).get('trade.held')).toEqual(['Shift+X'])
    expect(keysIn(map).has('trade.cancelAll')).toBe(false)
    // And undone, both have what they had.
    expect(withoutChange(map, 'trade.held')).toEqual(SHIPPED_KEYMAP)
  })

  it('takes the key from a command that was given it before', () => {
    const once = withKey(SHIPPED_KEYMAP, 'trade.held', 'J')
    const twice = withKey(once, 'trade.alert', 'J')
    expect(keysIn(twice).get('trade.alert')).toEqual(['J'])
    expect(keysIn(twice).has('trade.held')).toBe(false)
  })

  it('of one of two keys leaves the other', () => {
    const map = withKey(SHIPPED_KEYMAP, 'trade.quiet', 'Ctrl+K')
    expect(keysIn(map).get('help.palette')).toEqual(['Ctrl+Shift+P'])
  })

  it('that says what the scheme says is none', () => {
    const without = withKey(SHIPPED_KEYMAP, 'trade.held', null)
    expect(keysIn(without).has('trade.held')).toBe(false)
    expect(withKey(without, 'trade.held', 'Shift+H')).toEqual(SHIPPED_KEYMAP)
    expect(withKey(SHIPPED_KEYMAP, 'trade.quiet', null)).toEqual(SHIPPED_KEYMAP)
  })

  it('stays over another scheme', () => {
    const map = withScheme(withKey(SHIPPED_KEYMAP, 'trade.alert', 'F6'), 'functionKeys')
    expect(keysIn(map).get('trade.alert')).toEqual(['F6'])
    expect(keysIn(map).has('trade.cancelAll')).toBe(false)
    expect(keysIn(map).get('ladder.arm')).toEqual(['F5'])
  })

  it.each([
    [STOP_COMMAND, 'J'],
    [STOP_COMMAND, null],
    [LET_GO_COMMAND, null],
    ['trade.held', STOP_CHORD],
    ['trade.held', 'Ctrl+C'],
    ['trade.held', 'nonsense'],
  ])('of %s to %s is none', (id, chord) => {
    expect(withKey(SHIPPED_KEYMAP, id, chord)).toBe(SHIPPED_KEYMAP)
  })

  it('after any others leaves a map that stops trading, does one thing by a key, and can be kept', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 30 }), (steps) => {
        const map = steps.reduce((made, step) => step(made), SHIPPED_KEYMAP)
        expectSafe(map)
        expect(parseDocument(keymapDocument, documentText(keymapDocument, map))).toEqual({
          ok: true,
          value: map,
        })
      }),
    )
  })
})

describe('the file of keys', () => {
  const mended = (text: string) => {
    const read = parseMended(keymapDocument, text)
    return read.ok ? read.value : read.error
  }
  const file = (changes: object, rest: object = {}) =>
    JSON.stringify({ version: 1, scheme: 'tenor', changes, ...rest })

  it('may leave everything out', () => {
    expect(parseDocument(keymapDocument, '{"version":1}')).toEqual({ ok: true, value: SHIPPED_KEYMAP })
    expect(parseDocument(keymapDocument, '{}')).toEqual({ ok: true, value: SHIPPED_KEYMAP })
  })

  it.each([
    ['takes the key that stops', { 'trade.held': 'Shift+K' }, 'changes.trade.held'],
    ['moves the key that stops', { [STOP_COMMAND]: 'J' }, `changes.${STOP_COMMAND}`],
    ['removes the key that stops', { [STOP_COMMAND]: null }, `changes.${STOP_COMMAND}`],
    ['gives it what is no key', { [STOP_COMMAND]: {} }, `changes.${STOP_COMMAND}`],
    ['does so among other nonsense', { 'no.command': 'J', 'trade.held': 'Shift+K' }, 'changes.trade.held'],
  ])('that %s is used without that, and it is said first of all', (_name, changes, where) => {
    const text = file({ 'trade.alert': 'J', ...changes })
    expect(mended(text)).toMatchObject({
      value: { scheme: 'tenor', changes: { 'trade.alert': 'J' } },
      leftOut: { kind: 'takesStop', where },
    })
    expect(parseDocument(keymapDocument, text)).toMatchObject({
      ok: false,
      error: { kind: 'takesStop', where },
    })
    expect(checkDocument(keymapDocument, { scheme: 'tenor', changes })).toMatchObject({ ok: false })
  })

  it.each([
    ['a command that there is not', { 'trade.sellEverything': 'J' }, 'changes.trade.sellEverything'],
    ['a command with a long name', { ['x'.repeat(5_000)]: 'J' }, `changes.${'x'.repeat(52)}`],
    ['a member of every object', JSON.parse('{"__proto__":"J"}') as object, 'changes.__proto__'],
    ['a key that is none', { 'trade.held': 'Hyper+J' }, 'changes.trade.held'],
    ['a key that is text', { 'trade.held': 'Ctrl+C' }, 'changes.trade.held'],
    ['what lets go', { [LET_GO_COMMAND]: 'J' }, `changes.${LET_GO_COMMAND}`],
    ['a number', { 'trade.held': 7 }, 'changes.trade.held'],
    ['a list', { 'trade.held': ['J'] }, 'changes.trade.held'],
    ['a key that is there twice', { 'trade.alert': 'F9', 'trade.held': 'F9' }, 'changes.trade.held'],
  ])('that names %s is used without that', (_name, changes, where) => {
    const read = mended(file({ 'focus.board': 'J', ...changes }))
    expect(read).toMatchObject({ leftOut: { kind: 'wrong', where } })
    if ('value' in read) {
      expect(keysIn(read.value).get('focus.board')).toEqual(['J'])
      expectSafe(read.value)
    }
  })

  it.each([
    ['of another version', file({}, { version: 2 }), { kind: 'newer' }],
    ['of a scheme that there is not', file({}, { scheme: 'other' }), { kind: 'wrong', where: 'scheme' }],
    ['with something beside', file({}, { armed: true }), { kind: 'wrong', where: 'armed' }],
    ['with a list of changes', file([]), { kind: 'wrong', where: 'changes' }],
    ['of another kind', '[]', { kind: 'wrong' }],
    ['without end', file({ 'trade.held': 'J'.repeat(40_000) }), { kind: 'tooLarge' }],
    [
      'of more changes than there are commands',
      file(
        Object.fromEntries(Array.from({ length: 301 }, (_, nth) => [`desk.open.own-${String(nth)}`, null])),
      ),
      { kind: 'wrong', where: 'changes' },
    ],
  ])('%s is refused', (_name, text, fault) => {
    expect(mended(text)).toMatchObject(fault)
  })

  it('cut off at any byte is refused', () => {
    const whole = documentText(keymapDocument, withKey(SHIPPED_KEYMAP, 'trade.held', 'ö'))
    const bytes = new TextEncoder().encode(whole.trimEnd())
    for (let length = 0; length < bytes.length; length++) {
      const read = parseMended(keymapDocument, new TextDecoder().decode(bytes.subarray(0, length)))
      expect(read.ok, `${length} bytes`).toBe(false)
    }
  })

  it('whatever it says leaves a map that stops trading', () => {
    const anyId = fc.oneof(fc.constantFrom(...ids), fc.string())
    const anyKey = fc.oneof(fc.constantFrom(...chords), fc.string(), fc.constant(null), fc.jsonValue())
    const anyFile = fc.record(
      {
        version: fc.constantFrom(0, 1, 1, 1, 2),
        scheme: fc.oneof(fc.constantFrom(...KEY_SCHEMES), fc.jsonValue()),
        changes: fc.oneof(fc.dictionary(anyId, anyKey), fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(anyFile, (fields) => {
        const read = parseMended(keymapDocument, JSON.stringify(fields))
        if (read.ok) expectSafe(read.value.value)
        else expect(read.error.kind).toMatch(/^(wrong|newer|tooLarge)$/)
      }),
    )
  })
})
