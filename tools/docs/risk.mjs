// What docs/risk.md shows of the risk gate: its checks in their order, its limits, and the sentence of each reason. Loaded
// by tools/docs.mjs through Vite, because it imports TypeScript.
import { RISK_CHECKS } from '../../main/risk/risk-gate.ts'
import { reasonsEn } from '../../renderer/i18n/reasons-en.ts'
import { NUMBER_LIMITS, PERMITTED_ROOTS } from '../../shared/domain/risk-limit.ts'

export const risk = {
  checks: RISK_CHECKS,
  numberLimits: Object.entries(NUMBER_LIMITS),
  permittedRoots: PERMITTED_ROOTS,
  sentences: reasonsEn,
}

/** @typedef {typeof risk} Risk */
