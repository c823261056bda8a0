// The release workflow runs where no test of ours does, so what can be known of it here is held here: that it parses, names
// what exists, pins what it takes and gives no job more than it needs.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { inRoot } from './paths.mjs'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
  readonly with?: Readonly<Record<string, string>>
}

interface Job {
  readonly needs?: string
  readonly permissions?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly on: { readonly push: { readonly tags: readonly string[] } }
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

const text = readFileSync(inRoot('.github', 'workflows', 'release.yml'), 'utf8')
const workflow = parse(text) as Workflow
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
const commands = steps.flatMap(({ run }) => (run === undefined ? [] : [run])).join('\n')
const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>
  readonly engines: { readonly node: string }
}

describe('the release workflow', () => {
  test('starts on the tag of a version and checks before it packages and packages before it publishes', () => {
    expect(workflow.on.push.tags).toEqual(['v*'])
    expect(workflow.jobs['package']?.needs).toBe('check')
    expect(workflow.jobs['publish']?.needs).toBe('package')
  })

  test('runs only scripts that package.json has and tools that exist', () => {
    const scripts = [...commands.matchAll(/\bnpm (?:run ([\w-]+)|(test)\b)/g)].map(
      ([, script, builtIn]) => script ?? builtIn ?? '',
    )
    expect(scripts).toContain('package')
    expect(scripts).toContain('test')
    for (const script of scripts) expect(Object.keys(manifest.scripts)).toContain(script)
    const tools = [...commands.matchAll(/\bnode (tools\/\S+)/g)].map(([, tool]) => tool ?? '')
    expect(tools).toContain('tools/sbom.mjs')
    for (const tool of tools) expect(existsSync(inRoot(tool))).toBe(true)
  })

  test('gives the packaging only flags that it knows', () => {
    const packaging = readFileSync(inRoot('tools', 'package.mjs'), 'utf8')
    const flags = [...(/npm run package -- (.*)/.exec(commands)?.[1] ?? '').matchAll(/--[\w-]+/g)]
    expect(flags.map(([flag]) => flag)).toEqual(['--updates-from', '--smoke'])
    for (const [flag] of flags) expect(packaging).toContain(`'${flag}'`)
  })

  test('pins every action to a full version', () => {
    const actions = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]))
    expect(actions.length).toBeGreaterThan(4)
    for (const action of actions) expect(action).toMatch(/^actions\/[\w-]+@v\d+\.\d+\.\d+$/)
  })

  test('may write only where it publishes', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    const writes = Object.entries(workflow.jobs).filter(
      ([, job]) => job.permissions?.['contents'] === 'write',
    )
    expect(writes.map(([name]) => name)).toEqual(['publish'])
  })

  test('reads every secret into one variable of one step, and docs/packaging.md names each', () => {
    const secrets = [...text.matchAll(/secrets\.(\w+)/g)].map(([, secret]) => secret ?? '')
    expect(secrets.length).toBeGreaterThan(5)
    const inVariables = steps.flatMap(({ env }) => Object.values(env ?? {})).join('\n')
    const page = readFileSync(inRoot('docs', 'packaging.md'), 'utf8')
    for (const secret of secrets) {
      expect(inVariables).toContain(`secrets.${secret}`)
      expect(page).toContain(`\`${secret}\``)
    }
  })

  test('uses a Node that Tenor runs on', () => {
    const versions = steps.flatMap((step) => step.with?.['node-version'] ?? [])
    expect(new Set(versions)).toEqual(new Set(['20.19.5']))
    expect(manifest.engines.node).toBe('>=20.19')
  })

  test('publishes what electron-builder.yml makes', () => {
    const config = parse(readFileSync(inRoot('electron-builder.yml'), 'utf8')) as Readonly<
      Record<'linux' | 'mac' | 'win', { readonly target: readonly string[] }>
    >
    const made = [config.linux, config.mac, config.win].flatMap(({ target }) => target)
    const endings: Readonly<Record<string, string>> = {
      AppImage: 'AppImage',
      deb: 'deb',
      dmg: 'dmg',
      zip: 'zip',
      nsis: 'exe',
    }
    for (const target of made.filter((one) => one !== 'dir'))
      expect(text).toContain(`dist/*.${endings[target] ?? '?'}`)
  })
})
