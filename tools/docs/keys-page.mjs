// docs/keys.md: every command that has a key in some scheme, written from the schemes that the desk, its dialog and its file
// are made from, so that it cannot fall behind.

/** @typedef {import('./keys.mjs').KeysTable} KeysTable */

/** @param {KeysTable} keys */
export function keysPage(keys) {
  return [
    '# Keys',
    'Written from the code by `node tools/docs.mjs`; `npm run check` fails when it is out of date.',
    '`?` opens the keyboard map: every command with its key, found by its name or by a key. The pencil beside a command' +
      ' waits for its new key; a key that another command has is asked about, and Esc leaves everything as it was. The' +
      ' cross takes a key away, the arrow gives the scheme’s back. A change holds at once: in hints, in the palette' +
      ' (`Ctrl+K`) and under your fingers. *Export* writes the map to a file; *Import* reads one, shows what would' +
      ' change and asks.',
    '## Schemes',
    keys.schemes.map(({ words }) => `- **${words.name}.** ${words.says}`).join('\n'),
    keysTable(keys),
    'Every other command of the palette can be given a key too: showing a contract, opening a workspace, adding a panel' +
      ' or bringing it to the front, themes, languages. What you change stays over whichever scheme you choose.',
    'A key does one thing: no two commands share one, also where the two could not both be done. Keys of the cursor' +
      ' (buy, sell, cancel) do nothing outside a ladder that has the keyboard.',
    '## Keys that stay',
    [
      '- **`Shift+K` stops trading** in every scheme. It cannot be moved, taken away or given to anything else, by the' +
        ' dialog or by a file; `Ctrl+Alt+Shift+K` stops it whatever program has the keyboard.',
      '- `Esc` always means that nothing happened.',
      '- Arrows, `Tab`, `Enter`, `Space`, `PgUp` and `PgDn` move and press.',
      '- Everything with `Alt`: menus, and signs on many keyboards.',
      '- `Ctrl` with `C`, `V`, `X`, `A`, `Z`, `Y`: text. `Ctrl` with `Q`, `W`, `M`, `H`, `R`, `+`, `-`, `0`, and `F10`,' +
        ' `F11`: menu and system.',
    ].join('\n'),
    'Letters, digits and brackets go by their place on the keyboard, other signs by what they are. On a Mac `Ctrl` is' +
      ' the command key.',
    '## The file',
    'The map is `keymap.json` in the profile folder: `scheme`, and under `changes` a line for each command that was' +
      ' changed, with its key or `null` for none, by the ids of the first column. A line that names no command, no key,' +
      ' a key that stays or one that another line has is left out: the file is kept aside as `keymap.damaged-` and the' +
      ' time, the rest of it is used, and the Messages tab says so, above all where it would take away the key that' +
      ' stops trading. A file that is cut off, of a newer Tenor or no map at all is kept aside likewise, and the map' +
      ' before it holds. *Import* takes a file whole or not at all.',
  ].join('\n\n')
}

/** @param {KeysTable} keys */
function keysTable({ commands, schemes, isFixed }) {
  const keyed = commands.filter(({ id }) => schemes.some((scheme) => (scheme.keys.get(id) ?? []).length > 0))
  const rows = keyed.map(({ id, name }) => [
    `\`${id}\``,
    isFixed(id) ? `${name} (stays)` : name,
    ...schemes.map((scheme) => (scheme.keys.get(id) ?? []).map((key) => `\`${key}\``).join(' ') || '–'),
  ])
  const head = ['Id', 'Command', ...schemes.map(({ words }) => words.name)]
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
