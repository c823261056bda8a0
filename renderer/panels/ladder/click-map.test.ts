import { describe, expect, it } from 'vitest'
import { gestureOf, GESTURES, meanings, SHIPPED_MAPS, type Gesture } from './click-map.ts'

const [shift, ctrl, alt] = [{ shiftKey: true }, { ctrlKey: true }, { altKey: true }]

describe('a press', () => {
  it.each([
    ['the left button', { button: 0 }, 'left'],
    ['the middle button', { button: 1 }, 'middle'],
    ['the right button', { button: 2 }, 'right'],
    ['left with Shift', { button: 0, ...shift }, 'shiftLeft'],
    ['left with Ctrl', { button: 0, ...ctrl }, 'ctrlLeft'],
    ['left with Alt', { button: 0, ...alt }, 'altLeft'],
    ['left with two keys', { button: 0, ...shift, ...alt }, undefined],
    ['right with a key', { button: 2, ...shift }, undefined],
    ['middle with a key', { button: 1, ...ctrl }, undefined],
    ['a button on the side', { button: 3 }, undefined],
  ] as const)('of %s is one gesture or none', (_, pressed, gesture) => {
    expect(gestureOf({ shiftKey: false, ctrlKey: false, altKey: false, ...pressed })).toBe(gesture)
  })
})

describe('the maps that ship', () => {
  it.each([
    ['one', { left: 'limit', middle: 'recentre' }],
    ['sided', { left: 'sided', middle: 'recentre' }],
    ['two', { left: 'limit', right: 'stop', middle: 'recentre', altLeft: 'bracket' }],
  ] as const)('%s does this and nothing else', (name, does) => {
    const wanted: Partial<Record<Gesture, string>> = does
    for (const gesture of GESTURES) expect(SHIPPED_MAPS[name][gesture]).toBe(wanted[gesture] ?? 'nothing')
    expect(Object.fromEntries(meanings(SHIPPED_MAPS[name]))).toEqual(does)
  })
})
