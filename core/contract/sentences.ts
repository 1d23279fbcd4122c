/** Words before a full stop that end no sentence. */
const abbreviations = new Set(
  'inc corp ltd co llc no nos art sec vs mr mrs ms dr st jr sr dept est approx etc al cf p pp vol ch m mm mme e.g i.e u.s n'.split(
    ' ',
  ),
);

/**
 * Where sentences begin in a text, in ascending order, the first at 0: after a stop and before a capital, a bracket or an opening
 * quotation mark, and after every line end.
 */
export function sentenceStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\n\s*|[.!?]["”»)]?\s+(?=["“«([{]?\s?[\p{Lu}\d])/gu)) {
    const first = match[0].charAt(0);
    if (first === '.') {
      const word = /[\p{L}.]*$/u.exec(text.slice(Math.max(0, match.index - 12), match.index))?.[0] ?? '';
      if (abbreviations.has(word.toLowerCase()) || (word.length === 1 && /\p{Lu}/u.test(word))) continue;
    }
    starts.push(match.index + match[0].length);
  }
  return starts;
}

/** The greatest of ascending places that is at most `at`, or `otherwise`. */
export function lastAtMost(places: readonly number[], at: number, otherwise: number): number {
  return places[countAtMost(places, at) - 1] ?? otherwise;
}

/** The smallest of ascending places that is greater than `at`, or `otherwise`. */
export function firstAfter(places: readonly number[], at: number, otherwise: number): number {
  return places[countAtMost(places, at)] ?? otherwise;
}

function countAtMost(places: readonly number[], at: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
