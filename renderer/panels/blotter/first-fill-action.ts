// The way from a list of orders that is empty to a first fill, made step by step; the desk's own window shows it.
import { translate } from '../../i18n/translate.ts'
import type { EmptyAction } from '../../kit/empty-state.tsx'
import { openFirstRun } from '../../store/first-run.ts'
import { isDesk } from '../../store/this-window.ts'

/** `list`: where it stands. */
export function firstFillAction(list: 'working' | 'fills'): EmptyAction | undefined {
  if (!isDesk) return undefined
  return {
    label: translate('firstRun.fill.open'),
    onPress: () => {
      openFirstRun('fill')
    },
    testId: `first-fill-from-${list}`,
  }
}
