// The limits of surveillance, each with the person or rule that owns it. No rule says how many orders make a layer, so
// ours are chosen, owned and shown with every alert. A settings file names those that somebody set otherwise; main/settings
// reads it.
import Type, { type Static, type TInteger } from 'typebox'
import { Compile } from 'typebox/compile'
import { ok, type Result } from '../../shared/domain/result.ts'
import { parseSettingsText } from '../../shared/domain/settings-text.ts'

const strict = { additionalProperties: false } as const

function limit(value: TInteger, description: string) {
  return Type.Object(
    { value, owner: Type.String({ minLength: 1, maxLength: 200 }) },
    { ...strict, description },
  )
}

const Orders = Type.Integer({ minimum: 2, maximum: 1_000 })
const Ticks = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const Times = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const Percent = Type.Integer({ minimum: 1, maximum: 100 })
const Ms = Type.Integer({ minimum: 1, maximum: 3_600_000 })
/** An alert is due within five seconds (EU 2017/589 art. 16), so what it waits for is less. */
const WaitMs = Type.Integer({ minimum: 1, maximum: 4_000 })

const Layering = Type.Object({
  minOrders: limit(Orders, 'fewest resting orders on one side that make a layer'),
  awayTicks: limit(Ticks, 'ticks behind the best price of their side from which orders count'),
  timesOtherSide: limit(Times, 'lots of the layer beside those traded and resting on the other side'),
  builtWithinMs: limit(Ms, 'longest time from an order coming to its price to the trade'),
  withdrawnPercent: limit(Percent, 'share of the layer’s lots that is taken away'),
  withdrawnWithinMs: limit(Ms, 'longest time from the trade to the taking away'),
})

const Wash = Type.Object({
  tradedWithinMs: limit(Ms, 'longest time between an own buy and an own sell that trade'),
  priceTicks: limit(Ticks, 'farthest that their prices are apart'),
  similarPercent: limit(Percent, 'the smaller of the two sizes as a share of the larger'),
  placedWithinMs: limit(Ms, 'longest time between two orders that the venue kept from meeting'),
  restingMs: limit(WaitMs, 'how long a buy and a sell rest at crossing prices'),
})

const Ignition = Type.Object({
  minOrders: limit(Orders, 'fewest orders of a burst that take on one side'),
  burstMs: limit(Ms, 'longest time between two fills of a burst'),
  movedTicks: limit(Ticks, 'how far the price moves from where the burst found it'),
  reversedPercent: limit(Percent, 'share of the burst’s lots that trades the other way'),
  reversedWithinMs: limit(Ms, 'longest time from the burst’s last fill to the trades the other way'),
})

const CancelRatio = Type.Object({
  windowMs: limit(Ms, 'time over which orders taken away or changed are counted'),
  minCancels: limit(Times, 'fewest of them that are worth an alert'),
  timesFills: limit(Times, 'how many of them to one fill are still in order'),
})

/** Every limit by its pattern. */
export interface SurveillanceSettings {
  readonly layering: Static<typeof Layering>
  readonly wash: Static<typeof Wash>
  readonly ignition: Static<typeof Ignition>
  readonly cancelRatio: Static<typeof CancelRatio>
}

/** A settings file: the limits that are set otherwise than by default. */
const FileSchema = Type.Object(
  {
    version: Type.Literal(1),
    layering: Type.Optional(Type.Partial(Layering, strict)),
    wash: Type.Optional(Type.Partial(Wash, strict)),
    ignition: Type.Optional(Type.Partial(Ignition, strict)),
    cancelRatio: Type.Optional(Type.Partial(CancelRatio, strict)),
  },
  strict,
)

const owner = (why: string) => `Tenor default: ${why}`

export const DEFAULT_SURVEILLANCE_SETTINGS: SurveillanceSettings = {
  layering: {
    minOrders: { value: 3, owner: owner('one or two orders are no layer') },
    awayTicks: { value: 1, owner: owner('behind the touch, where an order hardly trades') },
    timesOtherSide: { value: 3, owner: owner('who quotes both sides alike stays below') },
    builtWithinMs: { value: 60_000, owner: owner('what stood longer was there for its own sake') },
    withdrawnPercent: { value: 70, owner: owner('most of it') },
    withdrawnWithinMs: { value: 10_000, owner: owner('soon after the trade') },
  },
  wash: {
    tradedWithinMs: { value: 1_000, owner: owner('the two sides of one trade arrive together') },
    priceTicks: { value: 0, owner: owner('no market risk is taken at one price') },
    similarPercent: { value: 80, owner: owner('sizes that hardly differ') },
    placedWithinMs: { value: 30_000, owner: owner('placed with the other still in mind') },
    restingMs: { value: 1_000, owner: owner('longer than a change under way takes') },
  },
  ignition: {
    minOrders: { value: 3, owner: owner('one or two orders are no burst') },
    burstMs: { value: 5_000, owner: owner('one after the other') },
    movedTicks: { value: 5, owner: owner('a quarter of the non-reviewable range of NYMEX GPU1') },
    reversedPercent: { value: 50, owner: owner('half of it or more') },
    reversedWithinMs: { value: 60_000, owner: owner('while the price is still moved') },
  },
  cancelRatio: {
    windowMs: { value: 60_000, owner: owner('a minute') },
    minCancels: { value: 60, owner: owner('one a second') },
    timesFills: { value: 20, owner: owner('what a person who quotes by hand stays below') },
  },
}

const validator = Compile(FileSchema)

/** The text of a settings file over the defaults, or what is wrong with it and where. */
export function parseSurveillanceSettings(text: string): Result<SurveillanceSettings, string> {
  const set = parseSettingsText(text, validator)
  if (!set.ok) return set
  const { layering, wash, ignition, cancelRatio } = DEFAULT_SURVEILLANCE_SETTINGS
  return ok({
    layering: { ...layering, ...set.value.layering },
    wash: { ...wash, ...set.value.wash },
    ignition: { ...ignition, ...set.value.ignition },
    cancelRatio: { ...cancelRatio, ...set.value.cancelRatio },
  })
}

/** The bare numbers of a pattern's limits, as the patterns read them and an alert carries them. */
export function limitValues<Name extends string>(
  owned: Readonly<Record<Name, { readonly value: number }>>,
): Readonly<Record<Name, number>> {
  const names = Object.keys(owned) as Name[]
  const values: Partial<Record<Name, number>> = {}
  for (const name of names) values[name] = owned[name].value
  return values as Record<Name, number>
}
