import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { copyFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { documentText } from '../../shared/desk/document.ts'
import { settingsDocument } from '../../shared/desk/settings-document.ts'
import type { Settings } from '../../shared/desk/settings.ts'
import { DocumentFile, machineFiles, type FileWork } from './document-file.ts'
import { readDocument, type DocumentTrouble } from './read-document.ts'

const kind = settingsDocument('en')
const NOW = new Date('2026-11-23T14:00:00.250Z')
const KEPT_AS = 'settings.damaged-20261123T140000250Z.json'
const light: Settings = { ...kind.defaults, theme: 'light' }
const lightText = documentText(kind, light)

let dir: string
let troubles: DocumentTrouble[]
let opened: DocumentFile<Settings>[]
const at = (name: string) => join(dir, name)

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tenor-document-'))
  troubles = []
  opened = []
})
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(opened.map((file) => file.flush()))
  rmSync(dir, { recursive: true })
})

/** The machine's own files, with a hand in between. */
function files(changed: Partial<FileWork> = {}): FileWork {
  return { ...machineFiles, ...changed }
}

function openFile(work: FileWork = files()): DocumentFile<Settings> {
  const onTrouble = (trouble: DocumentTrouble) => troubles.push(trouble)
  const file = new DocumentFile(kind, { dir, now: () => NOW, onTrouble, files: work })
  opened.push(file)
  return file
}

/** What the next start would find, without touching it further. */
const found = () => readDocument(kind, { dir, now: NOW })

describe('a document’s file', () => {
  it('begins with the defaults, which stand in the file from then on', async () => {
    const file = openFile()
    expect(file.value).toEqual(kind.defaults)
    await file.flush()
    expect(readFileSync(at('settings.json'), 'utf8')).toBe(documentText(kind, kind.defaults))
    expect(readdirSync(dir)).toEqual(['settings.json'])
    expect(troubles).toEqual([])
  })

  it('is read back as it was written, with the text before it beside it', async () => {
    const file = openFile()
    await file.flush()
    file.change(light)
    await file.flush()
    expect(found().value).toEqual(light)
    expect(readFileSync(at('settings.previous.json'), 'utf8')).toBe(documentText(kind, kind.defaults))
    expect(readdirSync(dir).sort()).toEqual(['settings.json', 'settings.previous.json'])
  })

  it.skipIf(process.platform === 'win32')('is for its owner’s eyes only', async () => {
    await openFile().flush()
    expect(statSync(at('settings.json')).mode & 0o077).toBe(0)
  })

  it('that is as it should be is not written again', async () => {
    writeFileSync(at('settings.json'), lightText)
    const write = vi.fn(writeFile as FileWork['write'])
    const file = openFile(files({ write }))
    file.change({ ...light })
    await file.flush()
    expect(write).not.toHaveBeenCalled()
  })
})

