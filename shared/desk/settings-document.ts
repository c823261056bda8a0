// The document `settings`: the table of settings as a schema, and what became of its older forms. A setting that the file
// leaves out has its preset, so that a new one needs no new version; one that is not known, or holds what it cannot be,
// makes the whole unusable, because a desk must not look set as it is not. Pure; used by the main process and the command line.
import Type, { type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { DocumentFields, DocumentKind, WrongMember } from './document.ts'
import {
  presetSettings,
  settingNames,
  SETTINGS,
  withImported,
  type Setting,
  type Settings,
} from './settings.ts'

const BYTES_MAX = 16_384
/** Printable, on one line. */
const USER_NAME = /^\P{C}{1,80}$/u

const form = Compile(
  Type.Unsafe<Settings>(
    Type.Object(Object.fromEntries(settingNames.map((name) => [name, schemaOf(SETTINGS[name])])), {
      additionalProperties: false,
    }),
  ),
)

/** `systemLocale`: the language of the machine (BCP 47), in which a first start begins. */
export function settingsDocument(systemLocale: string): DocumentKind<Settings> {
  const presets = presetSettings(systemLocale)
  return {
    name: 'settings',
    version: 1,
    bytesMax: BYTES_MAX,
    form,
    defaults: presets,
    migrations: [onlyUser],
    repair: (fields) => ({ ...presets, ...fields }),
    refuse: wrongUser,
    forOthers: (value) => withImported(presets, value),
  }
}

/** One line of 1 to 80 printable characters without spaces around it. */
export function isUserName(text: unknown): text is string {
  return typeof text === 'string' && USER_NAME.test(text) && text.trim() === text
}

/** The file once named the user, and nothing else in it was read. */
function onlyUser({ user }: DocumentFields): DocumentFields {
  return user === undefined ? {} : { user }
}

function wrongUser({ user }: Settings): WrongMember | undefined {
  if (user === '' || isUserName(user)) return undefined
  return { where: 'user', says: 'must be a name of 1 to 80 characters on one line' }
}

function schemaOf(setting: Setting): TSchema {
  switch (setting.kind) {
    case 'choice':
      return Type.Enum([...setting.choices])
    case 'number':
      return Type.Integer({ minimum: setting.min, maximum: setting.max })
    case 'text':
      return Type.String({ maxLength: setting.lengthMax })
  }
}
