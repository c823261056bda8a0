// What is handed to people: the packaged terminal starts, trades and ends, and lets nobody in that its fuses keep out. Makes
// an unpacked build where none is named; `npm run package -- --smoke` names the one it has made.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { parse } from 'yaml'
import { run } from '../tools/child.mjs'
import { PACKAGED, packagedProgram, unpackedBuild } from '../tools/packaged.mjs'
import { isLive, ladderCell, ticksFrom, touchPrice } from './desktop.ts'
import { runPackaged, startPackaged, type PackagedDesktop } from './packaged-desktop.ts'

const root = path.resolve(import.meta.dirname, '..')
const given = process.env[PACKAGED]

/** How a fuse that is switched on is written into the executable. */
const FUSE_ON = '1'.charCodeAt(0)

let executable: string
let resources: string
let unpacked: string
let profileDir: string
const started: PackagedDesktop[] = []

test.skip(
  given === undefined && process.platform !== 'linux',
  'Packaging fetches signing tools here; `npm run package -- --dir --smoke` does it and runs this.',
)

test.beforeAll(async () => {
  test.setTimeout(300_000)
  unpacked = given ?? (await makeUnpacked())
  ;({ executable, resources } = packagedProgram(unpacked))
})

async function start(program: string, environment?: NodeJS.ProcessEnv): Promise<PackagedDesktop> {
  const desktop = await startPackaged(program, { profileDir, ...(environment && { environment }) })
  started.push(desktop)
  return desktop
}

async function makeUnpacked(): Promise<string> {
  const { code, output } = await run(process.execPath, [path.join(root, 'tools', 'package.mjs'), '--dir'])
  expect(code, output).toBe(0)
  const isMarked = output.includes('not for release')
  return unpackedBuild(path.join(root, 'dist', ...(isMarked ? ['not-for-release'] : [])))
}

test.beforeEach(() => {
  profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-packaged-'))
})

test.afterEach(async ({ browserName: _ }, testInfo) => {
  await Promise.all(started.splice(0).map((desktop) => desktop.kill()))
  const log = path.join(profileDir, 'logs', 'tenor.log')
  if (testInfo.status !== testInfo.expectedStatus && existsSync(log))
    await testInfo.attach('log', { path: log })
  rmSync(profileDir, { recursive: true, force: true })
})

test('the packaged terminal starts on its own exchange, shows a live book, fills an order and ends cleanly', async () => {
  const desktop = await start(executable)
  const { page } = desktop
  try {
    await isLive(page)
    await expect(page.getByTestId('environment')).toHaveText('PAPER')
    await page.getByTestId('arm').click()
    await ladderCell(page, await touchPrice(page, 'ask'), 'bid').click()
    await page.getByTestId('tab-fills').click()
    await expect(page.locator('[data-testid=fill-row]').first()).toBeVisible()
    await page.screenshot({ path: 'test-results/packaged.png' })
  } finally {
    expect(await desktop.end()).toBe(0)
  }
  const log = readFileSync(path.join(profileDir, 'logs', 'tenor.log'), 'utf8')
  expect(log).not.toMatch(/"level":"(error|fatal)"/)
  expect(readFileSync(path.join(resources, 'licences.txt'), 'utf8')).toContain('electron-updater')
})

test('one that is lost starts itself again with its order, disarmed, and says so; after three times it stays down', async () => {
  test.skip(process.platform === 'win32', 'Windows has no shell that could wait; docs/packaging.md says so.')
  test.setTimeout(180_000)
  let desktop = await start(executable)
  await isLive(desktop.page)
  await desktop.page.getByTestId('arm').click()
  await ladderCell(desktop.page, ticksFrom(await touchPrice(desktop.page, 'bid'), -8), 'bid').click()
  await expect(desktop.page.getByTestId('working-row')).toHaveAttribute('data-status', 'working')
  for (const time of [1, 2, 3]) {
    desktop = await desktop.crash()
    started.push(desktop)
    const { page } = desktop
    await isLive(page)
    await expect(page.getByTestId('working-row')).toHaveAttribute('data-status', 'working')
    await expect(page.getByTestId('arm')).toHaveAttribute('aria-pressed', 'false')
    await page.getByTestId('tab-messages').click()
    const said = page.getByTestId('message-row').filter({ hasText: `(${time} of 3 times in a row` })
    await expect(said).toBeVisible()
    await page.getByTestId('tab-working').click()
  }
  await expect(desktop.crash()).rejects.toThrow('ended with null')
})

test('its fuses are those of electron-builder.yml', async () => {
  const config = parse(readFileSync(path.join(root, 'electron-builder.yml'), 'utf8')) as {
    readonly electronFuses: Readonly<Record<string, boolean>>
  }
  const { resetAdHocDarwinSignature: _, ...wanted } = config.electronFuses
  const wire = await getCurrentFuseWire(executable)
  const switched = Object.keys(wanted).map((name) => {
    const fuse =
      FuseV1Options[`${name.charAt(0).toUpperCase()}${name.slice(1)}` as keyof typeof FuseV1Options]
    return [name, Number(wire[fuse]) === FUSE_ON]
  })
  expect(Object.fromEntries(switched)).toEqual(wanted)
  expect(Object.keys(wanted)).toHaveLength(8)
})

