// Asks the core what an order would come to, when it changes and with every pulse, because the market moves on. An answer that
// is overtaken by a newer question is dropped.
import { useEffect, useState } from 'react'
import type { OrderPreview, PreviewAnswer, PreviewedOrder } from '../../../shared/ui-wire/order-preview.ts'
import { onPulse } from '../../kit/pulse.ts'

/** Undefined while there is no answer, and where the core gives none. */
export function usePreview(order: PreviewedOrder | undefined): OrderPreview | undefined {
  const [told, setTold] = useState<{ readonly asked: string; readonly preview: OrderPreview }>()
  const asked = order === undefined ? undefined : JSON.stringify(order)
  useEffect(() => {
    if (asked === undefined) return undefined
    let newest = 0
    const ask = (): void => {
      const nth = (newest += 1)
      const about = JSON.parse(asked) as PreviewedOrder
      void answerTo(about).then((answer) => {
        if (nth === newest && answer?.ok === true) setTold({ asked, preview: answer.preview })
      })
    }
    ask()
    const stop = onPulse(ask)
    return () => {
      newest = -1
      stop()
    }
  }, [asked])
  return told !== undefined && told.asked === asked ? told.preview : undefined
}

async function answerTo(order: PreviewedOrder): Promise<PreviewAnswer | undefined> {
  return globalThis.tenor?.preview(order).catch(() => undefined)
}
