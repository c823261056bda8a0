// What a quote board wants of the core beside the curves: of months how their marks went. Combinations are many: only a board
// that lists them asks for them.
import { boardTabOf } from '../../store/board-tab.ts'
import type { PanelTopics } from '../../store/panel-manifest.ts'

export const boardTopics: PanelTopics = ({ view }, { roots }) =>
  boardTabOf(view) === 'months'
    ? roots.map(({ root }) => `paths:${root}` as const)
    : roots
        .filter(({ combinations }) => combinations.length > 0)
        .map(({ root }) => `combinations:${root}` as const)
