// The one list of what the kit asks. What needs an account stands in one group: an account has one session.
import type { PromiseGroup } from '../protocol-promise.ts'
import { accounts } from './accounts.ts'
import { http } from './http.ts'
import { liveness } from './liveness.ts'
import { logins } from './logins.ts'
import { marketBooks } from './market-books.ts'
import { marketStart } from './market-start.ts'
import { orderChanges } from './order-changes.ts'
import { orderEntry } from './order-entry.ts'
import { refusals } from './refusals.ts'
import { trading } from './trading.ts'

const orders: PromiseGroup = {
  name: 'orders',
  runs: 'perEncoding',
  promises: [...logins, ...orderEntry, ...orderChanges, ...trading, ...accounts],
}

export const allPromises: readonly PromiseGroup[] = [
  liveness,
  refusals,
  marketStart,
  marketBooks,
  orders,
  http,
]
