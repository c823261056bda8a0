import { describe, expect, test } from 'vitest'
import { checkTag, releaseNotes } from './release-notes.mjs'

const changelog = `# Changelog

Words before.

## 0.3.0 – unreleased

- Coming.

## 0.2.0 – 2026-11-20

### Safety

- Safer.

## 0.1.0 – 2026-10-01

- First.
`

describe('the notes of a release', () => {
  test.each([
    ['0.2.0', '### Safety\n\n- Safer.'],
    ['0.1.0', '- First.'],
    ['0.3.0-beta.2', '- Coming.'],
  ])('of %s are its section', (version, notes) => {
    expect(releaseNotes(changelog, version)).toBe(notes)
  })

  test.each([
    ['0.3.0', 'calls 0.3.0 unreleased'],
    ['0.4.0', 'no section for 0.4.0'],
    ['0.4.0-beta.1', 'no section for 0.4.0-beta.1'],
    ['0.2', 'no section for 0.2'],
  ])('of %s are refused', (version, why) => {
    expect(() => releaseNotes(changelog, version)).toThrow(why)
  })
})

test('a tag names the version that is packaged, or nothing is made', () => {
  expect(() => {
    checkTag('v0.2.0', '0.2.0')
  }).not.toThrow()
  expect(() => {
    checkTag('v0.2.1', '0.2.0')
  }).toThrow('tag v0.2.0')
})
