// The schemes of keys that ship, and which commands can have a key at all. A scheme gives a chord to one command at most:
// two commands never share one, also where they could not both be done. Ids are those of renderer/commands/commands.ts,
// whose test holds the two together; docs/keys.md is written from here. Pure.
import { LET_GO_CHORD, STOP_CHORD, type Chord } from './chord.ts'
import { locales, themes } from './settings.ts'
import { PANEL_KINDS } from './workspaces.ts'

/** The group of a command, then what it does; for some, then to what: `ladder.show.H100F27`. */
export type CommandId = string

export type SchemeKeys = ReadonlyMap<CommandId, readonly Chord[]>

/** As it comes; acts on F-keys; as it comes, but no key sends, changes or cancels an order. */
export const KEY_SCHEMES = ['tenor', 'functionKeys', 'noOrderKeys'] as const
export type KeyScheme = (typeof KEY_SCHEMES)[number]

/** What stands under these two in every scheme can be changed by nobody. */
export const STOP_COMMAND: CommandId = 'trade.stopTrading'
export const LET_GO_COMMAND: CommandId = 'help.letGo'

/** Commands that send, change or cancel orders at one press. */
export const ORDER_COMMANDS: readonly CommandId[] = [
  'trade.cancelAll',
  'ladder.buy',
  'ladder.sell',
  'ladder.buyStop',
  'ladder.sellStop',
  'ladder.buyBracket',
  'ladder.sellBracket',
  'ladder.cancel',
  'ladder.moveUp',
  'ladder.moveDown',
]

/** Without a key in every scheme: they are found by name, and can be given one. */
const KEYLESS: readonly CommandId[] = [
  ...['trade.quiet', 'desk.reset', 'window.bringBack', 'help.about', 'help.firstRun'],
  ...['ladder.settings', 'ladder.clearAll', 'ladder.clearAbove', 'ladder.clearBelow'],
  ...['list.columns', 'list.copy', 'list.export'],
  ...['panel.left', 'panel.right', 'panel.up', 'panel.down'],
  ...['panel.wider', 'panel.narrower', 'panel.higher', 'panel.lower'],
  ...themes.map((theme) => `desk.theme.${theme}`),
  ...locales.map((language) => `desk.language.${language}`),
  ...PANEL_KINDS.flatMap((kind) => [`panel.show.${kind}`, `panel.add.${kind}`]),
]
/** One for each contract, each guide, each workspace and each window of a workspace. */
const FAMILIES = [
  /^ladder\.show\.[A-Za-z0-9._-]{1,40}$/,
  /^help\.guide\.[a-z0-9-]{1,40}$/,
  /^(desk\.open|panel\.move|window\.show)\.[a-z0-9-]{1,40}$/,
]

const TENOR: Readonly<Record<CommandId, readonly Chord[]>> = {
  'trade.cancelAll': ['Shift+X'],
  'trade.flatten': ['Shift+F'],
  [STOP_COMMAND]: [STOP_CHORD],
  'trade.disarmAll': ['Shift+D'],
  'trade.held': ['Shift+H'],
  'trade.alert': ['Shift+B'],
  'trade.playPause': ['P'],
  'ladder.arm': ['Shift+A'],
  'ladder.buy': ['B'],
  'ladder.sell': ['S'],
  'ladder.buyStop': ['Ctrl+B'],
  'ladder.sellStop': ['Ctrl+S'],
  'ladder.buyBracket': ['Ctrl+Shift+B'],
  'ladder.sellBracket': ['Ctrl+Shift+S'],
  'ladder.cancel': ['Del'],
  'ladder.moveUp': ['U'],
  'ladder.moveDown': ['J'],
  'ladder.recentre': ['Home'],
  'list.filter': ['Ctrl+F'],
  'ladder.previousMonth': ['['],
  'ladder.nextMonth': [']'],
  'ladder.previousRoot': ['Shift+['],
  'ladder.nextRoot': ['Shift+]'],
  'ladder.sizeUp': ['+'],
  'ladder.sizeDown': ['-'],
  'ladder.size.1': ['1'],
  'ladder.size.2': ['2'],
  'ladder.size.3': ['3'],
  'ladder.size.4': ['4'],
  'ladder.size.5': ['5'],
  'focus.ladder': ['L'],
  'focus.board': ['Q'],
  'focus.orders': ['O'],
  'desk.workspaces': ['Shift+W'],
  'desk.settings': [','],
  'panel.takeOut': ['Shift+O'],
  'help.palette': ['Ctrl+K', 'Ctrl+Shift+P'],
  'help.map': ['?'],
  'help.guides': ['F1'],
  [LET_GO_COMMAND]: [LET_GO_CHORD],
}

const FUNCTION_KEYS: typeof TENOR = {
  ...TENOR,
  'help.map': ['F1'],
  'help.guides': ['Shift+F1'],
  'ladder.buy': ['F2'],
  'ladder.sell': ['F3'],
  'ladder.buyStop': ['Shift+F2'],
  'ladder.sellStop': ['Shift+F3'],
  'ladder.buyBracket': ['Ctrl+F2'],
  'ladder.sellBracket': ['Ctrl+F3'],
  'ladder.cancel': ['F4'],
  'ladder.arm': ['F5'],
  'trade.cancelAll': ['F6'],
  'trade.held': ['F7'],
  'trade.flatten': ['F8'],
  'trade.alert': ['F9'],
  'desk.workspaces': ['F12'],
}

const NO_ORDER_KEYS: typeof TENOR = {
  ...TENOR,
  ...Object.fromEntries(ORDER_COMMANDS.map((id) => [id, []])),
}

const SCHEMES: Readonly<Record<KeyScheme, SchemeKeys>> = {
  tenor: new Map(Object.entries(TENOR)),
  functionKeys: new Map(Object.entries(FUNCTION_KEYS)),
  noOrderKeys: new Map(Object.entries(NO_ORDER_KEYS)),
}

export function schemeKeys(scheme: KeyScheme): SchemeKeys {
  return SCHEMES[scheme]
}

export function isCommandId(id: string): boolean {
  return SCHEMES.tenor.has(id) || KEYLESS.includes(id) || FAMILIES.some((family) => family.test(id))
}

/** Its keys stay as they are, whatever the scheme and whoever asks. */
export function isFixed(id: CommandId): boolean {
  return id === STOP_COMMAND || id === LET_GO_COMMAND
}
