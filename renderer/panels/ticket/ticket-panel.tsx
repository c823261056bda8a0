// The order ticket, for those who do not click in a ladder: what, how much and at which price, what it would come to now, why it
// would be denied, and one button that sends. Nothing is sent by a field: Enter goes on to the button.
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { Receipt } from 'lucide-react'
import { useStore } from 'zustand'
import type { InstrumentId, PriceTicks } from '../../../shared/domain/brands.ts'
import type { Instrument } from '../../../shared/domain/instrument.ts'
import { formatPrice } from '../../../shared/math/price-text.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import type { LadderProjection } from '../../../shared/ui-wire/projections.ts'
import { fixedText, integerText } from '../../i18n/number-text.ts'
import { descriptionOf } from '../../i18n/instrument-text.ts'
import { priceText, typedPrice } from '../../i18n/price-view.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { translate } from '../../i18n/translate.ts'
import { unitText } from '../../i18n/unit-text.ts'
import { Button } from '../../kit/button.tsx'
import { calmStore } from '../../kit/calm-store.ts'
import { Choice } from '../../kit/choice.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { Panel, usePanelId } from '../../kit/panel.tsx'
import { Select } from '../../kit/select.tsx'
import { STAGED_MAX } from '../../../shared/desk/staged-orders.ts'
import { sendTicket } from '../../store/order-actions.ts'
import { stageOrder } from '../../store/staged-orders.ts'
import { previewedWords } from '../../store/placed-order.ts'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { ladderStore } from '../../store/topic-stores.ts'
import { instrumentOf, workspaceStore } from '../../store/workspace.ts'
import { ladderTopics } from '../../store/ladder-topics.ts'
import {
  EMPTY_TICKET,
  readTicket,
  SIZE_UNITS,
  sizeIn,
  sizeOf,
  TICKET_TYPES,
  timesOf,
  wantsLimit,
  wantsStop,
  type Leftover,
  type SizeUnit,
  type TicketForm,
  type TicketSize,
} from './ticket-order.ts'
import { StagedList } from './staged-list.tsx'
import { TicketPreview } from './ticket-preview.tsx'
import { usePreview } from './use-preview.ts'
import './ticket.css'

export const ticketPanel: PanelManifest = {
  Title: TicketTitle,
  Content: TicketPanel,
  icon: Receipt,
  links: true,
  canWait: true,
  view: {},
  topics: ladderTopics,
}

function TicketTitle(): string {
  return translate('ticket.title')
}

function TicketPanel(): ReactElement {
  const panelId = usePanelId()
  const instrumentId = useStore(workspaceStore, (state) => instrumentOf(state, panelId))
  return (
    <Panel name="ticket" label={translate('ticket.label', { instrument: instrumentId ?? '' })}>
      {instrumentId === undefined ? (
        <EmptyState text={translate('ladder.pick')} />
      ) : (
        // Another contract begins anew: a price of the last one means nothing here.
        <Ticket key={instrumentId} instrumentId={instrumentId} />
      )}
    </Panel>
  )
}

function Ticket({ instrumentId }: { readonly instrumentId: InstrumentId }): ReactElement {
  const ladder = useStore(calmStore(ladderStore(instrumentId)), (state) => state.projection)
  if (ladder === undefined) return <EmptyState text={translate('ticket.awaited')} />
  return <TicketFields ladder={ladder} />
}

