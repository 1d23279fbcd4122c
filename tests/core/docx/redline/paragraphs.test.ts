import { describe, expect, test } from 'vitest';
import { p, r, table } from '../../../support/docx.ts';
import { deleted, deletedMark, formerly, inserted, insertedMark, redlinePair } from '../../../support/redline-pair.ts';

const one = p('The Vendor delivers the goods.');
const two = p('The Department pays the fee.');
const added = 'Risk passes on delivery.';
const last = p('Signed by the parties.');

describe('a paragraph put in', () => {
  const whole = p(inserted(added), insertedMark);

  test.each([
    ['first', one, p(added) + one, whole + one],
    ['between two', one + two, one + p(added) + two, one + whole + two],
    ['before a table', one + table(['x']) + last, one + p(added) + table(['x']) + last, null],
    [
      'behind a table',
      one + table(['x']) + last,
      one + table(['x']) + p(added) + last,
      one + table(['x']) + whole + last,
    ],
    [
      'before a table that comes first',
      table(['x']) + last,
      p(added) + table(['x']) + last,
      whole + table(['x']) + last,
    ],
    ['between two tables', table(['x']) + table(['y']) + last, table(['x']) + p(added) + table(['y']) + last, null],
    ['in a cell', table([one + two]) + last, table([one + p(added) + two]) + last, table([one + whole + two]) + last],
    ['first in a cell', table([one]) + last, table([p(added) + one]) + last, table([whole + one]) + last],
  ])('%s', (_, a, b, expected) => {
    const { body, changes } = redlinePair(a, b);
    if (expected !== null) expect(body).toBe(expected);
    expect(changes).toEqual([['insertion', '', added]]);
  });

  const asLast = p('The Vendor delivers the goods.', insertedMark) + p(inserted(added));

  test.each([
    ['last in the body', one, one + p(added), asLast],
    ['last in a cell', table([one]) + last, table([one + p(added)]) + last, table([asLast]) + last],
    [
      'right before a table',
      one + table(['x']) + last,
      one + p(added) + table(['x']) + last,
      asLast + table(['x']) + last,
    ],
  ])('%s: the mark before it is put in, since the last one must stay', (_, a, b, expected) => {
    expect(redlinePair(a, b).body).toBe(expected);
  });

  test('its properties and the looks of its mark come along, in the order of the schema', () => {
    const properties = '<w:keepNext/><w:jc w:val="center"/>';
    const { body } = redlinePair(one + two, one + p(r(added, '<w:b/>'), `${properties}<w:rPr><w:b/></w:rPr>`) + two);
    const mark = '<w:rPr><w:ins ours/><w:b/></w:rPr>';
    expect(body).toBe(one + p(inserted(added, '<w:b/>'), properties + mark) + two);
  });

  test('an empty one', () => {
    expect(redlinePair(one + two, one + p() + two).body).toBe(one + p('', insertedMark) + two);
  });

  test('several, and into a story without any', () => {
    expect(redlinePair(one + last, one + p(added) + p(added) + last).body).toBe(one + whole + whole + last);
  });
});

describe('a paragraph taken out', () => {
  const gone = p(deleted(added), deletedMark);

  test.each([
    ['first', p(added) + one, one, gone + one],
    ['between two', one + p(added) + two, one + two, one + gone + two],
    [
      'behind a table',
      one + table(['x']) + p(added) + last,
      one + table(['x']) + last,
      one + table(['x']) + gone + last,
    ],
    ['in a cell', table([one + p(added) + two]) + last, table([one + two]) + last, table([one + gone + two]) + last],
    [
      'before a table that comes first',
      p(added) + table(['x']) + last,
      table(['x']) + last,
      gone + table(['x']) + last,
    ],
    ['between two tables', table(['x']) + p(added) + table(['y']) + last, table(['x']) + table(['y']) + last, null],
  ])('%s', (_, a, b, expected) => {
    const { body, changes } = redlinePair(a, b);
    if (expected !== null) expect(body).toBe(expected);
    expect(changes).toEqual([['deletion', added, '']]);
  });

  const asLast = p('The Vendor delivers the goods.', deletedMark) + p(deleted(added));

  test.each([
    ['last in the body', one + p(added), one, asLast],
    ['last in a cell', table([one + p(added)]) + last, table([one]) + last, table([asLast]) + last],
    [
      'right before a table',
      one + p(added) + table(['x']) + last,
      one + table(['x']) + last,
      asLast + table(['x']) + last,
    ],
  ])('%s: the mark before it goes, since the last one must stay', (_, a, b, expected) => {
    const { body, changes } = redlinePair(a, b);
    expect(body).toBe(expected);
    expect(changes).toEqual([['deletion', added, '']]);
  });

  test('everything else of its properties stays', () => {
    const properties = '<w:keepNext/><w:jc w:val="center"/>';
    const { body } = redlinePair(one + p(r(added), `${properties}<w:rPr><w:b/></w:rPr>`) + two, one + two);
    expect(body).toBe(one + p(deleted(added), `${properties}<w:rPr><w:del ours/><w:b/></w:rPr>`) + two);
  });

  test('one of several that are alike', () => {
    expect(redlinePair(one + one + one + last, one + one + last).changes).toEqual([
      ['deletion', 'The Vendor delivers the goods.', ''],
    ]);
  });
});

