import { decodeValue, walkMarkup } from './markup.ts';
import type { ScrubJob } from './scrub-job.ts';

/** A name of three letters or less is too often a word. */
const shortestName = 4;
const mostNames = 200;

/**
 * Looks for the names that were taken out everywhere else: what is found is a word of the document, and stays, but the
 * user must know. `texts`: the XML parts of the result.
 */
export function findNames(job: ScrubJob, texts: ReadonlyMap<string, string>): void {
  const { author, authorNames } = job.choices;
  const replacements = new Set([author, ...(authorNames?.values() ?? [])]);
  const names = [...job.names]
    .filter((name) => name.length >= shortestName && !replacements.has(name))
    .slice(0, mostNames);
  for (const [part, text] of texts) {
    // Most names stand nowhere, which the text as it is written shows at once.
    if (!names.some((name) => text.includes(writtenAs(name)))) continue;
    const words = wordsOf(text);
    for (const name of names) {
      const count = countAsWord(words, name);
      if (count > 0) job.ledger.left('name-in-text', part, 'name', name, count);
    }
  }
}

function writtenAs(name: string): string {
  // A name with such characters may be written in several ways: its first letters tell enough.
  return name.replace(/[&<>"'].*$/s, '');
}

/** Everything in a part that is text or a value, and no name of an element or attribute. */
function wordsOf(text: string): string {
  const words: string[] = [];
  walkMarkup(text, {
    openTag: ({ attributes }) => {
      for (const { name, value } of attributes) if (!name.startsWith('xmlns')) words.push(value);
    },
    closeTag: () => {},
    text: (from, to) => words.push(decodeValue(text.slice(from, to))),
    strayText: () => {},
    other: () => {},
  });
  return words.join('\n');
}

function countAsWord(words: string, name: string): number {
  let count = 0;
  for (let at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + name.length)) {
    const before = words.slice(Math.max(0, at - 2), at);
    const after = words.slice(at + name.length, at + name.length + 2);
    if (!/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after)) count += 1;
  }
  return count;
}
