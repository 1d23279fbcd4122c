/** A title as a part of a file's name that every file system takes. */
export function fileTitle(title: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file's name may have control characters.
  const plain = title.replace(/[\u0000-\u001F\\/:*?"<>|]+/g, ' ').replace(/\s+/g, ' ');
  return plain.slice(0, 120).trim();
}