describe('a file that cannot be used', () => {
  const unusable: readonly (readonly [string, () => void, string])[] = [
    ['is no JSON', () => writeFileSync(at('settings.json'), '{"version":'), 'noJson'],
    [
      'holds what no setting can be',
      () => writeFileSync(at('settings.json'), '{"version":1,"theme":"neon"}'),
      'wrong',
    ],
    ['was written by a newer Tenor', () => writeFileSync(at('settings.json'), '{"version":2}'), 'newer'],
    ['is too large', () => writeFileSync(at('settings.json'), ' '.repeat(kind.bytesMax + 1)), 'unreadable'],
    ['is a folder', () => mkdirSync(at('settings.json')), 'unreadable'],
  ]

  it.each(unusable)(
    'because it %s is kept aside, and the copy before it is used',
    async (_why, damage, fault) => {
      damage()
      writeFileSync(at('settings.previous.json'), lightText)
      const file = openFile()
      expect(file.value).toEqual(light)
      expect(troubles).toMatchObject([
        {
          kind: 'keptAside',
          file: 'settings.json',
          keptAs: KEPT_AS,
          used: 'previous',
          fault: { kind: fault },
        },
      ])
      await file.flush()
      expect(readdirSync(dir)).toContain(KEPT_AS)
      expect(found().value).toEqual(light)
      expect(troubles).toHaveLength(1)
    },
  )

  it.each(unusable)(
    'because it %s is kept aside for the defaults where no copy can be used',
    (_why, damage) => {
      damage()
      writeFileSync(at('settings.previous.json'), '{')
      expect(openFile().value).toEqual(kind.defaults)
      expect(troubles).toMatchObject([{ kind: 'keptAside', used: 'defaults' }])
    },
  )

  it('and cannot be put aside is left alone, and so are changes', async () => {
    mkdirSync(at('settings.json'))
    mkdirSync(at(KEPT_AS))
    writeFileSync(join(at(KEPT_AS), 'in-the-way'), '')
    const file = openFile()
    expect(troubles).toMatchObject([{ kind: 'inTheWay', file: 'settings.json' }])
    file.change(light)
    await file.flush()
    expect(file.value).toEqual(light)
    expect(readdirSync(dir).sort()).toEqual([KEPT_AS, 'settings.json'])
  })

  it('is noticed wherever it was cut off', () => {
    for (let length = 0; length < lightText.trimEnd().length; length++) {
      writeFileSync(at('settings.json'), lightText.slice(0, length))
      const { value, trouble } = found()
      expect(value, `${length} bytes`).toEqual(kind.defaults)
      expect(trouble).toMatchObject({ kind: 'keptAside', fault: { kind: 'noJson' } })
      expect(readFileSync(at(KEPT_AS), 'utf8')).toBe(lightText.slice(0, length))
    }
  })

  it('because a bit flipped gives settings that can be, or is kept aside whole', () => {
    const bytes = Buffer.from(lightText)
    for (let place = 0; place < bytes.length; place++) {
      for (let bit = 0; bit < 8; bit++) {
        const damaged = Buffer.from(bytes)
        damaged[place] = (bytes[place] ?? 0) ^ (1 << bit)
        writeFileSync(at('settings.json'), damaged)
        const { value, trouble } = found()
        expect(kind.form.Check(value)).toBe(true)
        if (trouble === undefined) continue
        expect(value).toEqual(kind.defaults)
        expect(readFileSync(at(KEPT_AS)).equals(damaged)).toBe(true)
      }
    }
  })
})

describe('writing', () => {
  it('goes on one at a time, the last value wins, and no change waits longer than a second', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    writeFileSync(at('settings.json'), lightText)
    const texts: string[] = []
    let running = 0
    const write = async (path: string, text: string) => {
      expect(++running).toBe(1)
      if (path.endsWith('.new')) texts.push(text)
      await writeFile(path, text)
      running--
    }
    const file = openFile(files({ write }))
    for (const user of ['a', 'ab', 'abc']) file.change({ ...light, user })
    expect(texts).toEqual([])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(texts).toEqual([documentText(kind, { ...light, user: 'abc' })])
    file.change({ ...light, user: 'abcd' })
    file.change({ ...light, user: 'abcde' })
    await file.flush()
    expect(texts).toHaveLength(2)
    expect(readFileSync(at('settings.json'), 'utf8')).toContain('"abcde"')
  })

  it('that fails is told once, leaves the old file, and is tried again with the next change', async () => {
    writeFileSync(at('settings.json'), lightText)
    let isFull = true
    const file = openFile(
      files({
        write: async (path, text) => {
          await writeFile(path, isFull ? text.slice(0, 10) : text)
          if (isFull) throw new Error('ENOSPC: no space left on device')
        },
      }),
    )
    file.change({ ...light, user: 'Ada' })
    await file.flush()
    await file.flush()
    expect(troubles).toMatchObject([{ kind: 'notSaved', file: 'settings.json', why: /no space/ }])
    expect(readdirSync(dir)).toEqual(['settings.json'])
    expect(found().value).toEqual(light)
    expect(file.value.user).toBe('Ada')
    isFull = false
    file.change({ ...light, user: 'Grace' })
    await file.flush()
    expect(found().value.user).toBe('Grace')
    expect(troubles).toHaveLength(1)
  })

  it('that ends between the new file and its renaming leaves the old one', async () => {
    writeFileSync(at('settings.json'), lightText)
    const image = mkdtempSync(join(tmpdir(), 'tenor-killed-'))
    const file = openFile(
      files({
        // What a killed program leaves on the disk at this moment.
        rename: async (from, to) => {
          for (const name of readdirSync(dir)) await copyFile(at(name), join(image, name))
          await rename(from, to)
        },
      }),
    )
    file.change({ ...light, user: 'Ada' })
    await file.flush()
    expect(readdirSync(image)).toContain('settings.json.new')
    const after = new DocumentFile(kind, { dir: image, now: () => NOW, onTrouble: (t) => troubles.push(t) })
    expect(after.value).toEqual(light)
    expect(troubles).toEqual([])
    after.change({ ...light, user: 'Grace' })
    await after.flush()
    expect(readdirSync(image).sort()).toEqual(['settings.json', 'settings.previous.json'])
    rmSync(image, { recursive: true })
  })
})
