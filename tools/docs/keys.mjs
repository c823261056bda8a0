// What docs/keys.md shows of the keys: the commands with their names, the schemes, and the words for why a key cannot be
// given. Loaded by tools/docs.mjs through Vite, because it imports TypeScript.
import { allCommands, CURSOR_COMMANDS } from '../../renderer/commands/commands.ts'
import { keysEn } from '../../renderer/i18n/keys-en.ts'
import { isFixed, KEY_SCHEMES, schemeKeys } from '../../shared/desk/key-schemes.ts'

export const keys = {
  commands: [...allCommands(), ...CURSOR_COMMANDS].map(({ id, name }) => ({ id, name: name() })),
  schemes: KEY_SCHEMES.map((name) => ({ name, words: keysEn.schemes[name], keys: schemeKeys(name) })),
  isFixed,
}

/** @typedef {typeof keys} KeysTable */
