// What is used of the peers, which are installed only when benches run, and of what Vite takes.
declare module '*.css'
declare module '@glideapps/glide-data-grid' {
  import type { ComponentType } from 'react'
  export const DataEditor: ComponentType<Record<string, unknown>>
  export const GridCellKind: { readonly Text: string }
  export const CompactSelection: { empty(): object }
}
declare module '@lab49/react-order-book' {
  import type { ComponentType } from 'react'
  export const OrderBook: ComponentType<{
    readonly book: { readonly bids: string[][]; readonly asks: string[][] }
    readonly listLength: number
    readonly applyBackgroundColor: boolean
    readonly fullOpacity: boolean
    readonly bidColor: number[]
    readonly askColor: number[]
  }>
}
