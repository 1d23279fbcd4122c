import { describe, expect, test } from 'vitest';
import { p, r, row } from '../../../support/docx.ts';
import { deleted, deletedMark, inserted, insertedMark, redlinePair } from '../../../support/redline-pair.ts';

const grid =
  '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="100"/></w:tblGrid>';
const table = (...rows: readonly string[]) => `<w:tbl>${grid}${rows.join('')}</w:tbl>`;
const first = p('The fees are these.');
const last = p('Signed by the parties.');
const around = (content: string) => first + content + last;

const head = row(['Item', 'Fee']);
const goods = row(['Goods', 'ten euros']);
const storage = (properties = '', mark = '', words: (text: string) => string = r) =>
  row([p(words('Storage'), mark), p(words('two euros'), mark)], properties);

describe('rows', () => {
  test('put in between, first and last, with their properties', () => {
    const whole = storage('<w:cantSplit/><w:ins ours/>', insertedMark, inserted);
    const added = storage('<w:cantSplit/>');
    for (const [b, expected] of [
      [table(head, added, goods), table(head, whole, goods)],
      [table(added, head, goods), table(whole, head, goods)],
      [table(head, goods, added), table(head, goods, whole)],
    ] as const) {
      const { body, changes } = redlinePair(around(table(head, goods)), around(b));
      expect(body).toBe(around(expected));
      expect(changes).toEqual([['insertion', '', 'Storage\ttwo euros']]);
    }
  });

  test('taken out', () => {
    const { body, changes } = redlinePair(
      around(table(head, storage('<w:cantSplit/>'), goods)),
      around(table(head, goods)),
    );
    expect(body).toBe(around(table(head, storage('<w:cantSplit/><w:del ours/>', deletedMark, deleted), goods)));
    expect(changes).toEqual([['deletion', 'Storage\ttwo euros', '']]);
  });

  test('with a cell that was edited', () => {
    const { body } = redlinePair(around(table(head, goods)), around(table(head, row(['Goods', 'twelve euros']))));
    expect(body).toBe(around(table(head, row(['Goods', p(deleted('ten') + inserted('twelve') + r(' euros'))]))));
  });

  test('of another shape are taken out and put in', () => {
    const merged = `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${p('Goods ten euros')}</w:tc></w:tr>`;
    const { body } = redlinePair(around(table(head, goods)), around(table(head, merged)));
    expect(body).toBe(
      around(
        table(
          head,
          row([p(deleted('Goods'), deletedMark), p(deleted('ten euros'), deletedMark)], '<w:del ours/>'),
          `<w:tr><w:trPr><w:ins ours/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${p(inserted('Goods ten euros'), insertedMark)}</w:tc></w:tr>`,
        ),
      ),
    );
  });

  test('inside a content control, and a mark where the properties stand empty', () => {
    const control = (rows: string) => `<w:sdt><w:sdtPr/><w:sdtContent>${rows}</w:sdtContent></w:sdt>`;
    expect(redlinePair(around(table(control(head), goods)), around(table(head, storage(), goods))).changes).toEqual([
      ['insertion', '', 'Storage\ttwo euros'],
    ]);
    const empty = goods.replace('<w:tr>', '<w:tr><w:trPr/>');
    expect(redlinePair(around(table(head, empty)), around(table(head))).body).toContain(
      '<w:tr><w:trPr><w:del ours/></w:trPr>',
    );
  });
});

describe('tables', () => {
  const fees = table(head, goods);
  const gone = table(
    row([p(deleted('Item'), deletedMark), p(deleted('Fee'), deletedMark)], '<w:del ours/>'),
    row([p(deleted('Goods'), deletedMark), p(deleted('ten euros'), deletedMark)], '<w:del ours/>'),
  );
  const come = table(
    row([p(inserted('Item'), insertedMark), p(inserted('Fee'), insertedMark)], '<w:ins ours/>'),
    row([p(inserted('Goods'), insertedMark), p(inserted('ten euros'), insertedMark)], '<w:ins ours/>'),
  );

  test('put in and taken out by their rows', () => {
    expect(redlinePair(first + last, around(fees)).body).toBe(around(come));
    expect(redlinePair(around(fees), first + last).body).toBe(around(gone));
  });

  test('put in at the very end: no word is marked but those of the table', () => {
    const { changes } = redlinePair(first, first + fees + p());
    expect(changes.filter(([, before, after]) => before.trim() + after.trim() !== '')).toEqual([
      ['insertion', '', 'Item\tFee\nGoods\tten euros'],
    ]);
  });

  test('taken out at the very end: no word is marked but those of the table', () => {
    const { changes } = redlinePair(first + fees + p(), first);
    expect(changes.filter(([, before, after]) => before.trim() + after.trim() !== '')).toEqual([
      ['deletion', 'Item\tFee\nGoods\tten euros', ''],
    ]);
  });

  test('with a paragraph before and one behind it that come and go', () => {
    redlinePair(first + last, first + p('They hold for one year.') + fees + p('Tax is not in them.') + last);
    redlinePair(first + p('They hold for one year.') + fees + p('Tax is not in them.') + last, first + last);
  });

  test('next to one another', () => {
    redlinePair(around(fees), around(fees + p() + fees));
    redlinePair(around(fees + p() + fees), around(fees));
    redlinePair(fees + last, fees + p('between them') + fees + last);
  });
});

describe('tables in tables', () => {
  const outer = (content: string) => around(table(row([content, 'x'])));
  const inner = (...rows: readonly string[]) => table(...rows) + p();

  test('a word, a row and the table itself', () => {
    expect(redlinePair(outer(inner(head, goods)), outer(inner(head, row(['Goods', 'twelve euros'])))).changes).toEqual([
      ['replacement', 'ten', 'twelve'],
    ]);
    expect(redlinePair(outer(inner(head, goods)), outer(inner(head, storage(), goods))).changes).toEqual([
      ['insertion', '', 'Storage\ttwo euros'],
    ]);
    expect(redlinePair(outer(first), outer(first + inner(head))).changes.map(([kind]) => kind)).toContain('insertion');
    expect(redlinePair(outer(first + inner(head)), outer(first)).changes.map(([kind]) => kind)).toContain('deletion');
  });

  test('go with the row that they are in', () => {
    const { body } = redlinePair(around(table(head, row([inner(goods), 'x']))), around(table(head)));
    expect(body.match(/<w:trPr><w:del ours\/><\/w:trPr>/g)).toHaveLength(2);
    expect(body).not.toContain('<w:t xml:space="preserve">Goods');
  });
});

describe('what is not tracked in tables', () => {
  test('properties of tables, rows and cells that differ are said in the report', () => {
    const wider = (content: string) => content.replace('w:w="0" w:type="auto"', 'w:w="5000" w:type="pct"');
    const { body, report } = redlinePair(around(table(head)), around(wider(table(head))));
    expect(body).toBe(around(table(head)));
    expect(report.notes).not.toEqual([]);
  });
});
