/** Words as a title shows them: on one line, at most 300 characters, without what cannot be shown; may be empty. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
  const line = text.replace(/[\u0000-\u001F\s]+/gu, ' ').trim();
  return line.length <= 300 ? line : `${line.slice(0, 299).trimEnd()}…`;
}
