// A story in words, one line a step.
import type { Holding } from './holdings.ts'
import { CLOSE_US, TRADED } from './instruments.ts'
import type { Act, Step, Story } from './steps.ts'

export function tell({ startUs, seesClose, steps }: Story): string {
  const start = seesClose ? `  (${(CLOSE_US - startUs) / 1_000_000} s before the close of the day)\n` : ''
  return start + steps.map((step) => `  ${at(step)}  ${words(step)}`).join('\n')
}

function at({ atMs }: Step): string {
  return `${(atMs / 1_000).toFixed(3).padStart(7)} s`
}

function words(act: Act): string {
  switch (act.kind) {
    case 'place': {
      const price = act.away === undefined ? 'at the market' : `${signed(act.away)} from the middle`
      return `the person places: ${act.side} ${act.qty} ${name(act.instrument)} ${price}, ${act.timeInForce}`
    }
    case 'replace':
      return `the person replaces open order ${act.pick} (modulo how many there are): ${act.qty} lots, ${signed(act.away)}`
    case 'cancel':
      return `the person cancels open order ${act.pick} (modulo how many there are)`
    case 'cancelAll': {
      const of = act.instrument === undefined ? 'everywhere' : `in ${name(act.instrument)}`
      return `the person cancels all ${act.side ?? 'orders'} ${of}`
    }
    case 'flatten':
      return `the person flattens ${name(act.instrument)}`
    case 'reconcile':
      return 'the person compares with the exchange'
    case 'stopTrading':
      return 'the person stops trading'
    case 'rearmTrading':
      return 'the person arms trading again'
    case 'rearmThrottle':
      return 'the person lets orders leave again that the throttle held'
    case 'cancelOnDisconnect':
      return `the person turns cancel on disconnect ${act.isOn ? 'on' : 'off'}`
    case 'hold':
      return `the person lets this PC hold: ${act.side} ${act.qty} ${name(act.instrument)}, ${holdingWords(act.holding)}`
    case 'pauseHeld':
      return `the person pauses active held order ${act.pick} (modulo how many there are)`
    case 'resumeHeld':
      return `the person resumes paused held order ${act.pick} (modulo how many there are)`
    case 'cancelHeld':
      return `the person cancels held order ${act.pick} (modulo how many there are)`
    case 'othersTrade':
      return `others ${act.side} ${act.qty} ${name(act.instrument)} at any price`
    case 'othersQuote':
      return `others show a price to ${act.side} ${act.qty} ${name(act.instrument)}`
    case 'cut': {
      const told = {
        both: 'both ends are told',
        near: 'only the terminal is told',
        far: 'only the exchange is told',
      }
      return `the ${act.session} connection breaks after ${act.upKept} more frames up and ${act.downKept} down; ${told[act.tells]}`
    }
    case 'strand':
      return `the ${act.session} connection breaks for the terminal, and what it said arrives ${act.ms} ms later`
    case 'stall':
      return `the ${act.session} connection carries nothing ${act.direction} for ${act.ms} ms`
    case 'spoil':
      return `the ${act.session} connection ${act.how === 'lose' ? 'loses' : 'doubles'} its next frame ${act.direction} and breaks ${act.lastsMs} ms later`
    case 'slowNetwork':
      return `frames take ${act.byMs} ms longer for ${act.forMs} ms`
    case 'deafNetwork':
      return `new connections get no answer for ${act.forMs} ms`
    case 'disk':
      return `after ${act.fault.afterAppends} more appends ${diskWords(act.fault.what)}`
    case 'crash':
      return act.afterSending === 0
        ? 'the terminal dies'
        : `the terminal dies when it has sent ${act.afterSending} more requests`
    case 'exchangeEnds': {
      const left = { written: 'is killed', durable: 'loses power', nothing: 'loses its disk' }[act.survival]
      const when = act.inCommit === undefined ? '' : ` just ${act.inCommit} its next commit`
      return `the exchange ${left}${when} and is away for ${act.downMs} ms`
    }
    case 'exchangeDisconnects':
      return `the exchange ends connections: ${act.channel}`
    case 'exchangeSilent':
      return `the exchange sends nothing for ${act.seconds} s`
    case 'exchangeHalts':
      return `the exchange halts ${name(act.instrument)} for ${act.seconds} s`
    case 'exchangeAmends':
      return `the exchange ${amendmentWords(act)} of ${name(act.instrument)} in the last ${act.seconds} s`
  }
}

function holdingWords(holding: Holding): string {
  switch (holding.kind) {
    case 'oco':
      return `at ${holding.gain} ticks better than the middle or stopped ${holding.loss} beyond it, ${holding.timeInForce}`
    case 'bracket': {
      const { entry, gain, loss, timeInForce } = holding
      return `entry paying ${signed(entry)} from the middle, target ${gain} and stop ${loss} ticks from it, ${timeInForce}`
    }
    case 'trailingStop':
      return `trailing stop ${holding.trail} ticks behind, protected for ${holding.protection}, ${holding.timeInForce}`
    case 'sliced':
      return `${holding.sliceQty} at a time, ${signed(holding.away)} from the middle, ${holding.timeInForce}`
    case 'twap': {
      const { away, inMs, forMs, slices, percent } = holding
      return `in ${slices} slices of at most ${percent} % over ${forMs} ms from ${inMs} ms on, paying up to ${signed(away)}`
    }
  }
}

function diskWords(what: Extract<Act, { kind: 'disk' }>['fault']['what']): string {
  if (what.kind === 'slow') return `one takes ${what.ms} ms`
  const written = what.isWritten ? 'with the record on the disk' : 'without the record'
  return what.kind === 'full' ? `the disk is full, ${written}` : `the terminal dies in one, ${written}`
}

function amendmentWords({ change }: Extract<Act, { kind: 'exchangeAmends' }>): string {
  if (change.kind === 'cancel') return 'cancels trades'
  const lots = change.lots === undefined ? '' : ` and to at most ${change.lots} lots`
  return `corrects trades by ${signed(change.ticks)} ticks${lots}`
}

function name(instrument: number): string {
  return TRADED[instrument % TRADED.length]?.instrumentId ?? ''
}

function signed(ticks: number): string {
  return `${ticks < 0 ? '−' : '+'}${Math.abs(ticks)}`
}
