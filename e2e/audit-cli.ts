// `tenor audit` as a person runs it on a profile that no terminal holds.
import { execFileSync } from 'node:child_process'
import path from 'node:path'

const CLI = path.resolve(import.meta.dirname, '..', 'out', 'cli', 'tenor.js')

/** What it prints; throws with what it says where it refuses. */
export function audit(...args: readonly string[]): string {
  return execFileSync(process.execPath, [CLI, 'audit', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** The lines of `tenor audit export`, without their empty columns. */
export function auditTrail(profileDir: string): readonly Readonly<Record<string, unknown>>[] {
  const lines = audit('export', '--profile', profileDir, '--format', 'jsonl').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}
