// What pure code may not name, each with what to use instead. Used by eslint.config.mjs for the folders whose
// results may depend on their arguments only (design.md, sections 1 and 4).

export const PURE_FOLDERS = [
  'shared/**',
  'main/order/**',
  'main/risk/**',
  'main/position/**',
  'main/marketdata/**',
  'main/surveillance/**',
  'main/alert/**',
  'main/control/**',
  'main/held/**',
  'venue/matching/**',
  'venue/market/**',
  'venue/exchange/**',
]

const TIME = 'take the time as an argument (`nowUs: TimeUs`) or from the event: clocks live at the edge.'
const RANDOM = 'take a seeded generator as an argument: the same seed must give the same run.'
const TIMER =
  "return an effect with a due time and let main/core (or the venue's gateway) run it: timers live at the edge."
const OUTPUT = 'return a value or an effect that says it: pure code prints nothing.'

export const impureGlobals = [
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => ({
    name,
    message: `Here ${TIMER}`,
  })),
  ...['requestAnimationFrame', 'requestIdleCallback'].map((name) => ({ name, message: `Here ${TIMER}` })),
  { name: 'console', message: `Here ${OUTPUT}` },
  { name: 'process', message: 'Here take what you need as an argument: pure code knows no process.' },
  { name: 'performance', message: `Here, instead of performance.now, ${TIME}` },
  { name: 'crypto', message: `Here ${RANDOM}` },
  { name: 'fetch', message: 'Here return an effect: pure code does no I/O.' },
]

export const impureProperties = [
  { object: 'Date', property: 'now', message: `Here ${TIME}` },
  { object: 'performance', property: 'now', message: `Here ${TIME}` },
  { object: 'Math', property: 'random', message: `Here ${RANDOM}` },
  ...['setTimeout', 'setInterval'].map((property) => ({
    object: 'globalThis',
    property,
    message: `Here ${TIMER}`,
  })),
]

export const impureSyntax = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: `new Date() without arguments reads the clock. Here ${TIME}`,
  },
  { selector: 'CallExpression[callee.name="Date"]', message: `Date() reads the clock. Here ${TIME}` },
]
