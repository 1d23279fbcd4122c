import { describe, expect, test } from 'vitest';
import { openPackage } from '../../../../core/docx/package.ts';
import { redlineDocx } from '../../../../core/docx/redline/redline-docx.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { docxFile, p, r, table } from '../../../support/docx.ts';
import { redlineAuthor, redlineOptions } from '../../../support/redline-laws.ts';

const last = p('Signed by the parties.');
const asked = redlineOptions.date;
const later = '2026-03-01T09:02:00Z';

/** Our tracked changes in the order of the file, each with its words (`¶` for a mark) and whether it is signed later. */
function signatures(a: string, b: string): string[] {
  const sides = [a, b].map((body) => docxFile(`${body}${last}<w:sectPr/>`)) as [
    ReturnType<typeof docxFile>,
    ReturnType<typeof docxFile>,
  ];
  const { bytes } = redlineDocx(...sides, redlineOptions, nodePlatform);
  const docx = openPackage({ name: 'redline', bytes }, nodePlatform);
  const tracked = /<w:(ins|del|moveFrom|moveTo) w:id="\d+" w:author="([^"]*)" w:date="([^"]*)"(?:\/>|>(.*?)<\/w:\1>)/g;
  return Array.from(docx.getText(docx.mainPart).matchAll(tracked), ([, kind, author, date, content]) => {
    expect(author).toBe(redlineAuthor);
    expect([asked, later]).toContain(date);
    const words = content === undefined ? '¶' : content.replace(/<[^>]*>/g, '').trim();
    return `${kind} ${words}${date === later ? ' later' : ''}`;
  });
}

describe('insertions that only the mark of a paragraph that stays parts', () => {
  test('are signed two minutes apart, by turns', () => {
    expect(signatures(p('one') + p('two'), p('one x') + p('y two'))).toEqual(['ins x', 'ins y later']);
    expect(signatures(p('a b c') + p() + p('d e f'), p('a b c x') + p('y') + p('z d e f'))).toEqual([
      'ins x',
      'ins y later',
      'ins z',
    ]);
  });

  test('a paragraph put in behind words put in: words and mark alike', () => {
    expect(signatures(p('one two three') + p('four'), p('one two three x') + p('y') + p('four'))).toEqual([
      'ins x',
      'ins ¶ later',
      'ins y later',
    ]);
  });

  test('behind a paragraph put in and an empty one that stays', () => {
    expect(signatures(p('a b c') + p() + p('two'), p('a b c') + p('x') + p() + p('y two'))).toEqual([
      'ins ¶',
      'ins x',
      'ins y later',
    ]);
  });
});

describe('the date that was asked for is that of', () => {
  test.each([
    ['insertions with words that stay between', p('one') + p('two'), p('x one') + p('y two')],
    ['insertions beside deletions', p('one two') + p('three four'), p('one six') + p('seven four')],
    ['neighbours in one insertion', p('one') + p('two'), p('one x') + p('y') + p('z')],
    ['insertions in two cells', table(['one', 'two']), table(['one x', 'y two'])],
    ['insertions in two rows', table(['one'], ['two']), table(['one x'], ['y two'])],
    ['insertions around a table', p('one') + table(['two']), p('one x') + table(['y two'])],
  ])('%s', (_, a, b) => {
    const signed = signatures(a, b);
    expect(signed.length).toBeGreaterThan(1);
    expect(signed.filter((each) => each.endsWith(' later'))).toEqual([]);
  });

  test('changes that were pending in the same name keep theirs', () => {
    const pending = `<w:ins w:id="7" w:author="${redlineAuthor}" w:date="${asked}">${r('old ')}</w:ins>`;
    expect(signatures(p('one') + p(pending + r('two')), p('one x') + p(pending + r('two and more')))).toEqual([
      'ins x',
      'ins old',
      'ins and more',
    ]);
  });
});
