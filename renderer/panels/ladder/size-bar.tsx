// Presets and field for the order size, the ladder's recentre button and the arm switch's echo.
import { useState, type ReactElement } from 'react'
import { Crosshair } from 'lucide-react'
import { integerText } from '../../i18n/number-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { usePanelId } from '../../kit/panel.tsx'
import { orderSizes } from '../../store/order-sizes.ts'
import { isOrderQty, requestRecentre, setOrderQty } from '../../store/ladder-hand.ts'
import { useOrderQty } from '../../store/use-ladder.ts'

export function SizeBar(): ReactElement {
  const panelId = usePanelId()
  const orderQty = useOrderQty(panelId)
  return (
    <div className="size-bar">
      <span className="quiet">{translate('ladder.size')}</span>
      <SizeField key={orderQty} panelId={panelId} orderQty={orderQty} />
      {orderSizes.map((qty) => (
        <Button
          key={qty}
          onPress={() => {
            setOrderQty(panelId, qty)
          }}
          pressed={qty === orderQty}
          label={translate('ladder.sizePreset', { qty: integerText(qty) })}
          testId={`size-${qty}`}
        >
          {integerText(qty)}
        </Button>
      ))}
      <span className="size-bar-space" />
      <Button
        onPress={() => {
          requestRecentre(panelId)
        }}
        title={translate('ladder.recentreHint')}
        testId="recentre"
      >
        <Crosshair size={13} aria-hidden /> {translate('ladder.recentre')}
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
