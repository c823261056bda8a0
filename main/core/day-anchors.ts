// Once a UTC day the journal says how long it is and what its last hash is: whoever keeps these lines elsewhere can later
// prove that the journal before them is the one of then. Owned by wire-core, which asks before each append.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { dateOfDayNumber, dayNumber, utcDayNumber } from '../../shared/domain/civil-day.ts'
import type { ChainHead } from '../journal/hash-chain.ts'
import type { OrderRecordOf } from '../order/order-records.ts'
import type { JournalRecord } from './journal-records.ts'

export class DayAnchors {
  #newestDay: number | undefined

  /** A record that is in the journal. */
  written(record: JournalRecord): void {
    if (record.kind === 'dayAnchored') this.#newestDay = dayNumber(record.date)
  }

  /** The anchor that is to stand before what is appended now; a clock that is set back makes none again. */
  due(head: ChainHead, nowUs: TimeUs): OrderRecordOf<'dayAnchored'> | undefined {
    const day = utcDayNumber(nowUs)
    if (this.#newestDay !== undefined && day <= this.#newestDay) return undefined
    const date = dateOfDayNumber(day)
    return { kind: 'dayAnchored', timeUs: nowUs, date, count: head.seq, hash: head.hash }
  }
}
