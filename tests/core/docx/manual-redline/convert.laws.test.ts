import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convertManualRedline } from '../../../../core/docx/manual-redline/convert.ts';
import { readDocx } from '../../../../core/docx/read-docx.ts';
import { readRedline } from '../../../../core/docx/tracked/read-redline.ts';
import { blockText } from '../../../../core/model/content.ts';
import { type View, viewOf } from '../../../../core/redline/view.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { docxFile, p, r } from '../../../support/docx.ts';

/**
 * The law of conversion: rejected, the words are those kept and struck; accepted, those kept and inserted. A drafter's text is
 * generated as pieces; those in brackets may hold paragraph ends, and then these come and go with them.
 */
type Piece =
  | { readonly kind: 'kept' | 'struck' | 'inserted'; readonly words: string; readonly cut: number }
  | { readonly kind: 'end' };

const unit = fc.constantFrom('a', 'b', 'c', ' ', '\t', '&', '“');
const words = fc.string({ unit, minLength: 1, maxLength: 8 }).map((text) => `x${text}`);
const cut = fc.nat(3);
const piece: fc.Arbitrary<Piece> = fc.oneof(
  fc.record({ kind: fc.constantFrom('kept' as const, 'struck' as const), words, cut }),
  fc.record({
    kind: fc.constant('inserted' as const),
    words: fc
      .array(fc.oneof({ arbitrary: words, weight: 4 }, { arbitrary: words.map((text) => `[${text}]`), weight: 1 }), {
        minLength: 1,
        maxLength: 3,
      })
      .map((lines) => lines.join('\n')),
    cut,
  }),
  fc.constant({ kind: 'end' as const }),
);

/** Runs of words; `cut` splits them as years of editing do. */
function runs(text: string, properties: string, at: number): string {
  if (text === '') return '';
  const place = Math.min(at, text.length);
  const pieces = [text.slice(0, place), text.slice(place)].filter((each) => each !== '');
  return pieces.map((each) => r(`<w:t xml:space="preserve">${escaped(each)}</w:t>`, properties)).join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function xmlOf(pieces: readonly Piece[]): string {
  const paragraphs: string[] = [''];
  const add = (xml: string) => {
    paragraphs[paragraphs.length - 1] += xml;
  };
  for (const each of pieces) {
    if (each.kind === 'end') paragraphs.push('');
    else if (each.kind === 'kept') add(runs(each.words, '', each.cut));
    else if (each.kind === 'struck') add(runs(each.words, '<w:strike/>', each.cut));
    else {
      for (const [index, line] of `[${each.words}]`.split('\n').entries()) {
        if (index > 0) paragraphs.push('');
        add(runs(line, '<w:b/>', each.cut));
      }
    }
  }
  return paragraphs.map((content) => p(content)).join('');
}

function wordsOf(pieces: readonly Piece[], kinds: readonly string[]): string {
  return pieces.map((each) => (each.kind === 'end' ? '\n' : kinds.includes(each.kind) ? each.words : '')).join('');
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');

/** Shows the convention, in paragraphs of its own. */
const before: readonly Piece[] = [
  { kind: 'kept', words: 'within ', cut: 9 },
  { kind: 'struck', words: 'ten', cut: 9 },
  { kind: 'inserted', words: 'thirty', cut: 9 },
  { kind: 'kept', words: ' days', cut: 9 },
  { kind: 'end' },
];
const after: readonly Piece[] = [{ kind: 'end' }, { kind: 'kept', words: 'The end.', cut: 9 }];

test('rejected it is what was kept and struck, accepted what was kept and inserted, line by line', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (some) => {
      const pieces = [...before, ...some, ...after];
      const file = docxFile(xmlOf(pieces));
      const { bytes } = convertManualRedline(file, { author: 'A', date: '2026-03-01T09:00:00Z' }, nodePlatform);
      const document = readRedline({ name: file.name, bytes }, nodePlatform);
      const read = (view: View) =>
        lines(
          viewOf(document, view)
            .map(({ block }) => blockText(block))
            .join('\n'),
        );
      expect(read('before')).toEqual(lines(wordsOf(pieces, ['kept', 'struck'])));
      expect(read('after')).toEqual(lines(wordsOf(pieces, ['kept', 'inserted'])));
    }),
    { numRuns: 300 },
  );
});

test('a converted file is no redline by hand any more', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (some) => {
      const file = docxFile(xmlOf([...before, ...some, ...after]));
      const { bytes } = convertManualRedline(file, { author: 'A', date: '2026-03-01T09:00:00Z' }, nodePlatform);
      const { notes } = readDocx({ name: file.name, bytes }, nodePlatform);
      expect(notes.map(({ code }) => code)).toEqual(['tracked-changes-accepted']);
    }),
    { numRuns: 100 },
  );
});
