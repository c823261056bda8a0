// Whole sessions from the client's side, step by step, for whoever writes one.

export function sequenceRules() {
  return [
    '## Sessions step by step',
    'C is the client, V the venue; heartbeats are left out.',
    '**Keeping a book.**',
    steps([
      'V `welcome`',
      'C `requestDefinitions` 1',
      'V `definitions` 1, `rate`',
      'C `subscribe` 2 `H100F27`',
      'V `subscribed` 2, `fixing` of H100',
      'V `snapshot` changeId 1019: the book is this, whatever it was',
      'V `status`, `limits`, `settlement`, …',
      'V `delta` prevChangeId 1019, changeId 1020: applied',
      'V `trade`, `delta` 1020 → 1021: applied; it shows the trade’s effect',
    ]),
    '**Resynchronising.**',
    steps([
      'V `delta` prevChangeId 1023, but the book is at 1021: a delta was lost; the book is stale from here on',
      'C `subscribe` 3 `H100F27`',
      'V `delta` 1024 → 1025, sent before it read that: dropped',
      'V `subscribed` 3, `fixing`, `snapshot` changeId 1025: the book is this',
      'V `delta` 1025 → 1026: applied',
    ]),
    '**Trading, and coming back.**',
    steps([
      'V `challenge` with a nonce',
      'C `login` 1, signed, without resume',
      'V `loggedIn` 1, lastSeq 16, instanceId b9…27',
      'C `newOrder` 5 `desk-1`',
      'V `executionReport` seq 17 `new`, requestId 5',
      'V `executionReport` seq 18 `trade`',
      'The link is lost. Whether anything sent last arrived is not known, and nothing is sent again.',
      'V `challenge` on the new connection, with another nonce',
      'C `login` 1, resumeAfterSeq 18, resumeInstanceId b9…27',
      'V `loggedIn` 1, resumed true, lastSeq 20, then `executionReport` 19 and 20, then live ones',
      'C `orderStatus` 9 `desk-2`, sent just before the link was lost',
      'V `orderState` 9: with `order` it arrived; without it never did',
    ]),
  ]
}

/** @param {string[]} lines */
function steps(lines) {
  return lines.map((line, nth) => `${nth + 1}. ${line}`).join('\n')
}
