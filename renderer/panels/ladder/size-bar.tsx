// Presets and field for the order size, the ladder's recentre button and the arm switch's echo.
import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { Crosshair, Settings2 } from 'lucide-react'
import { integerText } from '../../i18n/number-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { usePanelId } from '../../kit/panel.tsx'
import { orderSizes } from '../../store/order-sizes.ts'
import { ORDER_QTY_MAX, setOrderQty, wishAt } from '../../store/ladder-hand.ts'
import { sayAtLadder } from '../../store/outcome-store.ts'
import { openLadderSettings } from '../../store/ui-store.ts'
import { useOrderQty } from '../../store/use-ladder.ts'
import { panelIn, workspaceStore } from '../../store/workspace.ts'
import { ladderSettings, presetSize } from './ladder-settings.ts'
import { shortened, typedSize } from './typed-size.ts'

export function SizeBar(): ReactElement {
  const panelId = usePanelId()
  const orderQty = useOrderQty(panelId)
  const presets = useStore(workspaceStore, (state) => ladderSettings(panelIn(state, panelId)?.view).presets)
  return (
    <div className="size-bar">
      <span className="quiet">{translate('ladder.size')}</span>
      <SizeField panelId={panelId} orderQty={orderQty} />
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

/**
 * What is typed counts at once, so that the words beside the pointer and a click mean what stands here; what is no size is a size
 * of 0, which sends nothing. Esc puts back the size from before.
 */
function SizeField({
  panelId,
  orderQty,
}: {
  readonly panelId: string
  readonly orderQty: number
}): ReactElement {
  const [typing, setTyping] = useState<{ readonly text: string; readonly before: number }>()
  // The size may have been set elsewhere meanwhile: by a button, a key, an order.
  const typed = typing !== undefined && typedSize(typing.text).size === orderQty ? typing : undefined
  const text = typed?.text ?? String(orderQty)
  const isBad = !typedSize(text).isSize
  const done = (): void => {
    if (isBad && text.trim() !== '') {
      const words = translate('ladder.badSize', { text: shortened(text), most: integerText(ORDER_QTY_MAX) })
      sayAtLadder(panelId, { tone: 'refused', text: words })
    }
    setTyping(undefined)
  }
  return (
    <input
      className="size-field"
      value={text}
      inputMode="numeric"
      aria-label={translate('ladder.sizeField')}
      aria-invalid={isBad}
      data-testid="size-field"
      onChange={(event) => {
        setTyping({ text: event.target.value, before: typed?.before ?? orderQty })
        setOrderQty(panelId, typedSize(event.target.value).size)
      }}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done()
        if (event.key !== 'Escape' || typed === undefined) return
        setOrderQty(panelId, typed.before)
        setTyping(undefined)
      }}
    />
  )
}
