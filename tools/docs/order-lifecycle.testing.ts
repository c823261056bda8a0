// docs/order-lifecycle.md: what every event does to an order in every status, found by letting it happen to one. Loaded by
// tools/docs.mjs; of the tests' making, because it tells the same stories (main/order/order-lifecycle.testing.ts).
import { events, happen, stories, type Outcome } from '../../main/order/order-lifecycle.testing.ts'
import type { OrderEffect } from '../../main/order/order-effects.ts'
import type { Order } from '../../shared/domain/order.ts'

/** Where an event comes from and what it says. */
const MEANING: Readonly<Record<keyof typeof events, string>> = {
  'send new failed': 'This terminal: there was no link to send the new order on.',
  'send cancel failed': 'This terminal: there was no link to send a cancel on.',
  'link lost': 'This terminal: the order session ended.',
  'no answer': 'This terminal: the newest request has waited too long for its answer.',
  refused: 'The venue refused a request of the order unread.',
  recovered: 'This terminal started again and found the order in its journal.',
  'cancel asked': 'This terminal sends a cancel.',
  'replace asked': 'This terminal sends a replace to 12 lots at 101.',
  'resolved by a person': 'A person said that it has ended, because the venue told them by another way.',
  new: 'A report `new`.',
  'trade 2': 'A report `trade` of 2 lots.',
  'trade canceled':
    'A report `tradeCancel` (bust) of the order’s trade; of one never told where it has none.',
  'trade corrected':
    'A report `tradeCorrect` of the order’s trade to 2 lots; of one never told where it has none.',
  'trade rest': 'A report `trade` of all that is left, or of one lot where nothing is.',
  replaced: 'A report `replaced` to 12 lots.',
  canceled: 'A report `canceled`.',
  expired: 'A report `expired`.',
  rejected: 'A report `rejected`.',
  'replace rejected': 'A report `replaceRejected`.',
  'cancel rejected': 'A report `cancelRejected`.',
  held: 'The venue’s answer to a question: it holds the order as we do.',
  'not held': 'The venue’s answer to a question: it holds no such order.',
}

/** What is done besides the change of the status, in words. */
function effectWords(effect: OrderEffect): string | undefined {
  switch (effect.kind) {
    case 'requestOrderStatus':
      return 'the venue is asked about it'
    case 'requestOpenOrders':
      return 'the venue is asked for all open orders'
    case 'fillCounted':
      return `fill of ${effect.fill.lastQty} counted`
    case 'fillAmended':
      return effect.fill.amendment?.kind === 'canceled'
        ? `fill of ${effect.before.lastQty} taken out of position and fees`
        : `fill of ${effect.before.lastQty} made one of ${effect.fill.lastQty}`
    case 'amendmentUnmatched':
      return 'told to a person: no such trade counts here'
    case 'stopTriggered':
      return 'told: its stop price was reached'
    case 'changeRefused':
      return `told: the ${effect.request} was refused`
    case 'missingFills':
      return `told: fills of ${effect.cumQty - effect.countedQty} are missing`
    case 'contradiction':
      return `told: ${effect.what}, ${effect.ours} here, ${effect.venues} there`
    // The status has a column, and the gaps between the reports of these stories are not what they are about.
    case 'statusChanged':
    case 'reportGap':
      return undefined
  }
}

function changeWords(before: Order, after: Order): readonly string[] {
  return (['orderQty', 'cumQty', 'leavesQty'] as const)
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name} ${before[name]} → ${after[name]}`)
}

function row(from: string, { before, after, effects }: Outcome): string {
  const words = [
    ...changeWords(before, after),
    ...effects.map(effectWords).filter((text) => text !== undefined),
  ]
  const to = before.status === after.status ? after.status : `**${after.status}**`
  return `| ${from} | ${to} | ${words.join('; ') || '–'} |`
}

function section(event: string): string {
  const rows = Object.keys(stories).map((from) => row(from, happen(from, event)))
  return [
    `## ${event}`,
    MEANING[event] ?? '',
    ['| an order that is | is then | and |', '| --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n')
}

function overview(): string {
  const names = Object.keys(stories)
  const cells = (event: string) => names.map((from) => happen(from, event).after.status)
  const rows = Object.keys(events).map((event) => `| ${event} | ${cells(event).join(' | ')} |`)
  return [`| event | ${names.join(' | ')} |`, `| --- |${' --- |'.repeat(names.length)}`, ...rows].join('\n')
}

/** The page, before it is formatted. Throws where an event has no meaning given. */
export function orderLifecyclePage(): string {
  const nameless = Object.keys(events).filter((event) => MEANING[event] === undefined)
  if (nameless.length > 0) throw new Error(`no words for ${nameless.join(', ')}`)
  return [
    '# The life of an order',
    '<!-- Written by tools/docs.mjs. Change main/order, or the words in tools/docs/order-lifecycle.testing.ts. -->',
    'What the terminal makes of every event, in every status an order can have. Each cell was found by applying the event to' +
      ' an order of 10 lots at 100 in that status. Reports are newer than all before, and say what a venue would say of an' +
      ' order in that status; a status in bold is another than before.',
    'Three rules explain most of it. The venue’s newest word by report number stands, also against ours, and a difference is' +
      ' shown with both sides. Silence, a cut link and a restart decide nothing: requests without an answer make the order' +
      ' `unknown`, and nothing is sent again. A trade counts once by its `execId`, a canceled one goes out once and for good,' +
      ' and the order in which reports arrive changes nothing in the end.',
    overview(),
    ...Object.keys(events).map(section),
  ].join('\n\n')
}
