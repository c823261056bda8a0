// The chip of one's own orders in a cell of the ladder: text, state, and a button that cancels them. Patched, not made
// anew, while it stays the chip of the same price.
import type { Decimal } from '../../../shared/math/decimal.ts'
import type { Order } from '../../../shared/domain/order.ts'
import { integerText } from '../../i18n/number-text.ts'
import { existingOrderWords, listed } from '../../i18n/order-text.ts'
import { translate } from '../../i18n/translate.ts'
import type { OwnChip } from './own-chip.ts'

export class OwnChipView {
  readonly #cell: HTMLElement
  #chip: HTMLElement | undefined
  #shown = ''

  constructor(cell: HTMLElement) {
    this.#cell = cell
  }

  paint(chip: OwnChip | undefined, tickSize: Decimal): void {
    if (chip === undefined) {
      if (this.#chip === undefined) return
      this.#cell.replaceChildren()
      this.#chip = undefined
      this.#shown = ''
      return
    }
    const ids = chip.orders.map((order) => order.clientOrderId).join(' ')
    const held = chip.exits.map(({ heldId }) => heldId).join(' ')
    const shown = `${chip.text} ${chip.count} ${chip.queue} ${chip.state} ${ids} ${held}`
    if (shown === this.#shown) return
    this.#shown = shown
    const element = this.#chip ?? makeChip(this.#cell)
    this.#chip = element
    element.dataset['state'] = chip.state
    element.dataset['side'] = chip.side
    element.dataset['orders'] = ids
    element.title = [
      ...titlesOf(chip.orders, tickSize),
      ...(chip.queueKind === undefined ? [] : [translate(`ladder.queueHint.${chip.queueKind}`)]),
      ...chip.exits.map(({ role }) => translate(`ladder.exitTitle.${role}`)),
    ].join('\n')
    const [words, button] = element.children
    const [text, count, queue] = words?.children ?? []
    if (text !== undefined) text.textContent = chip.text
    if (count !== undefined) count.textContent = chip.count
    if (queue !== undefined) queue.textContent = chip.queue
    // What this PC will send is not cancelled but let go of, with its bracket.
    button?.toggleAttribute('hidden', chip.orders.length === 0)
    const orders = listed(chip.orders, (order) => existingOrderWords(order, tickSize))
    button?.setAttribute('aria-label', translate('ladder.cancelChip', { orders }))
  }
}

function makeChip(cell: HTMLElement): HTMLElement {
  const chip = document.createElement('span')
  chip.className = 'own-chip'
  chip.dataset['testid'] = 'own-chip'
  const button = document.createElement('button')
  button.type = 'button'
  button.tabIndex = -1
  button.className = 'own-chip-cancel'
  button.dataset['testid'] = 'cancel-chip'
  button.textContent = '×'
  const words = document.createElement('span')
  words.className = 'own-chip-words'
  for (let part = 0; part < 3; part++) words.append(document.createElement('span'))
  chip.append(words, button)
  cell.replaceChildren(chip)
  return chip
}

const TITLES_MAX = 8

/** A line for each of the first, and one for how many more there are. */
function titlesOf(orders: readonly Order[], tickSize: Decimal): readonly string[] {
  const titles = orders.slice(0, TITLES_MAX).map((order) => titleOf(order, tickSize))
  const more = orders.length - TITLES_MAX
  return more <= 0 ? titles : [...titles, translate('ladder.moreOrders', { more: integerText(more) })]
}

function titleOf(order: Order, tickSize: Decimal): string {
  return translate('ladder.chipTitle', {
    words: existingOrderWords(order, tickSize),
    status: translate(`status.${order.status}`),
    cum: integerText(order.cumQty),
    qty: integerText(order.orderQty),
  })
}
