// docs/settings.md: every setting with what it can be, written from the table that the dialog and the file are made from, so
// that it cannot fall behind.

/** @typedef {import('./settings.mjs').SettingsTable} SettingsTable */

/** @param {SettingsTable} settings */
export function settingsPage(settings) {
  return [
    '# Settings',
    'Written from the code by `node tools/docs.mjs`; `npm run check` fails when it is out of date.',
    'The gear in the top bar or the key `,` opens the settings. A change holds at once and is kept per profile. What is' +
      ' not as it came carries a mark and a way back; the search looks through names, explanations and choices in both' +
      ' languages. *Export* writes all of them but your name to a file; *Import* reads such a file, shows what would' +
      ' change and asks. A file that makes no sense is refused with what is wrong and where, and nothing changes.',
    settingsTable(settings),
    '## The file',
    'They are `settings.json` in the profile folder: one line each, by the names of the first column, with `version`' +
      ' beside them. It may be edited while Tenor does not run; what is left out is as it came. The text before the' +
      ' newest change is kept as `settings.previous.json`. A file that cannot be used is renamed to' +
      ' `settings.damaged-` and the time, the text before it is used, else what is in the table, and the Messages tab' +
      ' says so.',
    'Without the terminal only `user` counts: `tenor order` takes the name from the file and refuses one that makes no' +
      ' sense, because an audit trail names its people.',
    '## What is not here',
    'Limits of the risk gate are shown in the same dialog and are another thing: they have owners and a password, and' +
      ' every change is journalled ([docs/risk.md](risk.md)).',
  ].join('\n\n')
}

/** @param {SettingsTable} settings */
function settingsTable({ names, table, words }) {
  const rows = names.map((name) => {
    const setting = table[name]
    return [
      `\`${name}\``,
      words.section[setting.section],
      words.item[name].name,
      words.item[name].says,
      canBe(setting),
      setting.preset === '' ? 'empty' : `\`${setting.preset}\``,
    ]
  })
  const head = ['Name', 'Section', 'Setting', 'What it does', 'Can be', 'As it comes']
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return `${lines.join('\n')}\n\nOn a machine that speaks Chinese \`language\` comes as \`zh-CN\` and \`direction\` as \`redUp\`.`
}

/** @param {SettingsTable['table'][keyof SettingsTable['table']]} setting */
function canBe(setting) {
  switch (setting.kind) {
    case 'choice':
      return setting.choices.map((choice) => `\`${choice}\``).join(', ')
    case 'number':
      return `${setting.min} to ${setting.max}, whole numbers`
    case 'text':
      return `up to ${setting.lengthMax} characters on one line`
  }
}
