// What the fields of a held order must be to each other before it is taken. Each child passes the risk gate later, by itself.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type {
  BracketTerms,
  HeldTerms,
  OcoTerms,
  SlicedTerms,
  TwapTerms,
} from '../../shared/domain/held-order.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import { oppositeSide } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { formatPrice } from '../../shared/math/price-text.ts'

/** A slice lasts at least so long: below it the venue’s answers do not come back in time. */
const SLICE_US_MIN = 1_000_000
const WORK_US_MAX = 7 * 24 * 3_600_000_000

export interface TermsSetting {
  readonly instrument: Instrument
  readonly nowUs: TimeUs
}

/** Undefined when they make sense. */
export function checkTerms(terms: HeldTerms, setting: TermsSetting): Reason | undefined {
  switch (terms.kind) {
    case 'oco':
      return checkExits({ ...terms, targetPrice: terms.limitPrice }, setting)
    case 'bracket':
      return checkExits({ ...terms, side: oppositeSide(terms.side) }, setting) ?? checkEntry(terms, setting)
    case 'sliced':
      return checkSlices(terms)
    case 'twap':
      return checkWork(terms, setting.nowUs)
    case 'trailingStop':
      return undefined
  }
}

type Exits = Pick<OcoTerms, 'side' | 'stopPrice'> & Pick<BracketTerms, 'targetPrice'>

/** A sale stops below its target, a purchase above. */
function checkExits({ side, stopPrice, targetPrice }: Exits, setting: TermsSetting): Reason | undefined {
  if (side === 'sell' ? stopPrice < targetPrice : stopPrice > targetPrice) return undefined
  const { tickSize } = setting.instrument
  return reason('exitPricesCrossed', {
    stopPrice: formatPrice(stopPrice, tickSize),
    targetPrice: formatPrice(targetPrice, tickSize),
  })
}

function checkEntry(terms: BracketTerms, { instrument: { tickSize } }: TermsSetting): Reason | undefined {
  const { entryPrice, stopPrice, targetPrice } = terms
  const isBetween = (entryPrice - stopPrice) * (targetPrice - entryPrice) > 0
  if (isBetween) return undefined
  return reason('entryOutsideExits', {
    entryPrice: formatPrice(entryPrice, tickSize),
    stopPrice: formatPrice(stopPrice, tickSize),
    targetPrice: formatPrice(targetPrice, tickSize),
  })
}

function checkSlices({ sliceQty, orderQty }: SlicedTerms): Reason | undefined {
  return sliceQty <= orderQty ? undefined : reason('sliceTooLarge', { sliceQty, orderQty })
}

function checkWork(
  { startTimeUs, endTimeUs, slices, orderQty }: TwapTerms,
  nowUs: TimeUs,
): Reason | undefined {
  if (slices > orderQty) return reason('moreSlicesThanLots', { slices, orderQty })
  const leftUs = Math.max(endTimeUs - Math.max(startTimeUs, nowUs), 0)
  if (leftUs < slices * SLICE_US_MIN) {
    return reason('workTooShort', { slices, lengthMs: Math.floor(leftUs / 1_000) })
  }
  const lengthUs = endTimeUs - Math.min(startTimeUs, nowUs)
  if (lengthUs <= WORK_US_MAX) return undefined
  return reason('workTooLong', { lengthMs: Math.floor(lengthUs / 1_000), limitMs: WORK_US_MAX / 1_000 })
}
