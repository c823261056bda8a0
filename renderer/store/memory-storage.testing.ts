// A localStorage for tests, over a record that they can look into.

export function memoryStorage(kept: Record<string, string>): Storage {
  return {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value
    },
  } as Storage
}
