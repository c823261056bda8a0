// What runs came across, so that one can tell that they were worth running.

export interface Figures {
  readonly orders: number
  readonly fills: number
  /** Fills that the exchange canceled or corrected later. */
  readonly amended: number
  /** Orders held on this PC, and what they sent. */
  readonly held: number
  readonly children: number
  /** Held orders of which target and stop filled more than they were for. */
  readonly raced: number
  /** Orders that were in doubt at some moment. */
  readonly doubts: number
  /** Starts of the terminal after a crash. */
  readonly restarts: number
}

export const NO_FIGURES: Figures = {
  ...{ orders: 0, fills: 0, amended: 0, held: 0, children: 0, raced: 0 },
  ...{ doubts: 0, restarts: 0 },
}

export function addFigures(a: Figures, b: Figures): Figures {
  return {
    orders: a.orders + b.orders,
    fills: a.fills + b.fills,
    amended: a.amended + b.amended,
    held: a.held + b.held,
    children: a.children + b.children,
    raced: a.raced + b.raced,
    doubts: a.doubts + b.doubts,
    restarts: a.restarts + b.restarts,
  }
}
