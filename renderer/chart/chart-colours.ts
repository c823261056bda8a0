// The tokens of kit/tokens.css as the canvas needs them; read again when the theme changes.
import { tokensAt } from '../kit/read-tokens.ts'

export interface ChartColours {
  readonly text: string
  readonly quiet: string
  readonly faint: string
  readonly line: string
  readonly raised: string
  readonly panel: string
  readonly focus: string
  readonly selected: string
  readonly bid: string
  readonly ask: string
  readonly bidBar: string
  readonly askBar: string
  readonly up: string
  readonly down: string
  readonly fontFamily: string
}

export function readChartColours(element: Element): ChartColours {
  const token = tokensAt(element)
  return {
    text: token('--text'),
    quiet: token('--quiet'),
    faint: token('--faint'),
    line: token('--line'),
    raised: token('--raised'),
    panel: token('--panel'),
    focus: token('--focus'),
    selected: token('--selected'),
    bid: token('--bid'),
    ask: token('--ask'),
    bidBar: token('--bid-bar'),
    askBar: token('--ask-bar'),
    up: token('--up'),
    down: token('--down'),
    fontFamily: token('--sans'),
  }
}