function TicketFields({ ladder }: { readonly ladder: LadderProjection }): ReactElement {
  const { instrument } = ladder
  const [form, setForm] = useState(EMPTY_TICKET)
  const [outcome, setOutcome] = useState<{ readonly isSent: boolean; readonly text: string }>()
  const button = useRef<HTMLSpanElement>(null)
  const best = bestFor(form, ladder)
  const read = readTicket(form, instrument, best)
  const order = read.ok ? read.order : undefined
  const preview = usePreview(order)
  const change = (changed: Partial<TicketForm>): void => {
    setForm({ ...form, ...changed })
    setOutcome(undefined)
  }
  const isAgain = preview?.against?.code === 'duplicateOrder'
  const against = isAgain ? undefined : preview?.against
  const canSend = order !== undefined && preview !== undefined && against === undefined
  const send = (): void => {
    if (!canSend) return
    void sendTicket(order, isAgain).then(setOutcome)
  }
  const goOn = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    button.current?.querySelector<HTMLElement>('[data-testid=ticket-send]')?.focus()
  }
  const size = sizeOf(form, instrument, best)
  return (
    <div className="ticket" onKeyDown={goOn} data-side={form.side}>
      <p className="ticket-contract">
        <strong>{instrument.instrumentId}</strong> <span className="quiet">{descriptionOf(instrument)}</span>
        <span className="ticket-touch" data-testid="ticket-touch">
          {translate('ticket.touch', {
            bid: touchText(ladder.bids[0], instrument),
            ask: touchText(ladder.asks[0], instrument),
          })}
        </span>
      </p>
      <Choice
        label={translate('ticket.side')}
        options={(['buy', 'sell'] as const).map((side) => ({ name: side, label: translate(`side.${side}`) }))}
        chosen={form.side}
        onChoose={(side) => {
          change({ side })
        }}
        testIdPrefix="ticket-side"
      />
      <div className="ticket-fields">
        <label>
          <span>{translate('ticket.type')}</span>
          <Select
            options={TICKET_TYPES.map((name) => ({ name, label: translate(`orderType.${name}`) }))}
            chosen={form.orderType}
            onChoose={(orderType) => {
              change({ orderType })
            }}
            testId="ticket-type"
          />
        </label>
        <label>
          <span>{translate('ticket.time')}</span>
          <Select
            options={timesOf(form).map((name) => ({ name, label: translate(`timeInForce.${name}`) }))}
            chosen={form.timeInForce}
            onChoose={(timeInForce) => {
              change({ timeInForce })
            }}
            testId="ticket-time"
          />
        </label>
        {wantsStop(form) && (
          <PriceField
            name="stop"
            text={form.stop}
            instrument={instrument}
            start={best}
            isBad={!read.ok && read.field === 'stop'}
            onChange={(stop) => {
              change({ stop })
            }}
          />
        )}
        {wantsLimit(form) && (
          <PriceField
            name="price"
            text={form.price}
            instrument={instrument}
            start={best}
            isBad={!read.ok && read.field === 'price'}
            onChange={(text) => {
              change({ price: text })
            }}
          />
        )}
        {SIZE_UNITS.map((unit) => (
          <label key={unit}>
            <span>{sizeName(unit, instrument)}</span>
            <input
              value={form.size.unit === unit ? form.size.text : sizeText(unit, size, instrument)}
              aria-invalid={!read.ok && read.field === 'size' && form.size.unit === unit}
              data-testid={`ticket-${unit}`}
              onChange={(event) => {
                change({ size: { unit, text: event.target.value } })
              }}
            />
          </label>
        ))}
      </div>
      <p className="quiet ticket-leftover" data-testid="ticket-leftover">
        {size.leftover !== undefined ? leftoverText(size.leftover, instrument) : ''}
      </p>
      <TicketPreview instrument={instrument} preview={preview} />
      <StagedList />
      <div className="ticket-foot">
        <p className="ticket-against" role="status" data-testid="ticket-against" data-sent={outcome?.isSent}>
          {outcome?.text ?? (read.ok ? against && reasonText(against) : read.text)}
        </p>
        <span ref={button} className="ticket-send">
          <Button
            disabled={order === undefined}
            title={translate('ticket.stageHint')}
            onPress={() => {
              if (order !== undefined && !stageOrder(order))
                setOutcome({ isSent: false, text: translate('ticket.stagedFull', { most: STAGED_MAX }) })
            }}
            testId="ticket-stage"
          >
            {translate('ticket.stage')}
          </Button>
          <Button kind={canSend ? 'armed' : 'plain'} disabled={!canSend} onPress={send} testId="ticket-send">
            {order === undefined
              ? translate('ticket.send')
              : translate(isAgain ? 'ticket.sendAgain' : 'ticket.sendWords', {
                  words: previewedWords(order, instrument.tickSize),
                })}
          </Button>
        </span>
      </div>
    </div>
  )
}

function touchText(ticks: number | undefined, { tickSize }: Instrument): string {
  return priceText(ticks === undefined ? undefined : priceTicks(ticks), tickSize)
}

/** What the other side offers: what a market order would begin with. */
function bestFor({ side }: TicketForm, { bids, asks }: LadderProjection): PriceTicks | undefined {
  const best = side === 'buy' ? asks[0] : bids[0]
  return best === undefined ? undefined : priceTicks(best)
}

function sizeName(unit: SizeUnit, instrument: Instrument): string {
  switch (unit) {
    case 'lots':
      return translate('ticket.lots')
    case 'units':
      return translate('ticket.units', { unit: unitText(instrument.unit) })
    case 'money':
      return translate('ticket.money', { currency: instrument.currency })
  }
}

function sizeText(unit: SizeUnit, { lots, price }: TicketSize, instrument: Instrument): string {
  if (lots === undefined) return ''
  if (unit === 'lots') return integerText(lots)
  const amount = sizeIn(unit, lots, instrument, price)
  return amount === undefined ? '' : fixedText(amount, unit === 'money' ? 2 : 0)
}

function leftoverText({ unit, amount }: Leftover, instrument: Instrument): string {
  return unit === 'money'
    ? translate('ticket.leftoverMoney', { amount: fixedText(amount, 2), currency: instrument.currency })
    : translate('ticket.leftoverUnits', { amount: fixedText(amount, 0), unit: unitText(instrument.unit) })
}

interface PriceFieldProps {
  readonly name: 'stop' | 'price'
  readonly text: string
  readonly instrument: Instrument
  /** Where stepping begins while the field is empty. */
  readonly start: PriceTicks | undefined
  readonly isBad: boolean
  readonly onChange: (text: string) => void
}

/** Up and down by a tick, by key or button. */
function PriceField({ name, text, instrument, start, isBad, onChange }: PriceFieldProps): ReactElement {
  const step = (ticks: number): void => {
    const from = typedPrice(text, instrument.tickSize)
    const to = from === undefined ? start : priceTicks(from + ticks)
    if (to !== undefined) onChange(formatPrice(to, instrument.tickSize))
  }
  const label = translate(`ticket.${name}`)
  return (
    <label>
      <span>{label}</span>
      <span className="ticket-price">
        <input
          value={text}
          aria-invalid={isBad}
          data-testid={`ticket-${name}`}
          onChange={(event) => {
            onChange(event.target.value)
          }}
          onKeyDown={(event) => {
            const ticks = STEPS[event.key]
            if (ticks === undefined) return
            event.preventDefault()
            step(ticks)
          }}
        />
        <Button
          label={translate('ticket.tickDown', { name: label })}
          onPress={() => {
            step(-1)
          }}
          testId={`ticket-${name}-down`}
        >
          −
        </Button>
        <Button
          label={translate('ticket.tickUp', { name: label })}
          onPress={() => {
            step(1)
          }}
          testId={`ticket-${name}-up`}
        >
          +
        </Button>
      </span>
    </label>
  )
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 }
