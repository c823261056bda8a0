/** For whoever builds a value field by field, before it is handed out as read-only. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] }
