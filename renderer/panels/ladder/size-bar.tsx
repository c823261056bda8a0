// Presets and field for the order size, the ladder's recentre button and the arm switch's echo.
import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { Crosshair, Settings2 } from 'lucide-react'
import { integerText } from '../../i18n/number-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { usePanelId } from '../../kit/panel.tsx'
import { orderSizes } from '../../store/order-sizes.ts'
import { isOrderQty, ORDER_QTY_MAX, setOrderQty, wishAt } from '../../store/ladder-hand.ts'
import { openLadderSettings } from '../../store/ui-store.ts'
import { useOrderQty } from '../../store/use-ladder.ts'
import { panelIn, workspaceStore } from '../../store/workspace.ts'
import { ladderSettings, presetSize } from './ladder-settings.ts'

export function SizeBar(): ReactElement {
  const panelId = usePanelId()
  const orderQty = useOrderQty(panelId)
  const presets = useStore(workspaceStore, (state) => ladderSettings(panelIn(state, panelId)?.view).presets)
  return (
    <div className="size-bar">
      <span className="quiet">{translate('ladder.size')}</span>
      <SizeField key={orderQty} panelId={panelId} orderQty={orderQty} />
      {orderSizes.map((qty) => (
        <Button
          key={qty}
          onPress={(event) => {
            const size = { size: orderQty, lots: qty, most: ORDER_QTY_MAX }
            setOrderQty(panelId, presetSize(size, presets, event.shiftKey))
          }}
          pressed={presets === 'set' && qty === orderQty}
          title={presets === 'add' ? translate('ladder.sizeAddHint', { qty: integerText(qty) }) : undefined}
          label={translate('ladder.sizePreset', { qty: integerText(qty) })}
          testId={`size-${qty}`}
        >
          {integerText(qty)}
        </Button>
      ))}
      <span className="size-bar-space" />
      <Button
        onPress={() => {
          wishAt(panelId, 'recentre')
        }}
        label={translate('ladder.recentre')}
        title={translate('ladder.recentreHint')}
        testId="recentre"
      >
        <Crosshair size={13} aria-hidden />{' '}
        <span className="size-bar-word">{translate('ladder.recentre')}</span>
      </Button>
      <Button
        kind="icon"
        label={translate('ladder.settings.open')}
        title={translate('ladder.settings.open')}
        onPress={() => {
          openLadderSettings(panelId)
        }}
        testId="ladder-settings-open"
      >
        <Settings2 size={13} aria-hidden />
      </Button>
    </div>
  )
}

/** Typed text counts once it is a size; anything else is put back when the field is left. */
function SizeField({
  panelId,
  orderQty,
}: {
  readonly panelId: string
  readonly orderQty: number
}): ReactElement {
  const [text, setText] = useState(String(orderQty))
  const value = /^\d{1,6}$/.test(text) ? Number(text) : undefined
  const commit = (): void => {
    if (isOrderQty(value)) setOrderQty(panelId, value)
    else setText(String(orderQty))
  }
  return (
    <input
      className="size-field"
      value={text}
      inputMode="numeric"
      aria-label={translate('ladder.sizeField')}
      aria-invalid={!isOrderQty(value)}
      data-testid="size-field"
      onChange={(event) => {
        setText(event.target.value)
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') setText(String(orderQty))
      }}
    />
  )
}
