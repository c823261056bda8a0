// Frames of the native wire: one JSON message, or an array of them applied in order. Parsing starts from unknown text,
// is bounded, and answers with a value that says what was wrong; nothing here throws on bad input.
import type { Static, TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import { err, ok, type Result } from '../domain/result.ts'
import { WIRE_LIMITS } from './limits.ts'
import { marketClientMessages, marketVenueMessages } from './market-messages.ts'
import { orderClientMessages, orderVenueMessages } from './order-messages.ts'
import type { RefusalCode } from './session-messages.ts'

/** Why a frame was refused. `index` is the message's place in the frame. */
export interface FrameError {
  readonly kind: Extract<RefusalCode, 'badFrame' | 'frameTooLarge' | 'badMessage' | 'unknownType'>
  readonly text: string
  readonly index: number
  /** The message's requestId when it had a usable one, so that the refusal can name it. */
  readonly requestId?: number
}

export type Schemas = Readonly<Record<string, TSchema>>
export type MessageOf<S extends Schemas> = { [K in keyof S]: Static<S[K]> }[keyof S]

/** Turns the text of a frame into the messages of one direction of one channel. */
export type FrameParser<M> = (text: string) => Result<readonly M[], FrameError>

/** Checks messages that were decoded, whatever their encoding: all of them, or the first that is wrong. */
export type MessageChecker<M> = (messages: readonly unknown[]) => Result<readonly M[], FrameError>

const compiled = new WeakMap<TSchema, Validator>()

/** Compiled when it is first asked for, and then for everyone. */
function validatorFor(schema: TSchema): Validator {
  const known = compiled.get(schema)
  if (known !== undefined) return known
  const validator = Compile(schema)
  compiled.set(schema, validator)
  return validator
}

/** The checks of one direction, to be made once; those of a type are compiled at its first message. */
export function messageChecker<S extends Schemas>(schemas: S): MessageChecker<MessageOf<S>> {
  const known = new Map(Object.entries(schemas))
  const validators = new Map<string, Validator>()

  function validatorOf(type: string): Validator | undefined {
    const made = validators.get(type)
    const schema = made === undefined ? known.get(type) : undefined
    if (schema === undefined) return made
    const validator = validatorFor(schema)
    validators.set(type, validator)
    return validator
  }

  function check(message: unknown, index: number): FrameError | undefined {
    if (typeof message !== 'object' || message === null || Array.isArray(message)) {
      return { kind: 'badFrame', text: 'A message is a JSON object with a type.', index }
    }
    const { type, requestId } = message as { type?: unknown; requestId?: unknown }
    const named =
      typeof requestId === 'number' && Number.isSafeInteger(requestId) && requestId > 0 ? { requestId } : {}
    if (typeof type !== 'string') {
      return { kind: 'badFrame', text: 'A message needs a type in words.', index, ...named }
    }
    const validator = validatorOf(type)
    if (validator === undefined) {
      return {
        kind: 'unknownType',
        text: `No message of type ${quoted(type)} is known here.`,
        index,
        ...named,
      }
    }
    if (validator.Check(message)) return undefined
    return { kind: 'badMessage', text: `${type}: ${firstError(validator, message)}`, index, ...named }
  }

  return (messages) => {
    if (messages.length > WIRE_LIMITS.messagesPerFrameMax) {
      const text = `${messages.length} messages; at most ${WIRE_LIMITS.messagesPerFrameMax}.`
      return err({ kind: 'badFrame', text, index: 0 })
    }
    for (let index = 0; index < messages.length; index++) {
      const error = check(messages[index], index)
      if (error !== undefined) return err(error)
    }
    return ok(messages as readonly MessageOf<S>[])
  }
}

/** The parser of one direction for JSON, to be made once. */
export function frameParser<S extends Schemas>(schemas: S, frameBytesMax: number): FrameParser<MessageOf<S>> {
  const check = messageChecker(schemas)
  return (text) => {
    if (text.length > frameBytesMax) {
      const kind = 'frameTooLarge'
      return err({ kind, text: `${text.length} characters; at most ${frameBytesMax} are read.`, index: 0 })
    }
    let parsed: unknown
    try {
      parsed = JSON.parse(text)
    } catch {
      return err({ kind: 'badFrame', text: 'The frame is not valid JSON.', index: 0 })
    }
    return check(Array.isArray(parsed) ? parsed : [parsed])
  }
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}

function firstError(validator: Validator, message: unknown): string {
  const error = validator.Errors(message)[0]
  if (error === undefined) return 'not of the form that the protocol asks for'
  const place = error.instancePath === '' ? 'the message' : error.instancePath.slice(1)
  return `${place} ${error.message}`.slice(0, 300)
}

export const marketClientFrames = (): FrameParser<MessageOf<typeof marketClientMessages>> =>
  frameParser(marketClientMessages, WIRE_LIMITS.clientFrameBytesMax)
export const marketVenueFrames = (): FrameParser<MessageOf<typeof marketVenueMessages>> =>
  frameParser(marketVenueMessages, WIRE_LIMITS.venueFrameBytesMax)
export const orderClientFrames = (): FrameParser<MessageOf<typeof orderClientMessages>> =>
  frameParser(orderClientMessages, WIRE_LIMITS.clientFrameBytesMax)
export const orderVenueFrames = (): FrameParser<MessageOf<typeof orderVenueMessages>> =>
  frameParser(orderVenueMessages, WIRE_LIMITS.venueFrameBytesMax)
