// Presets and field for the order size, the ladder's recentre button and the arm switch's echo.
import { useState, type ReactElement } from 'react'
import { Crosshair } from 'lucide-react'
import { useStore } from 'zustand'
import { integerText } from '../../i18n/number-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { orderSizes } from '../../store/order-sizes.ts'
import { isOrderQty } from '../../store/ui-state.ts'
import { requestRecentre, setOrderQty, uiStore } from '../../store/ui-store.ts'

export function SizeBar(): ReactElement {
  const orderQty = useStore(uiStore, (state) => state.orderQty)
  return (
    <div className="size-bar">
      <span className="quiet">{translate('ladder.size')}</span>
      <SizeField key={orderQty} orderQty={orderQty} />
      {orderSizes.map((qty) => (
        <Button
          key={qty}
          onPress={() => {
            setOrderQty(qty)
          }}
          pressed={qty === orderQty}
          label={translate('ladder.sizePreset', { qty: integerText(qty) })}
          testId={`size-${qty}`}
          inTabOrder={false}
        >
          {integerText(qty)}
        </Button>
      ))}
      <span className="size-bar-space" />
      <Button
        onPress={requestRecentre}
        title={translate('ladder.recentreHint')}
        testId="recentre"
        inTabOrder={false}
      >
        <Crosshair size={13} aria-hidden /> {translate('ladder.recentre')}
      </Button>
    </div>
  )
}

/** Typed text counts once it is a size; anything else is put back when the field is left. */
function SizeField({ orderQty }: { readonly orderQty: number }): ReactElement {
  const [text, setText] = useState(String(orderQty))
  const value = /^\d{1,6}$/.test(text) ? Number(text) : undefined
  const commit = (): void => {
    if (isOrderQty(value)) setOrderQty(value)
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
