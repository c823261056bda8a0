// The terms on which the paper exchange carries accounts, as data: start cash and position limits, with their origin.
// Read by the clearing.

/** Accounts below this belong to the market's agents, which have positions and no cash. */
export const FIRST_CLIENT_ACCOUNT = 100

/** Our choice: money for some ten thousand lots at the margin estimate. Smallest units (cents, fen). */
export const START_CASH = {
  USD: 5_000_000_00n,
  CNY: 20_000_000_00n,
} as const

/** Days of statements that are kept per account. */
export const STATEMENT_DAYS = 400

/** Net lots an account may hold or come to hold by its working orders, long or short. */
export interface PositionLimits {
  /** In the contract of the running delivery month. */
  readonly spotMonth: number
  readonly singleMonth: number
  /** Net over all months of the root. */
  readonly allMonths: number
  readonly origin: string
}

const NYMEX =
  'as filed by NYMEX (submission 26-370); its single-month and all-months figures are accountability levels there' +
  ' and limits here.'

const H100: PositionLimits = {
  spotMonth: 7_500,
  singleMonth: 15_000,
  allMonths: 22_500,
  origin: `The figures of GPU1 ${NYMEX}`,
}
const B200: PositionLimits = {
  spotMonth: 5_500,
  singleMonth: 11_000,
  allMonths: 16_500,
  origin: `The figures of GPU2 ${NYMEX}`,
}
const OURS: PositionLimits = {
  spotMonth: 5_000,
  singleMonth: 10_000,
  allMonths: 15_000,
  origin: 'Our choice.',
}

/** Limits of a root; every root without figures of its own has ours. */
export function positionLimitsOf(root: string): PositionLimits {
  if (root === 'H100') return H100
  return root === 'B200' ? B200 : OURS
}
