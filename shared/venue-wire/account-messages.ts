// What the order channel says of an account’s money: how it stands now, and the statement of a trading day. Amounts are
// whole numbers of the currency’s smallest unit, as text, because they may pass what JSON numbers hold exactly.
import Type from 'typebox'
import {
  CurrencyField,
  DecimalField,
  InstrumentField,
  IsoDateField,
  PriceTicksField,
  QtyField,
  RequestIdField,
  TextField,
  TimeUsField,
  strict,
} from './fields.ts'

export const RequestAccountMessage = Type.Object(
  { type: Type.Literal('requestAccount'), requestId: RequestIdField },
  {
    ...strict,
    description: 'Ask for the account’s money and positions as they stand. Answered by `account`.',
  },
)

export const RequestStatementMessage = Type.Object(
  {
    type: Type.Literal('requestStatement'),
    requestId: RequestIdField,
    date: Type.Optional(IsoDateField),
  },
  { ...strict, description: 'Ask for the statement of a trading day, the newest unless one is named.' },
)

const AmountField = Type.String({
  pattern: '^-?\\d{1,30}$',
  description: 'money as a whole number of the currency’s smallest unit',
})

const SignedLots = Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 })

const AccountCurrency = Type.Object({
  currency: CurrencyField,
  cashMinor: AmountField,
  equityMinor: AmountField,
  marginMinor: AmountField,
  excessMinor: AmountField,
})

const AccountPosition = Type.Object({
  instrument: InstrumentField,
  currency: CurrencyField,
  netQty: SignedLots,
  startQty: SignedLots,
  boughtQty: QtyField,
  soldQty: QtyField,
  markTicks: PriceTicksField,
  variationMinor: AmountField,
  feesMinor: AmountField,
})

/** All currencies in USD at a rate that is named. */
const TotalFields = Type.Object({
  rate: DecimalField,
  rateDate: IsoDateField,
  rateSource: TextField,
  cashMinor: AmountField,
  marginMinor: AmountField,
  excessMinor: AmountField,
})

export const AccountMessage = Type.Object(
  {
    type: Type.Literal('account'),
    requestId: RequestIdField,
    currencies: Type.Array(AccountCurrency, { maxItems: 10 }),
    positions: Type.Array(AccountPosition, { maxItems: 5_000 }),
    total: Type.Optional(TotalFields),
    marginModel: TextField,
    lastSeq: Type.Integer({ minimum: 0 }),
    venueTimeUs: TimeUsField,
  },
  {
    description:
      'Answer to `requestAccount`, after the report `lastSeq`: equity is cash less fees since the last settlement plus' +
      ' the variation of the positions at the mark; margin covers positions and working orders.',
  },
)

const StatementRow = Type.Object({
  instrument: InstrumentField,
  currency: CurrencyField,
  startQty: SignedLots,
  priorPriceTicks: Type.Optional(PriceTicksField),
  boughtQty: QtyField,
  soldQty: QtyField,
  settlePriceTicks: PriceTicksField,
  isFinal: Type.Boolean(),
  endQty: SignedLots,
  settledQty: SignedLots,
  positionMinor: AmountField,
  tradesMinor: AmountField,
  variationMinor: AmountField,
  feesMinor: AmountField,
})

const StatementCurrency = Type.Object({
  currency: CurrencyField,
  openingCashMinor: AmountField,
  dailyVariationMinor: AmountField,
  finalSettlementMinor: AmountField,
  feesMinor: AmountField,
  closingCashMinor: AmountField,
  marginMinor: AmountField,
  excessMinor: AmountField,
})

export const StatementMessage = Type.Object(
  {
    type: Type.Literal('statement'),
    requestId: RequestIdField,
    date: Type.Optional(IsoDateField),
    rows: Type.Array(StatementRow, { maxItems: 5_000 }),
    currencies: Type.Array(StatementCurrency, { maxItems: 10 }),
    total: Type.Optional(TotalFields),
    marginModel: TextField,
    dates: Type.Array(IsoDateField, {
      maxItems: 500,
      description: 'days that can be asked for, oldest first',
    }),
    venueTimeUs: TimeUsField,
  },
  {
    description:
      'What a trading day did to the account: per instrument the variation of what was carried (positionMinor) and of' +
      ' what was traded (tradesMinor), fees, and per currency the cash: closing = opening + variation + final settlement' +
      ' − fees, the sums of the rows. Without `date` there is no statement of that day.',
  },
)
