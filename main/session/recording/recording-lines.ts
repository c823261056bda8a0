// What stands in a recording, line by line: JSON, one object each. The first line of a file says what it is; then frames as
// they came, with the time they came; where a connection broke; and now and then an image, everything that a client that
// begins here has to be told, so that a reader can begin in the middle. Written by recorder.ts, read by recording-reader.ts.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { TimeUsField } from '../../../shared/venue-wire/fields.ts'
import { WIRE_LIMITS } from '../../../shared/venue-wire/limits.ts'

const strict = { additionalProperties: false } as const
const Frame = Type.String({ maxLength: WIRE_LIMITS.venueFrameBytesMax })

const HeaderLine = Type.Object(
  {
    recording: Type.Literal(1),
    /** Version of the protocol whose frames these are. */
    protocol: Type.String({ maxLength: 40 }),
    venueUrl: Type.String({ maxLength: 2_000 }),
    startedUs: TimeUsField,
  },
  strict,
)

const FrameLine = Type.Object({ timeUs: TimeUsField, frame: Frame }, strict)

/** `image` are messages as JSON texts, in the order in which a venue tells them. */
const ImageLine = Type.Object(
  { timeUs: TimeUsField, image: Type.Array(Frame, { maxItems: 100_000 }) },
  strict,
)

const DownLine = Type.Object({ timeUs: TimeUsField, down: Type.String({ maxLength: 2_000 }) }, strict)

export type RecordingHeader = Static<typeof HeaderLine>
export type RecordingEntry = Static<typeof FrameLine> | Static<typeof ImageLine> | Static<typeof DownLine>

const header = Compile(HeaderLine)
const entry = Compile(Type.Union([FrameLine, ImageLine, DownLine]))

export function parseHeader(line: string): Result<RecordingHeader, string> {
  const value = jsonOf(line)
  if (header.Check(value)) return ok(value)
  const version = (value as { recording?: unknown } | undefined)?.recording
  return err(
    typeof version === 'number' && version > 1
      ? `it was written by a newer Tenor (form ${version}); update Tenor to play it`
      : 'it does not begin as a recording does',
  )
}

/** Undefined for what is no line of a recording. */
export function parseEntry(line: string): RecordingEntry | undefined {
  const value = jsonOf(line)
  return entry.Check(value) ? value : undefined
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