describe('properties of a paragraph', () => {
  test('say what they were; the looks of the mark and the section stay', () => {
    const kept = '<w:rPr><w:b/></w:rPr><w:sectPr><w:pgSz w:w="100" w:h="100"/></w:sectPr>';
    const { body, changes } = redlinePair(
      p('The fee', `<w:keepNext/><w:jc w:val="left"/>${kept}`) + last,
      p('The fee', `<w:jc w:val="center"/>${kept}`) + last,
    );
    const former = formerly('pPr', '<w:keepNext/><w:jc w:val="left"/>');
    expect(body).toBe(p('The fee', `<w:jc w:val="center"/>${kept}${former}`) + last);
    expect(changes).toEqual([['formatting', 'The fee', 'The fee']]);
  });

  test('of a paragraph that had none, and of one that has none now', () => {
    expect(redlinePair(p('x'), p('x', '<w:keepNext/>')).body).toBe(p('x', `<w:keepNext/>${formerly('pPr', '')}`));
    expect(redlinePair(p('x', '<w:keepNext/>'), p('x')).body).toBe(p('x', formerly('pPr', '<w:keepNext/>')));
  });

  test('with words that change as well', () => {
    const { body } = redlinePair(p('one two'), p('one six', '<w:keepNext/>'));
    expect(body).toBe(p(r('one ') + deleted('two') + inserted('six'), `<w:keepNext/>${formerly('pPr', '')}`));
  });
});

describe('a split', () => {
  test('is one mark put in; no word is marked', () => {
    const { body, changes } = redlinePair(
      p('The Vendor delivers the goods. Risk passes on delivery.') + last,
      one + p(' Risk passes on delivery.') + last,
    );
    expect(body).toBe(p('The Vendor delivers the goods.', insertedMark) + p(' Risk passes on delivery.') + last);
    expect(changes).toEqual([['split', '', '\n']]);
  });

  test('of the last paragraph, and in three', () => {
    expect(
      redlinePair(p('The Vendor delivers the goods. Risk passes on delivery.'), one + p(' Risk passes on delivery.'))
        .body,
    ).toBe(p('The Vendor delivers the goods.', insertedMark) + p(' Risk passes on delivery.'));
    const { body } = redlinePair(
      p('Alpha beta gamma. Delta epsilon zeta. Eta theta iota.') + last,
      p('Alpha beta gamma.') + p(' Delta epsilon zeta.') + p(' Eta theta iota.') + last,
    );
    expect(body).toBe(
      p('Alpha beta gamma.', insertedMark) + p(' Delta epsilon zeta.', insertedMark) + p(' Eta theta iota.') + last,
    );
  });

  test('a heading of one word cut off', () => {
    const text = ' In this agreement the words below have these meanings.';
    const { body, changes } = redlinePair(p(`Definitions.${text}`) + last, p('Definitions.') + p(text) + last);
    expect(body).toBe(p('Definitions.', insertedMark) + p(text) + last);
    expect(changes).toEqual([['split', '', '\n']]);
  });

  test('with other properties: both parts say what the whole was', () => {
    const { body } = redlinePair(
      p('The Vendor delivers the goods. Risk passes on delivery.', '<w:keepNext/>') + last,
      p('The Vendor delivers the goods.', '<w:jc w:val="center"/>') +
        p(' Risk passes on delivery.', '<w:jc w:val="right"/>') +
        last,
    );
    const former = formerly('pPr', '<w:keepNext/>');
    expect(body).toBe(
      p('The Vendor delivers the goods.', `<w:jc w:val="center"/>${insertedMark}${former}`) +
        p(' Risk passes on delivery.', `<w:jc w:val="right"/>${former}`) +
        last,
    );
  });

  test('inside a run with looks, a hyperlink and a bookmark', () => {
    const link = (words: string) => `<w:hyperlink w:anchor="Fee">${r(words, '<w:b/>')}</w:hyperlink>`;
    const { body } = redlinePair(
      p(link('The Vendor delivers the goods. Risk passes on delivery.')) + last,
      p(link('The Vendor delivers the goods.')) + p(link(' Risk passes on delivery.')) + last,
    );
    expect(body).toBe(
      p(link('The Vendor delivers the goods.'), insertedMark) + p(link(' Risk passes on delivery.')) + last,
    );
  });
});

