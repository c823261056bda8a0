import { expect, it } from 'vitest'
import { checkDocument } from '../shared/desk/document.ts'
import { panelsOf } from '../shared/desk/workspace-layout.ts'
import { workspacesDocument } from '../shared/desk/workspaces-document.ts'
import { twelvePanels } from './twelve-panels.ts'

it('is a document that the desk takes as it stands, with every panel in front of a group of its own', () => {
  const { version: _, ...value } = twelvePanels()
  expect(checkDocument(workspacesDocument('tall'), value)).toEqual({ ok: true, value })
  const [open] = value.list
  expect(open?.panels).toHaveLength(12)
  expect(panelsOf(open?.layout ?? { kind: 'tabs', share: 1, panels: [], front: '' })).toHaveLength(12)
  expect(JSON.stringify(open?.layout).match(/"tabs"/g)).toHaveLength(12)
})
