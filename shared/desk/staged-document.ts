// The document `staged`. A file that is wrong anywhere is kept aside whole and told: no part of it is taken for orders. Pure.
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { previewedFields } from '../ui-wire/order-preview.ts'
import { strict } from '../venue-wire/fields.ts'
import type { DocumentKind } from './document.ts'
import { NOTHING_STAGED, STAGED_MAX, type StagedOrders } from './staged-orders.ts'

const BYTES_MAX = 32_768

const StagedField = Type.Object(
  { id: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }), order: Type.Object(previewedFields, strict) },
  strict,
)
const form = Compile(
  Type.Unsafe<StagedOrders>(
    Type.Object({ orders: Type.Array(StagedField, { maxItems: STAGED_MAX }) }, strict),
  ),
)

export const stagedDocument: DocumentKind<StagedOrders> = {
  name: 'staged',
  version: 1,
  bytesMax: BYTES_MAX,
  form,
  defaults: NOTHING_STAGED,
  migrations: [(fields) => fields],
  refuse: ({ orders }) => {
    const ids = new Set(orders.map(({ id }) => id))
    return ids.size === orders.length ? undefined : { where: 'orders', says: 'two have the same id' }
  },
}
