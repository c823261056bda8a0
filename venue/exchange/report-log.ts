// The newest execution reports of an account as the JSON that the wire carries, kept as bytes outside the heap: at full
// rate a report would otherwise live just long enough to be collected the expensive way. Owned by the account.
// Bounded: whole chunks of the oldest reports go once `keep` newer ones are there, and their memory is used again.
// Invariant: the numbers kept run without a gap up to the newest.

const CHUNK_BYTES = 262_144
/** Texts of the newest reports that are still there as strings, for sessions that send them in the same turn. */
const RECENT_MAX = 64

export interface KeptReport {
  readonly seq: number
  /** The report as JSON. */
  readonly text: string
}

interface Chunk {
  bytes: Buffer
  /** Number of its first report, and the end of each. */
  firstSeq: number
  ends: number[]
}

export class ReportLog {
  private readonly keep: number
  private readonly chunks: Chunk[] = []
  private recent: string[] = []
  private newest: number

  /** Keeps at least `keep` reports; the first one appended is number `lastSeq + 1`. */
  constructor(keep: number, lastSeq = 0) {
    this.keep = keep
    this.newest = lastSeq
  }

  get lastSeq(): number {
    return this.newest
  }

  /** Number of the oldest report that is kept; one above the newest when none is. */
  get firstSeq(): number {
    return this.chunks[0]?.firstSeq ?? this.newest + 1
  }

  append(text: string): void {
    this.newest += 1
    if (this.recent.length === RECENT_MAX) this.recent = []
    this.recent.push(text)
    const length = Buffer.byteLength(text)
    let chunk = this.chunks.at(-1)
    let start = chunk?.ends.at(-1) ?? 0
    if (chunk === undefined || start + length > chunk.bytes.length) {
      chunk = this.nextChunk(length)
      start = 0
    }
    chunk.bytes.write(text, start)
    chunk.ends.push(start + length)
  }

  /** Reports after number `seq`, oldest first, at most `max`; `seq` is not before the first kept. */
  after(seq: number, max: number): readonly KeptReport[] {
    const last = Math.min(this.newest, seq + max)
    const reports: KeptReport[] = []
    for (let number = seq + 1; number <= last; number++)
      reports.push({ seq: number, text: this.text(number) })
    return reports
  }

  private text(seq: number): string {
    const recent = this.recent[this.recent.length - 1 - (this.newest - seq)]
    if (recent !== undefined) return recent
    const { chunks } = this
    let low = 0
    for (let high = chunks.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1
      if ((chunks[middle]?.firstSeq ?? 0) <= seq) low = middle
      else high = middle - 1
    }
    const chunk = chunks[low]
    const at = seq - (chunk?.firstSeq ?? 0)
    return chunk?.bytes.toString('utf8', chunk.ends[at - 1] ?? 0, chunk.ends[at]) ?? ''
  }

  private nextChunk(length: number): Chunk {
    const { chunks } = this
    const second = chunks[1]
    const isOld = second !== undefined && this.newest - second.firstSeq >= this.keep
    const reused = isOld ? chunks.shift() : undefined
    const chunk: Chunk =
      reused !== undefined && length <= reused.bytes.length
        ? reused
        : { bytes: Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, length)), firstSeq: 0, ends: [] }
    chunk.firstSeq = this.newest
    chunk.ends = []
    chunks.push(chunk)
    return chunk
  }
}
