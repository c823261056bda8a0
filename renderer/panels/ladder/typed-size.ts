// The size of the next order as it is typed into the ladder's field. Pure.
import { isOrderQty } from '../../store/ladder-hand.ts'

export interface TypedSize {
  readonly isSize: boolean
  /** 0 where it is none: that sends nothing. */
  readonly size: number
}

const SHOWN_MAX = 24

export function typedSize(text: string): TypedSize {
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined
  return isOrderQty(value) ? { isSize: true, size: value } : { isSize: false, size: 0 }
}

/** As much of what was typed as a sentence about it can hold. */
export function shortened(text: string): string {
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text
}
