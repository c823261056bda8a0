// The processes of a program that is running, as Linux tells of them: which they are, how much memory is theirs and how long
// they have run. Memory is the proportional set size: what several processes share is counted once, spread over all of them.
// Read by the benches of the desk.
import { readdirSync, readFileSync } from 'node:fs'

/** What the first line of /proc/PID/stat says. */
export interface ProcessStat {
  readonly pid: number
  readonly parentPid: number
  /** Of all its threads, in user and in kernel mode, in milliseconds; the kernel counts in steps of ten. */
  readonly cpuMs: number
}

export interface RunningProcess extends ProcessStat {
  /** Its program and its arguments. */
  readonly command: string
}

/** The kernel tells times in hundredths of a second, whatever its own clock ticks in. */
const MS_PER_TICK = 10

/** The process and all that descend from it, as they are now. Throws an `Error` where there is no /proc. */
export function processesOf(rootPid: number): readonly RunningProcess[] {
  return descendants(everyStat(), rootPid).flatMap((stat) => {
    const command = readProc(stat.pid, 'cmdline')
    return command === undefined ? [] : [{ ...stat, command: command.replaceAll('\0', ' ').trim() }]
  })
}

/** Those of the terminal itself: the exchange is the one process of Node that it starts. */
export function withoutExchange(processes: readonly RunningProcess[]): readonly RunningProcess[] {
  return processes.filter(({ command }) => !command.includes('node.mojom.NodeService'))
}

/** The memory of a process in bytes; 0 for one that has ended meanwhile. */
export function memoryOf({ pid }: ProcessStat): number {
  const rollup = readProc(pid, 'smaps_rollup')
  return rollup === undefined ? 0 : pssBytes(rollup)
}

/** The root and its descendants, parents before their children. */
export function descendants(stats: readonly ProcessStat[], rootPid: number): readonly ProcessStat[] {
  const root = stats.filter(({ pid }) => pid === rootPid)
  const children = stats.filter(({ parentPid }) => parentPid === rootPid)
  return [...root, ...children.flatMap(({ pid }) => descendants(stats, pid))]
}

/** The name in parentheses may hold anything, parentheses too. Source: proc(5). */
export function parseStat(text: string): ProcessStat {
  const afterName = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [parentPid, userTicks, kernelTicks] = [afterName[1], afterName[11], afterName[12]].map(Number)
  return {
    pid: Number.parseInt(text, 10),
    parentPid: parentPid ?? Number.NaN,
    cpuMs: ((userTicks ?? Number.NaN) + (kernelTicks ?? Number.NaN)) * MS_PER_TICK,
  }
}

/** Of what /proc/PID/smaps_rollup says. */
export function pssBytes(rollup: string): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1]
  if (kilobytes === undefined) throw new Error('The kernel does not tell the proportional set size.')
  return Number(kilobytes) * 1_024
}

function everyStat(): readonly ProcessStat[] {
  if (process.platform !== 'linux')
    throw new Error('Memory and processor time are read from /proc, on Linux.')
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const text = readProc(Number(name), 'stat')
      return text === undefined ? [] : [parseStat(text)]
    })
}

/** Undefined for a process that has ended. */
function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}