describe('a join', () => {
  test('is one mark taken out; no word is marked', () => {
    const { body, changes } = redlinePair(
      one + p(' Risk passes on delivery.') + last,
      p('The Vendor delivers the goods. Risk passes on delivery.') + last,
    );
    expect(body).toBe(p('The Vendor delivers the goods.', deletedMark) + p(' Risk passes on delivery.') + last);
    expect(changes).toEqual([['join', '\n', '']]);
  });

  test('of three', () => {
    const { body } = redlinePair(
      p('Alpha beta gamma.') + p(' Delta epsilon zeta.') + p(' Eta theta iota.') + last,
      p('Alpha beta gamma. Delta epsilon zeta. Eta theta iota.') + last,
    );
    expect(body).toBe(
      p('Alpha beta gamma.', deletedMark) + p(' Delta epsilon zeta.', deletedMark) + p(' Eta theta iota.') + last,
    );
  });

  test('that leaves an empty paragraph behind, before it and after it', () => {
    const parts = [p('The Vendor delivers the goods'), p('on the first of May of the year.')] as const;
    const whole = p('The Vendor delivers the goods on the first of May of the year.');
    for (const b of [p() + whole, whole + p()]) {
      const { body } = redlinePair(one + parts.join('') + last, one + b + last);
      expect(body).not.toContain('delText');
    }
  });

  test('with other properties: both parts say what they were', () => {
    const { body } = redlinePair(
      p('The Vendor delivers the goods.', '<w:jc w:val="center"/>') +
        p(' Risk passes on delivery.', '<w:jc w:val="right"/>') +
        last,
      p('The Vendor delivers the goods. Risk passes on delivery.', '<w:keepNext/>') + last,
    );
    expect(body).toBe(
      p('The Vendor delivers the goods.', `<w:keepNext/>${deletedMark}${formerly('pPr', '<w:jc w:val="center"/>')}`) +
        p(' Risk passes on delivery.', `<w:keepNext/>${formerly('pPr', '<w:jc w:val="right"/>')}`) +
        last,
    );
  });
});

describe('moves', () => {
  const clause = 'Either party may end this agreement by notice.';
  const others = p('The Vendor delivers the goods on time.') + p('The Department pays the fee in time.');
  const ranges = (end: 'From' | 'To', content: string) =>
    `<w:move${end}RangeStart ours w:name="move"/>${content}<w:move${end}RangeEnd/>`;
  const moved = (end: 'From' | 'To', words = r(clause)) =>
    ranges(end, p(`<w:move${end} ours>${words}</w:move${end}>`, `<w:rPr><w:move${end} ours/></w:rPr>`));

  test('down and up', () => {
    const down = redlinePair(p(clause) + others + last, others + p(clause) + last);
    expect(down.body).toBe(moved('From') + others + moved('To') + last);
    expect(down.changes).toEqual([['move', clause, clause]]);
    const up = redlinePair(others + p(clause) + last, p(clause) + others + last);
    expect(up.body).toBe(moved('To') + others + moved('From') + last);
  });

  test('to the very end, where the mark before it is the one that comes', () => {
    const { body, changes } = redlinePair(one + two + last, two + last + one);
    expect(changes.filter(([kind]) => kind === 'move')).toHaveLength(1);
    expect(body).not.toMatch(/<w:(?:del|ins) ours><w:r>/);
    expect(body).toContain(p('Signed by the parties.', insertedMark));
    expect(body).toMatch(/<w:moveTo ours><w:r>.*The Vendor delivers the goods\..*<w:moveToRangeEnd\/><\/w:p>$/);
    expect(redlinePair(one + two + last, two + last + p('The Vendor delivers all goods.')).body).not.toContain(
      'moveTo',
    );
  });

  test('with a word changed on the way: only that word is marked besides', () => {
    const before = 'Either party may end this agreement at any time by written notice to the other.';
    const after = before.replace('at any time', 'at once');
    const { body, changes } = redlinePair(p(before) + others + last, others + p(after) + last);
    expect(changes.map(([kind]) => kind)).toContain('move');
    expect(body).toContain('<w:del ours><w:r><w:delText xml:space="preserve">any time</w:delText></w:r></w:del>');
    expect(body).toContain(inserted('once'));
  });

  test('neighbours that moved together are one move', () => {
    const second = 'The notice takes effect when it is received.';
    const passed = others + one + two;
    const { changes, file } = redlinePair(p(clause) + p(second) + passed + last, passed + p(clause) + p(second) + last);
    expect(changes).toEqual([['move', `${clause}\n${second}`, `${clause}\n${second}`]]);
    expect(file.bytes.length).toBeGreaterThan(0);
  });

  test('a few words that turn up elsewhere have not moved', () => {
    const { changes } = redlinePair(p('The end') + others + last, others + p('The end') + last);
    expect(changes.map(([kind]) => kind).sort()).toEqual(['deletion', 'insertion']);
  });
});
