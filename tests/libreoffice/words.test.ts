import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRedline } from '../../core/docx/tracked/read-redline.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { by, docxFile, p, r } from '../support/docx.ts';
import { commonLength, measureWords } from '../support/redline-words.ts';

const ins = (text: string) => `<w:ins ${by('Buyer')}>${r(text)}</w:ins>`;
const del = (text: string) =>
  `<w:del ${by('Buyer')}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
const measure = (body: string) => measureWords(readRedline(docxFile(body), nodePlatform));

describe('the longest common subsequence', () => {
  it('is as long as a table says', () => {
    const word = fc.integer({ min: 0, max: 12 }).map((number) => `w${number}`);
    const list = fc.array(word, { maxLength: 90 });
    fc.assert(
      fc.property(list, list, (a, b) => {
        expect(commonLength(a, b)).toBe(commonLengthByTable(a, b));
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});

describe('how minimal a redline is', () => {
  it('counts no word that is kept', () => {
    expect(measure(p(r('Only ') + del('written') + ins('signed') + r(' notices count.')))).toEqual({
      before: 4,
      after: 4,
      changed: 2,
      leastAnywhere: 2,
      leastInPlace: 2,
    });
  });

  it('sees a word deleted and inserted again in its clause', () => {
    const { changed, leastInPlace } = measure(p(del('Only written') + ins('Only signed') + r(' notices count.')));
    expect({ changed, leastInPlace }).toEqual({ changed: 4, leastInPlace: 2 });
  });

  it('counts a word whose letters are kept in part', () => {
    const { changed, leastAnywhere } = measure(p(r('organi') + del('s') + ins('z') + r('ation')));
    expect({ changed, leastAnywhere }).toEqual({ changed: 2, leastAnywhere: 2 });
  });

  it('needs no words for a split', () => {
    expect(measure(p('Only written ', `<w:rPr><w:ins ${by('Buyer')}/></w:rPr>`) + p('notices count.')).changed).toBe(0);
  });

  it('asks nothing of unrelated paragraphs in place, and all they share anywhere', () => {
    const mark = (kind: string) => `<w:rPr><w:${kind} ${by('Buyer')}/></w:rPr>`;
    const body = p(del('the fees of the Vendor'), mark('del')) + p(ins('the law of the place'), mark('ins')) + p('end');
    const { changed, leastInPlace, leastAnywhere } = measure(body);
    expect({ changed, leastInPlace, leastAnywhere }).toEqual({ changed: 10, leastInPlace: 10, leastAnywhere: 4 });
  });
});

function commonLengthByTable(a: readonly string[], b: readonly string[]): number {
  let below = new Array<number>(b.length + 1).fill(0);
  for (let i = a.length - 1; i >= 0; i--) {
    const row = new Array<number>(b.length + 1).fill(0);
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? (below[j + 1] as number) + 1 : Math.max(below[j] as number, row[j + 1] as number);
    }
    below = row;
  }
  return below[0] as number;
}