test('it is no Node: neither a variable nor a switch runs code in it or listens for a debugger', async () => {
  const asNode = await runPackaged(executable, ['-e', 'console.log("code ran")'], {
    ELECTRON_RUN_AS_NODE: '1',
  })
  expect(asNode.output).toContain('Unknown flag -e')
  expect(asNode.output).not.toContain('code ran')
  expect(asNode.code).toBe(2)

  const script = path.join(profileDir, 'script.cjs')
  writeFileSync(script, 'console.log("code ran")')
  const ends = ['--profile', path.join(profileDir, 'p'), '--exit-after', '1']
  const required = await runPackaged(executable, ends, { NODE_OPTIONS: `--require=${script} --inspect=0` })
  const inspected = await runPackaged(executable, ['--inspect=0', ...ends])
  for (const { code, output } of [required, inspected]) {
    expect(code, output).toBe(0)
    expect(output).not.toContain('code ran')
    expect(output).not.toContain('Debugger listening')
  }
})

test('with one byte of its program changed it does not start', async () => {
  test.skip(
    process.platform === 'linux',
    'Electron proves app.asar on macOS and Windows only; docs/packaging.md says so.',
  )
  const copy = path.join(profileDir, 'copy')
  cpSync(unpacked, copy, { recursive: true, verbatimSymlinks: true })
  const changed = packagedProgram(copy)
  const asar = path.join(changed.resources, 'app.asar')
  const bytes = readFileSync(asar)
  // Within the entry's own text, whatever else is in the archive.
  const at = bytes.indexOf('Tenor starts.')
  expect(at).toBeGreaterThan(0)
  bytes.write('t', at)
  writeFileSync(asar, bytes)
  const ends = ['--profile', path.join(profileDir, 'p'), '--exit-after', '1']
  expect((await runPackaged(changed.executable, ends)).code).not.toBe(0)
})

test('a build that is not for release says so inside and has no address of updates', () => {
  const names = readdirSync(resources)
  const isMarked = unpacked.includes('not-for-release')
  expect(names.includes('NOT-FOR-RELEASE.txt')).toBe(isMarked)
  if (isMarked) expect(names).not.toContain('app-update.yml')
})

test('an update is fetched, waits while an order works, and is installed at the first end without one', async () => {
  test.skip(process.platform !== 'linux', 'The story stands in for an AppImage, which Linux has.')
  test.setTimeout(180_000)
  const release = '#!/bin/sh\nexit 0\n'
  const feed = await serveRelease('9.9.9', release)
  const folder = linkedCopy()
  const program = packagedProgram(folder)
  rmSync(path.join(program.resources, 'NOT-FOR-RELEASE.txt'), { force: true })
  writeFileSync(
    path.join(program.resources, 'app-update.yml'),
    `provider: generic\nurl: ${feed.url}\nupdaterCacheDirName: tenor-updater\n`,
  )
  const appImage = path.join(profileDir, 'Tenor.AppImage')
  writeFileSync(appImage, 'the old one')
  const environment = { APPIMAGE: appImage, XDG_CACHE_HOME: path.join(profileDir, 'cache') }
  const logged = () => readFileSync(path.join(profileDir, 'logs', 'tenor.log'), 'utf8')
  const isHere = async (times: number): Promise<void> => {
    await expect.poll(() => logged().match(/"state":"ready"/g)?.length, { timeout: 40_000 }).toBe(times)
  }
  try {
    const first = await start(program.executable, environment)
    await isLive(first.page)
    await first.page.getByTestId('arm').click()
    await ladderCell(first.page, ticksFrom(await touchPrice(first.page, 'bid'), -8), 'bid').click()
    await expect(first.page.getByTestId('working-row')).toHaveAttribute('data-status', 'working')
    await isHere(1)
    expect(await first.end()).toBe(0)
    expect(logged()).toContain('The update waits, because orders are at stake.')
    expect(readFileSync(appImage, 'utf8')).toBe('the old one')

    const second = await start(program.executable, environment)
    await isLive(second.page)
    await second.page.getByTestId('cancel-all').click()
    await expect(second.page.getByTestId('count-working')).toContainText('0')
    await isHere(2)
    expect(await second.end()).toBe(0)
    expect(logged()).toContain('Installing the update.')
    expect(readFileSync(appImage, 'utf8')).toBe(release)
  } finally {
    feed.close()
    rmSync(folder, { recursive: true })
  }
})

/** The unpacked build once more, beside it and made of links to its files, so that a story may add to it. */
function linkedCopy(): string {
  const copy = `${unpacked}-of-a-story`
  rmSync(copy, { recursive: true, force: true })
  execFileSync('cp', ['-al', unpacked, copy])
  return copy
}

/** A release on loopback, as electron-builder would publish it. */
async function serveRelease(version: string, text: string): Promise<{ readonly url: string; close(): void }> {
  const name = `Tenor-${version}.AppImage`
  const sha512 = createHash('sha512').update(text).digest('base64')
  const size = Buffer.byteLength(text)
  const channel = {
    version,
    files: [{ url: name, sha512, size }],
    path: name,
    sha512,
    releaseNotes: 'Faster.',
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost')
    if (pathname === `/${name}`) response.end(text)
    else if (/^\/latest-linux(-\w+)?\.yml$/.test(pathname)) response.end(JSON.stringify(channel))
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
