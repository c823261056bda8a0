// Words that are 40 % longer than the English ones, as other languages have them, on a small screen: none is cut off without an
// ellipsis and its whole in the title, and none lies over another.
import { expect, test, type Page } from '@playwright/test'
import { eachDialog, eachWorkspace, startBusyDesk, type BusyDesk } from './every-view.ts'

let desk: BusyDesk
let page: Page
test.setTimeout(240_000)
test.beforeEach(async () => {
  desk = await startBusyDesk('English')
  page = desk.page
  await page.setViewportSize({ width: 1366, height: 768 })
})
test.afterEach(() => desk.close())

/** A text with the box around the part of it that is meant. */
interface Painted {
  readonly node: Text
  readonly box: DOMRect
}

/** In the page: makes every word of `within` longer, and says what is cut off or lies over something else then. */
function whatBreaks(within: string): string[] {
  // Contracts and currencies are called the same in every language.
  const isWord = (text: string): boolean =>
    /[A-Za-z]{3,}/.test(text.replaceAll(/\b([A-Z]{1,4}\d\w*|USD|CNY)\b/g, ''))
  const nodes = textsOf(document.querySelectorAll(within))
  for (const node of nodes) {
    const text = node.nodeValue ?? ''
    if (!isWord(text) || text.includes('ö')) continue
    const more = 'ö'.repeat(Math.ceil(text.trim().length * 0.4))
    node.nodeValue = text.replace(/\s*$/, (end) => `${more}${end}`)
  }
  const seen = nodes.flatMap((node) => {
    const box = boxOf(node)
    return box === undefined ? [] : [{ node, box, lines: linesOf(node) }]
  })
  return [...seen.flatMap(cutOff), ...overlapping()]

  function textsOf(roots: NodeListOf<Element>): Text[] {
    const found: Text[] = []
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      while (walker.nextNode() !== null) {
        const node = walker.currentNode as Text
        const isSeen =
          node.parentElement?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) === true
        const isForEyes = node.parentElement?.closest('.announcer, .toasts, option, [cmdk-label]') === null
        if (isSeen && isForEyes && (node.nodeValue ?? '').trim() !== '') found.push(node)
      }
    }
    return found
  }

  /** Undefined where none of it is in what has been scrolled to. */
  function boxOf(node: Text): DOMRect | undefined {
    const range = document.createRange()
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    for (let outer = node.parentElement; outer !== null; outer = outer.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(outer)
      if (!/auto|scroll/.test(overflowX + overflowY)) continue
      const around = outer.getBoundingClientRect()
      if (box.bottom > around.bottom + 1 || box.top < around.top - 1) return undefined
    }
    return box.width === 0 ? undefined : box
  }

  /** Words of one paragraph go on where those before them end, so each line is a box of its own. */
  function linesOf(node: Text): DOMRect[] {
    const range = document.createRange()
    range.selectNodeContents(node)
    return [...range.getClientRects()]
  }

  function cutOff({ node, box }: Painted): string[] {
    if (!isWord(node.nodeValue ?? '')) return []
    for (let outer = node.parentElement; outer !== null; outer = outer.parentElement) {
      const { overflowX, textOverflow } = getComputedStyle(outer)
      if (/auto|scroll/.test(overflowX)) return []
      if (overflowX === 'visible') continue
      const around = outer.getBoundingClientRect()
      // Figures of the top bar for which there is no room are left out whole, on purpose; they are in the Positions panel.
      if (box.top > around.bottom || box.bottom < around.top) return []
      const isCut = box.right > around.right + 1 || box.left < around.left - 1
      const isCutBelow = box.bottom > around.bottom + 2 || box.top < around.top - 2
      if (!isCut && !isCutBelow) continue
      outer.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
      const hasWhole = node.parentElement?.closest('[title]') !== null
      const isShortened = textOverflow === 'ellipsis' || getComputedStyle(outer).webkitLineClamp !== 'none'
      if (isShortened && hasWhole) return []
      return [
        `cut off: ${node.nodeValue ?? ''} in ${outer.className} (${isShortened ? 'no title' : 'no ellipsis'})`,
      ]
    }
    return []
  }

  function overlapping(): string[] {
    const found: string[] = []
    for (const [at, one] of seen.entries()) {
      for (const other of seen.slice(at + 1)) {
        if (!meet(one.box, other.box)) continue
        const isOver = one.lines.some((line) =>
          other.lines.some(
            (met) => meet(line, met) && isOnTop({ ...one, box: line }, { ...other, box: met }),
          ),
        )
        if (isOver)
          found.push(`over each other: ${one.node.nodeValue ?? ''} and ${other.node.nodeValue ?? ''}`)
      }
    }
    return found
  }

  function meet(one: DOMRect, other: DOMRect): boolean {
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
    return across >= 3 && down >= 5
  }

  /** Both are painted where they meet: an ancestor of neither cuts it off there. */
  function isOnTop(one: Painted, other: Painted): boolean {
    const x = (Math.max(one.box.left, other.box.left) + Math.min(one.box.right, other.box.right)) / 2
    const y = (Math.max(one.box.top, other.box.top) + Math.min(one.box.bottom, other.box.bottom)) / 2
    return [one, other].every(({ node }) => {
      for (let outer = node.parentElement; outer !== null; outer = outer.parentElement) {
        if (getComputedStyle(outer).overflowX === 'visible') continue
        const around = outer.getBoundingClientRect()
        if (x > around.right || x < around.left || y > around.bottom || y < around.top) return false
      }
      return true
    })
  }
}

test('words that are 40 % longer are whole, or shortened with their whole in the title, and never over each other', async () => {
  const look = async (name: string, within: string): Promise<void> => {
    expect.soft(await page.evaluate(whatBreaks, within), name).toEqual([])
  }
  await eachWorkspace(page, look)
  await eachDialog(page, look)
})
