// What a kind of panel is called, in its tab, in menus and for screen readers.
import type { PanelKind } from '../../shared/desk/workspaces.ts'
import { translate } from './translate.ts'

export function panelName(kind: PanelKind): string {
  switch (kind) {
    case 'quotes':
      return translate('board.title')
    case 'curve':
    case 'ladder':
    case 'chart':
    case 'tape':
    case 'ticket':
      return translate(`${kind}.title`)
    default:
      return translate(`blotter.${kind}`)
  }
}
