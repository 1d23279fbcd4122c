import { describe, expect, test } from 'vitest';
import { p, r, row } from '../../../support/docx.ts';
import { deleted, deletedMark, inserted, insertedMark, redlinePair } from '../../../support/redline-pair.ts';

const last = p('Signed by the parties.');
const vendor = (id: number) => `w:id="${id}" w:author="The Vendor" w:date="2026-01-01T09:00:00Z"`;
const put = (content: string, id = 11) => `<w:ins ${vendor(id)}>${content}</w:ins>`;
const took = (words: string, id = 12) =>
  `<w:del ${vendor(id)}>${r(`<w:delText xml:space="preserve">${words}</w:delText>`)}</w:del>`;

describe('changes of somebody else that are pending in A survive', () => {
  test('words put in: ours go into them, the rest stays theirs', () => {
    const a = p(`${r('pay ')}${put(r('ten full euros'))}${r(' now')}`) + last;
    const { body, report } = redlinePair(a, p('pay ten whole full euros now') + last);
    expect(body).toContain(inserted('whole '));
    expect(body.replace(/<w:ins ours>.*?<\/w:ins>/, '').replace(/<[^>]*>/g, '')).toBe(
      'pay ten full euros nowSigned by the parties.',
    );
    expect(report.notes.map(({ code }) => code)).toContain('pending-in-base');
  });

  test('words put in and taken out again by us are in both changes', () => {
    const a = p(`${r('pay ')}${put(r('ten full euros'))}${r(' now')}`) + last;
    const { body } = redlinePair(a, p('pay ten euros now') + last);
    expect(body).toBe(p(`${r('pay ')}${put(r('ten ') + deleted('full ') + r('euros'))}${r(' now')}`) + last);
    redlinePair(a, p('pay now') + last);
  });

  test('words taken out stay taken out, also where we put in others', () => {
    const a = p(r('pay ') + took('at once ') + r('ten euros')) + last;
    const { body } = redlinePair(a, p('pay only ten euros') + last);
    expect(body).toContain(took('at once '));
    expect(body).toContain(inserted('only '));
    const gone = redlinePair(p('The fee is fixed.') + a, p('The fee is fixed.') + last);
    expect(gone.body).toContain(took('at once '));
  });

  test('formatting of words', () => {
    const look = `<w:b/><w:rPrChange ${vendor(13)}><w:rPr/></w:rPrChange>`;
    const { body } = redlinePair(p(r('pay ten euros', look)) + last, p(r('pay six euros', '<w:b/>')) + last);
    expect(body).toContain(r('pay ', look));
    redlinePair(p(r('pay ten euros', look)) + last, p(r('pay ten euros', '<w:b/><w:i/>')) + last);
    redlinePair(p(r('pay ten euros', look)) + last, p(r('pay ten euros', '<w:i/>')) + last);
  });

  test('a paragraph mark put in', () => {
    const a =
      p('The Vendor delivers the goods.', `<w:rPr><w:ins ${vendor(11)}/></w:rPr>`) + p('The fee is due.') + last;
    expect(redlinePair(a, p('The Vendor delivers the goods.') + p('The price is due.') + last).body).toContain(
      `<w:rPr><w:ins ${vendor(11)}/></w:rPr>`,
    );
    const joined = redlinePair(a, p('The Vendor delivers the goods.The fee is due.') + last);
    expect(joined.body).toContain(`<w:rPr><w:ins ${vendor(11)}/><w:del ours/></w:rPr>`);
  });

  test('a paragraph mark taken out', () => {
    const mark = `<w:rPr><w:del ${vendor(12)}/></w:rPr>`;
    const a = p('The Vendor delivers the goods.', mark) + p(' The fee is due.') + last;
    const { body } = redlinePair(a, p('The Vendor sends the goods. The price is due.') + last);
    expect(body).toBe(
      p(r('The Vendor ') + deleted('delivers') + inserted('sends') + r(' the goods.'), mark) +
        p(r(' The ') + deleted('fee') + inserted('price') + r(' is due.')) +
        last,
    );
    redlinePair(a, p('The Vendor delivers the goods.') + p(' The fee is due.') + last);
  });

  test('a move', () => {
    const clause = 'Either party may end this agreement by notice.';
    const ranged = (end: 'From' | 'To', id: number, content: string) =>
      `<w:move${end}RangeStart ${vendor(id)} w:name="their move"/>${content}<w:move${end}RangeEnd w:id="${id}"/>`;
    const moved = (end: 'From' | 'To', id: number, words: string) =>
      ranged(
        end,
        id,
        p(
          `<w:move${end} ${vendor(id + 1)}>${r(words)}</w:move${end}>`,
          `<w:rPr><w:move${end} ${vendor(id + 2)}/></w:rPr>`,
        ),
      );
    const a = moved('From', 20, clause) + p('The fee is due.') + moved('To', 30, clause) + last;
    const { body } = redlinePair(a, p('The price is due.') + p(clause.replace('by', 'by written')) + last);
    expect(body).toContain(moved('From', 20, clause));
    expect(body).toContain(inserted('written '));
    redlinePair(a, p('The fee is due.') + last);
  });

  test('rows put in and taken out', () => {
    const table = (...rows: readonly string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;
    const pendingIn = row(['Goods', 'ten'], `<w:ins ${vendor(11)}/>`);
    const pendingOut = row(['Goods', 'ten'], `<w:del ${vendor(12)}/>`);
    const head = row(['Item', 'Fee']);
    const gone = redlinePair(table(head, pendingIn) + last, table(head) + last);
    expect(gone.body).toContain(`<w:trPr><w:ins ${vendor(11)}/><w:del ours/></w:trPr>`);
    const edited = redlinePair(table(head, pendingOut) + last, table(row(['Item', 'Price'])) + last);
    expect(edited.body).toContain(pendingOut);
  });

  test('a paragraph with changes in it that moves', () => {
    const a = p(`${r('Either party ')}${put(r('at any time '))}${took('never ')}${r('may end this agreement.')}`);
    const others = p('The Vendor delivers the goods on time.') + p('The Department pays the fee in time.');
    redlinePair(a + others + last, others + p('Either party at any time may end this agreement.') + last);
  });

  test('a comment on words that go', () => {
    const comment = `<w:commentRangeStart w:id="0"/>${r('ten euros')}<w:commentRangeEnd w:id="0"/>${r('<w:commentReference w:id="0"/>')}`;
    const { body } = redlinePair(
      {
        body: `${p(`${r('pay ')}${comment}${r(' now')}`)}<w:sectPr/>`,
        comments: `<w:comment w:id="0" w:author="The Vendor">${p('why?')}</w:comment>`,
      },
      p('pay now'),
    );
    expect(body).toContain('<w:commentReference w:id="0"/>');
    expect(body).toContain('<w:commentRangeEnd w:id="0"/>');
  });
});

describe('changes pending in B', () => {
  test('count as accepted, and are said in the report', () => {
    const { body, report } = redlinePair(
      p('pay ten euros') + last,
      p(r('pay ') + put(r('only ')) + took('ten ') + r('euros')) + last,
    );
    expect(body).toBe(p(r('pay ') + deleted('ten') + inserted('only') + r(' euros')) + last);
    expect(report.notes.map(({ code }) => code)).toContain('pending-in-revised');
  });

  test('marks, formatting and rows', () => {
    const joined =
      p('The Vendor delivers the goods.', `<w:rPr><w:del ${vendor(12)}/></w:rPr>`) + p(' The fee is due.') + last;
    expect(redlinePair(p('The Vendor delivers the goods.') + p(' The fee is due.') + last, joined).body).toBe(
      p('The Vendor delivers the goods.', deletedMark) + p(' The fee is due.') + last,
    );
    const split =
      p('The Vendor delivers the goods.', `<w:rPr><w:ins ${vendor(11)}/></w:rPr>`) + p(' The fee is due.') + last;
    expect(redlinePair(p('The Vendor delivers the goods. The fee is due.') + last, split).body).toBe(
      p('The Vendor delivers the goods.', insertedMark) + p(' The fee is due.') + last,
    );
    const look = `<w:b/><w:rPrChange ${vendor(13)}><w:rPr/></w:rPrChange>`;
    expect(redlinePair(p('due now') + last, p(r('due now', look)) + last).changes).toEqual([
      ['formatting', 'due now', 'due now'],
    ]);
    const added = row(['Goods', 'ten'], `<w:ins ${vendor(11)}/>`);
    expect(
      redlinePair(
        `<w:tbl>${row(['Item', 'Fee'])}</w:tbl>${last}`,
        `<w:tbl>${row(['Item', 'Fee'])}${added}</w:tbl>${last}`,
      ).changes,
    ).toEqual([['insertion', '', 'Goods\tten']]);
  });
});
