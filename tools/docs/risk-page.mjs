// docs/risk.md: what every order is held against before it leaves, in the order in which it is, written from the gate's own
// table of checks so that it cannot fall behind.

/** @param {import('./risk.mjs').Risk} risk */
export function riskPage(risk) {
  return [
    '# The risk gate',
    'Written from the code by `node tools/docs.mjs`; `npm run check` fails when it is out of date.',
    'Every new order and every replace passes the checks below, in this order, before it is journalled and sent. The' +
      ' first that speaks against it denies it, with its numbers and whose rule it is; a denied order is journalled' +
      ' with both and was never sent. **A cancel never comes here**: cancels, one or all, leave whatever the limits,' +
      ' the throttle, the day and the market say, as long as there is a session. A **replace that only lessens** (the' +
      ' same price, no more lots) is asked only what every order and every replace is. *What may add risk* is everything' +
      ' but those replaces and the orders of a [flattening](stopping.md).',
    checkTable(risk),
    '## Reasons',
    'A denial’s code is what the journal keeps; the sentence is what a person reads, with the numbers in its braces.',
    reasonTable(risk),
    '## Limits',
    'A limit is a value with its owner and its last change: who, when and why. They are in `risk-limits.json` in the' +
      ' profile folder. Without that file the defaults hold; the first change makes it, and the file before a change is' +
      ' kept as `risk-limits.json.previous`. A file that makes no sense is never taken for the defaults: Tenor says' +
      ' what is wrong and where, and does not start.',
    limitTable(risk),
    'Money is in whole units of the currency, and each currency is held against its own limit: nothing is converted.' +
      ' The day’s result is the one on the screen, before fees; a position that has no figure for the day, because' +
      ' nothing gives it a price, is left out of it. Margin is an estimate of ours, not the exchange’s.',
    '## Changing a limit',
    '- In the window: the gear in the top bar, under *Risk limits*. It holds from the next order on.',
    '- Without a window, and while no terminal runs on the profile: `npm run --silent tenor -- limits show|set|password' +
      ' --profile DIR`. For example `limits set maxOrderQty 50 --why "a quiet week" --profile DIR`.',
    '- **Loosening** a limit takes the limit password. Where there is none yet, the one given with the first loosening' +
      ' becomes it; `limits password` changes it. It is kept as a salted scrypt hash, is asked for by a prompt or a' +
      ' line of stdin, and is in no log and no record. Tightening takes no password.',
    '- Every change, and every change that was refused, is in the journal with who, when and why. A file that was' +
      ' edited by hand holds as well, but the next start tells it under Messages and records it: the password keeps' +
      ' a hand from slipping, the record keeps a change from hiding.',
    '## The throttle',
    'New orders take a token from one bucket, messages of every kind one from another. When an order or a replace' +
      ' finds its bucket empty it is denied, and so is everything after it until a person presses *Arm the throttle*,' +
      ' over restarts too. Cancels take tokens and never wait for one. Both buckets are full after arming.',
    '## What it does not see',
    '- Own orders of another contract: a spread that could trade with an own order in one of its legs. The exchange' +
      ' prevents that self-trade.',
    '- Orders that another terminal of the same account has just sent and that the exchange has not told yet.',
    '- A market order’s price: it is held against the quantity, the value at the reference, and the book that is seen.',
  ].join('\n\n')
}

/** @param {import('./risk.mjs').Risk} risk */
function checkTable({ checks }) {
  const rows = checks.map(({ name, says, of, reasons, limits, owner }, place) => [
    String(place + 1),
    name,
    `${says[0]?.toUpperCase()}${says.slice(1)}.`,
    of,
    reasons.map(code).join(', '),
    limits.length === 0 ? owner : `owner of ${limits.map(code).join(', ')}`,
  ])
  return table(['', 'Check', 'Passes when', 'Asked of', 'Reasons', 'Whose rule'], rows)
}

/** @param {import('./risk.mjs').Risk} risk */
function reasonTable({ checks, sentences }) {
  const codes = [...new Set(checks.flatMap(({ reasons }) => reasons))]
  return table(
    ['Reason', 'Says'],
    codes.map((one) => [code(one), sentences[one].replaceAll(/\{\{(\w+)\}\}/g, '{$1}')]),
  )
}

/** @param {import('./risk.mjs').Risk} risk */
function limitTable({ numberLimits, permittedRoots }) {
  const rows = numberLimits.map(([name, { says, unit, fallback, min, max, loosens, rule }]) => [
    code(name),
    says,
    unit,
    String(fallback),
    `${min} to ${max}`,
    loosens === 'up' ? 'higher' : 'lower',
    rule,
  ])
  const { says, rule } = permittedRoots
  return table(
    ['Limit', 'Bounds', 'Unit', 'Default', 'Can be', 'Looser', 'Rule'],
    [...rows, [code('permittedRoots'), says, 'roots', 'all', 'all, or a list', 'more roots', rule]],
  )
}

/** @param {string} word */
function code(word) {
  return `\`${word}\``
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
