// Parses what a window sends down its port, from unknown and bounded: a set of topics, or a pull.
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { KEYED_TOPICS, SINGLE_TOPICS, type Topic, type WindowMessage } from './projections.ts'

const TopicSchema = Type.Unsafe<Topic>(
  Type.String({
    pattern: `^(${SINGLE_TOPICS.join('|')}|(${KEYED_TOPICS.join('|')}):[A-Za-z0-9._-]{1,40})$`,
  }),
)

const validator = Compile(
  Type.Unsafe<WindowMessage>(
    Type.Union([
      Type.Object(
        { type: Type.Literal('watch'), topics: Type.Array(TopicSchema, { maxItems: 64 }) },
        { additionalProperties: false },
      ),
      Type.Object(
        {
          type: Type.Literal('pull'),
          paintedAgoUs: Type.Integer({ minimum: 0, maximum: 60_000_000 }),
        },
        { additionalProperties: false },
      ),
    ]),
  ),
)

/** The message, or what was wrong with it. */
export function parseWindowMessage(value: unknown): { message: WindowMessage } | { malformed: string } {
  if (validator.Check(value)) return { message: value }
  const error = validator.Errors(value)[0]
  return {
    malformed: error === undefined ? 'not a message' : `${error.instancePath || 'message'} ${error.message}`,
  }
}
