import { expect, it } from 'vitest'
import { timeUs } from '../../shared/math/quantities.ts'
import { ageUs, CORE_SILENT_MS, coreAnswered, coreAwaited, coreLinkStore, coreNowUs } from './core-link.ts'

it('waits, lives, falls silent after two seconds without an answer, and lives again', () => {
  coreAwaited(60_000)
  expect(coreLinkStore.getState()).toEqual({ status: 'waiting' })
  expect(coreNowUs()).toBeUndefined()

  coreAnswered(timeUs(1_000_000), 500)
  coreAwaited(CORE_SILENT_MS)
  expect(coreLinkStore.getState()).toEqual({ status: 'live' })

  coreAwaited(CORE_SILENT_MS + 1)
  expect(coreLinkStore.getState()).toEqual({ status: 'silent', sinceUs: 1_000_000 })

  coreAnswered(timeUs(9_000_000), 8500)
  expect(coreLinkStore.getState()).toEqual({ status: 'live' })
})

it('carries the core’s clock forward by this machine’s', () => {
  coreAnswered(timeUs(10_000_000), 1000)
  expect(coreNowUs(1250)).toBe(10_250_000)
  expect(ageUs(9_000_000, 10_250_000)).toBe(1_250_000)
  expect(ageUs(11_000_000, 10_250_000)).toBe(0)
  expect(ageUs(undefined, 10_250_000)).toBeUndefined()
})
