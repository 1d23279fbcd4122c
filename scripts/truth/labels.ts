/**
 * A label as it is compared: spaces and the final stop, dash or colon do not count, nor does the case of words ("ARTICLE 4"
 * and "Article 4" are one), while single letters and roman numerals keep theirs ("(a)" is not "(A)"). `null` when
 * there is no letter or digit, as with bullets.
 */
export function comparedLabel(label: string | null | undefined): string | null {
  if (label === null || label === undefined || !/[\p{L}\p{N}]/u.test(label)) return null;
  return label
    .replace(/\p{L}{2,}/gu, (word) => (/^(?:[IVXLC]+|[ivxlc]+)$/.test(word) ? word : word.toLowerCase()))
    .replace(/\s+/g, '')
    .replace(/[.:–—-]+$/u, '');
}

/** The label without the word before its number, for references that leave it out or name it otherwise. */
export function bareLabel(label: string): string {
  return label.replace(/^(?:\p{L}{2,}\.?|§+)(?=[\d(IVXLC]|.$)/u, '');
}

/** What labels of one series have in common: `9.9` for "4.2", `(a)` for "(c)". */
export function labelShape(label: string): string {
  return label
    .replace(/\d+/g, '9')
    .replace(/(?<!\p{L})(?:[IVXLC]+|[A-Z])(?!\p{L})/gu, 'A')
    .replace(/(?<!\p{L})(?:[ivxlc]+|[a-z])(?!\p{L})/gu, 'a');
}
