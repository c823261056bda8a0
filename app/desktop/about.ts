// What the about box and the window are told of the program: versions, language, and whose work it carries. The licences
// of all of it are in docs/licences.txt (Help → Licences…).
import { app } from 'electron'
import type { AboutTenor } from '../../shared/ui-wire/bridge.ts'
import { startCommand } from './start-command.ts'

const ATTRIBUTIONS = [
  'GPU rental price data by gpurentalprices.com, CC BY 4.0',
  'Token prices of @pydantic/genai-prices, MIT',
  'Built with Electron, React, i18next, zustand, TypeBox, ws, pino, libsql, marked (MIT), Lightweight Charts by ' +
    'TradingView (Apache 2.0, https://www.tradingview.com/), Lucide icons (ISC), Inter, JetBrains Mono and Noto Sans SC ' +
    '(SIL Open Font License 1.1).',
] as const

export function aboutTenor(): Omit<AboutTenor, 'isAttended'> {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    locale: systemLocale(),
    startCommand: startCommand({
      fromSource: !app.isPackaged,
      execPath: process.execPath,
      appImage: process.env['APPIMAGE'],
    }),
    attributions: ATTRIBUTIONS,
  }
}

/** The language of the machine, BCP 47. */
export function systemLocale(): string {
  return [...app.getPreferredSystemLanguages(), app.getLocale()].find(isLanguageTag) ?? 'en'
}

/** A system without a language calls it `C`, which is no tag that formatting could use. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}
