// What the journal of a profile holds: records about orders, about held orders, about the acts that stop a desk, about the risk
// gate, and the alerts of surveillance. Whoever opens the journal uses this codec.
import { err } from '../../shared/domain/result.ts'
import { claimsControlRecord, parseControlRecord, type ControlRecord } from '../control/control-records.ts'
import { claimsHeldRecord, parseHeldRecord, type HeldRecord } from '../held/held-records.ts'
import type { JournalCodec } from '../journal/journal.ts'
import { parseOrderRecord, type OrderRecord } from '../order/order-records.ts'
import { claimsRiskRecord, parseRiskRecord, type RiskRecord } from '../risk/risk-records.ts'
import {
  claimsSurveillanceRecord,
  parseSurveillanceRecord,
  type SurveillanceRecord,
} from '../surveillance/surveillance-records.ts'

export type JournalRecord = OrderRecord | HeldRecord | ControlRecord | RiskRecord | SurveillanceRecord

/** File in the profile folder that holds the journal. */
export const JOURNAL_FILE = 'journal.sqlite'

export const journalCodec: JournalCodec<JournalRecord> = {
  encode: (record) => record,
  parse: (value) => {
    if (claimsControlRecord(value)) return parseControlRecord(value)
    if (claimsRiskRecord(value)) return parseRiskRecord(value)
    if (claimsHeldRecord(value)) return parseHeldRecord(value)
    if (claimsSurveillanceRecord(value)) return parseSurveillanceRecord(value)
    const parsed = parseOrderRecord(value)
    return parsed.ok ? parsed : err(parsed.error.text)
  },
}
