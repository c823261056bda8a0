// The first steps over the desk. They come by themselves once in the life of a profile, after the market is on the screen, and
// their code is fetched only then, so that no start waits for them.
import { lazy, Suspense, useEffect, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { ladderFirstStore } from '../dock/ladder-first.ts'
import { firstRun } from '../store/documents.ts'
import { firstRunStore, openFirstRun } from '../store/first-run.ts'
import { deskStore } from '../store/topic-stores.ts'

const Card = lazy(async () => ({ default: (await import('./later.ts')).FirstRunCard }))

export function FirstRun(): ReactElement | null {
  const isOpen = useStore(firstRunStore, ({ step }) => step !== undefined)
  useEffect(openOnce, [])
  if (!isOpen) return null
  return (
    <Suspense fallback={null}>
      <Card />
    </Suspense>
  )
}

/**
 * Opens the card once the desk has painted and knows its market, where somebody is there to see it; a recording teaches nobody
 * to trade.
 */
function openOnce(): (() => void) | undefined {
  if (firstRun.store.getState().isOver) return undefined
  const stops: (() => void)[] = []
  const stop = (): void => {
    for (const end of stops) end()
  }
  const look = (): void => {
    const environment = deskStore.getState().projection?.environment
    if (!ladderFirstStore.getState().isPainted || environment === undefined) return
    stop()
    if (environment === 'replay') return
    void globalThis.tenor?.about().then(
      ({ isAttended }) => {
        if (!isAttended) return
        // The board and the curve come before it.
        window.requestIdleCallback(() => {
          openFirstRun()
        })
      },
      () => undefined,
    )
  }
  stops.push(ladderFirstStore.subscribe(look), deskStore.subscribe(look))
  look()
  return stop
}
