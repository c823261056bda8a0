// The branded primitives of the whole house. A brand is only ever given by the validating constructors in
// shared/math/quantities.ts (lint refuses a cast elsewhere), so a value that has one was checked once.

declare const brand: unique symbol
type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }

/** A price as a whole number of the instrument's tick size. Zero and negative are ordinary values (spreads). */
export type PriceTicks = Brand<number, 'PriceTicks'>

/** A quantity in whole lots, ≥ 0. */
export type QtyLots = Brand<number, 'QtyLots'>

/** The venue's symbol of an instrument, for example `H100F27`. */
export type InstrumentId = Brand<string, 'InstrumentId'>

/** Our own name of an order for its whole life, replaces included; unique per account. */
export type ClientOrderId = Brand<string, 'ClientOrderId'>

/** Our name of a held order; one profile never gives it twice. */
export type HeldId = Brand<string, 'HeldId'>

/** The venue's name of an order. */
export type VenueOrderId = Brand<string, 'VenueOrderId'>

/** The venue's name of one execution report; a fill is counted once per ExecId. */
export type ExecId = Brand<string, 'ExecId'>

/** Microseconds since 1970-01-01T00:00:00Z, a safe integer. */
export type TimeUs = Brand<number, 'TimeUs'>

/** A calendar day, `YYYY-MM-DD`. */
export type IsoDate = Brand<string, 'IsoDate'>
