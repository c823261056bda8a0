// `tenor limits`: shows and changes the risk limits of a profile while no terminal runs on it; a terminal that runs changes
// them in its settings. The file is written first, then the journal, as main/core/limit-desk.ts does. Called by
// app/cli/tenor.ts.
import { join } from 'node:path'
import { JOURNAL_FILE, journalCodec } from '../../../main/core/journal-records.ts'
import { openJournal } from '../../../main/journal/journal.ts'
import { changeLimit, changePassword, loosens } from '../../../main/risk/limit-change.ts'
import type { RiskRecord } from '../../../main/risk/risk-records.ts'
import type { RiskSettings } from '../../../main/risk/risk-settings.ts'
import { limitPasswords } from '../../../main/settings/limit-password.ts'
import { RiskLimitsFile } from '../../../main/settings/risk-limits-file.ts'
import { systemUser } from '../../../main/settings/system-user.ts'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import type { Reason } from '../../../shared/domain/reason.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import {
  LIMIT_NAMES,
  NUMBER_LIMITS,
  PERMITTED_ROOTS,
  type LimitName,
  type LimitValue,
} from '../../../shared/domain/risk-limit.ts'
import { timeUs } from '../../../shared/math/quantities.ts'
import { Secrets } from '../secrets.ts'
import { speechOf } from '../speech.ts'

const { tell, say, refuse } = speechOf('limits')

const TEXT_MAX = { why: 300, owner: 200 } as const

export function showLimits(profileDir: string): number {
  const settings = new RiskLimitsFile(profileDir).read()
  if (!settings.ok) return refuse(settings.error)
  // Whoever reads the lines may have seen enough, as `head` does.
  process.stdout.on('error', () => undefined)
  for (const limit of LIMIT_NAMES) {
    const { says, rule } = limit === 'permittedRoots' ? PERMITTED_ROOTS : NUMBER_LIMITS[limit]
    const unit = limit === 'permittedRoots' ? {} : { unit: NUMBER_LIMITS[limit].unit }
    tell({ limit, ...settings.value.limits[limit], ...unit, says, rule })
  }
  return 0
}

export interface AskedLimit {
  readonly profile: string
  readonly limit: string
  readonly value: string
  readonly why: string
  readonly owner?: string
}

export async function setLimit(asked: AskedLimit): Promise<number> {
  const limit = LIMIT_NAMES.find((name) => name === asked.limit)
  if (limit === undefined) return refuse(`${asked.limit} is no limit; \`tenor limits show\` lists them.`)
  const { why, owner } = asked
  if (why === '' || why.length > TEXT_MAX.why) return refuse(`--why takes 1 to ${TEXT_MAX.why} characters.`)
  if (owner !== undefined && (owner === '' || owner.length > TEXT_MAX.owner))
    return refuse(`--owner takes 1 to ${TEXT_MAX.owner} characters.`)
  const value = valueOf(limit, asked.value)
  return withProfile(asked.profile, async (profile) => {
    const password = await passwordFor(profile.settings, limit, value)
    const origin = 'command line'
    const change = { limit, value, why, origin, ...(owner === undefined ? {} : { owner }), ...password }
    const moment = { who: systemUser(), timeUs: now() }
    const changed = changeLimit(profile.settings, { ...change, ...moment }, limitPasswords)
    if (!changed.ok) {
      profile.append({ kind: 'riskLimitRefused', ...moment, limit, why, origin, reason: changed.error })
      return refusal(changed.error)
    }
    const { settings, record } = changed.value
    const saved = profile.save(settings, record)
    if (!saved.ok) return refuse(saved.error)
    tell({ limit, ...settings.limits[limit] })
    return 0
  })
}

export async function changeLimitPassword(profileDir: string): Promise<number> {
  return withProfile(profileDir, async (profile) => {
    const secrets = new Secrets()
    const old = profile.settings.password === undefined ? undefined : await secrets.ask('Limit password')
    const next = await secrets.ask('New limit password')
    secrets.close()
    if (next === undefined) return refuse('No new password came. Nothing was changed.')
    const changed = changePassword(profile.settings, { old, next }, limitPasswords)
    if (!changed.ok) return refusal(changed.error)
    const record = {
      kind: 'limitPasswordChanged',
      who: systemUser(),
      timeUs: now(),
      origin: 'command line',
    } as const
    const saved = profile.save(changed.value, record)
    if (!saved.ok) return refuse(saved.error)
    say('The limit password is changed.')
    return 0
  })
}

interface OpenProfile {
  readonly settings: RiskSettings
  /** File, then journal. */
  readonly save: (settings: RiskSettings, record: RiskRecord) => Result<void, string>
  readonly append: (record: RiskRecord) => void
}

/** Holds the profile as a terminal does, so that none runs on it meanwhile. */
async function withProfile(dir: string, act: (profile: OpenProfile) => Promise<number>): Promise<number> {
  const file = new RiskLimitsFile(dir)
  const settings = file.read()
  if (!settings.ok) return refuse(settings.error)
  const opened = openJournal(join(dir, JOURNAL_FILE), journalCodec)
  if (!opened.ok) {
    const inUse = opened.error.kind === 'profileInUse'
    return refuse(
      inUse ? `${opened.error.text} While it runs, its settings change limits.` : opened.error.text,
    )
  }
  const journal = opened.value
  const append = (record: RiskRecord): void => {
    journal.append([record], record.timeUs)
  }
  try {
    return await act({
      settings: settings.value,
      append,
      save(next, record) {
        const written = file.write(next)
        if (!written.ok)
          return err(`${file.path} could not be written: ${written.error}. Nothing was changed.`)
        try {
          append(record)
          return ok(undefined)
        } catch (error) {
          return err(
            `The change holds, but is not on record yet; the next start records it. ${String(error)}`,
          )
        }
      },
    })
  } finally {
    journal.close()
  }
}

/** Asked for only where it is needed; what the limit cannot be is refused before anything is asked. */
async function passwordFor(
  settings: RiskSettings,
  limit: LimitName,
  value: LimitValue,
): Promise<{ readonly password?: string }> {
  const from = settings.limits[limit].value
  if (Number.isNaN(value) || !loosens(limit, from, value)) return {}
  const secrets = new Secrets()
  const password = await secrets.ask(
    settings.password === undefined ? 'New limit password' : 'Limit password',
  )
  secrets.close()
  return password === undefined ? {} : { password }
}

/** Whether the limit can be this is for changeLimit to say. */
function valueOf(limit: LimitName, text: string): LimitValue {
  if (limit !== 'permittedRoots') return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  return text === 'all' ? 'all' : text.split(',').filter((root) => root !== '')
}

function refusal({ code, params }: Reason): number {
  const numbers = Object.entries(params).map(([name, value]) => `${name} ${value}`)
  return refuse(`${SENTENCES[code] ?? code}${numbers.length === 0 ? '' : ` (${numbers.join(', ')})`}`)
}

const SENTENCES: Readonly<Partial<Record<Reason['code'], string>>> = {
  limitValueBad: 'The limit cannot be that; it is as it was.',
  permittedRootsBad: 'What may be traded is all, or roots such as H100,B200; it is as it was.',
  limitUnchanged: 'That is what the limit is already.',
  limitPasswordMissing:
    'Loosening a limit takes the limit password; where there is none yet, the one given becomes it.',
  limitPasswordWrong: 'The limit password is another one. Nothing was changed.',
  limitPasswordShort: 'The limit password is too short. Nothing was changed.',
}

function now(): TimeUs {
  return timeUs(Date.now() * 1_000)
}
