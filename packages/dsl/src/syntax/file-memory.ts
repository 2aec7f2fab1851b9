/** File memory: keeps something for each of the files used last, bounded by their number and by the characters of their texts. */

export type FileMemory<T> = {
  /** What was kept for that file last. */
  recall(file: string): T | undefined
  /** The files used longest ago are let go where there are too many of them, or too much text; so is a file that alone is too much. */
  keep(file: string, kept: T, characters: number): void
}

export const openFileMemory = <T>(mostFiles: number, mostCharacters: number): FileMemory<T> => {
  /** The last used at the end. */
  const files = new Map<string, { readonly kept: T; readonly characters: number }>()
  let total = 0
  const forget = (file: string) => {
    total -= files.get(file)?.characters ?? 0
    files.delete(file)
  }
  return {
    recall: (file) => files.get(file)?.kept,
    keep(file, kept, characters) {
      forget(file)
      files.set(file, { kept, characters })
      total += characters
      for (const oldest of files.keys()) {
        if (files.size <= mostFiles && total <= mostCharacters) return
        forget(oldest)
      }
    },
  }
}
