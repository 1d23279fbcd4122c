import { describe, expect, test } from 'vitest';
import { p, r } from '../../../support/docx.ts';
import { deleted, formerly, inserted, redlinePair } from '../../../support/redline-pair.ts';

describe('words', () => {
  test('an edited word is taken out and put in where it stands, and the run around it is cut', () => {
    const { body, changes, report } = redlinePair(p('The fee is ten euros.'), p('The fee is twelve euros.'));
    expect(body).toBe(p(`${r('The fee is ')}${deleted('ten')}${inserted('twelve')}${r(' euros.')}`));
    expect(changes).toEqual([['replacement', 'ten', 'twelve']]);
    expect(report.revisions).toBe(2);
  });

  test('every part of a cut run keeps its properties, and the paragraph its own', () => {
    const look = '<w:b/><w:color w:val="FF0000"/>';
    const { body } = redlinePair(
      p(r('The fee is ten euros.', look), '<w:jc w:val="both"/>'),
      p(r('The fee is twelve euros.', look), '<w:jc w:val="both"/>'),
    );
    expect(body).toBe(
      p(
        r('The fee is ', look) + deleted('ten', look) + inserted('twelve', look) + r(' euros.', look),
        '<w:jc w:val="both"/>',
      ),
    );
  });

  test('what is put in looks as it does in B', () => {
    const { body } = redlinePair(p('one three'), p(r('one ') + r('two ', '<w:i/>') + r('three')));
    expect(body).toBe(p(r('one ') + inserted('two ', '<w:i/>') + r('three')));
  });

  test('words are put in at the beginning, at the end and into an empty paragraph', () => {
    expect(redlinePair(p('fee is due'), p('The fee is due')).body).toBe(p(inserted('The ') + r('fee is due')));
    expect(redlinePair(p('fee is due'), p('fee is due now')).body).toBe(p(r('fee is due') + inserted(' now')));
    expect(redlinePair(p() + p('x'), p('now') + p('x')).body).toBe(p(inserted('now')) + p('x'));
  });

  test('words are taken out at the beginning, at the end and altogether', () => {
    expect(redlinePair(p('The fee is due'), p('fee is due')).body).toBe(p(deleted('The ') + r('fee is due')));
    expect(redlinePair(p('fee is due now'), p('fee is due')).body).toBe(p(r('fee is due') + deleted(' now')));
    expect(redlinePair(p('now') + p('x'), p() + p('x')).body).toBe(p(deleted('now')) + p('x'));
  });

  test('into how many runs a sentence is cut makes no difference, and untouched runs stay as they are written', () => {
    const cut = p(`${r('The f')}${r('ee i')}<w:proofErr w:type="spellStart"/>${r('s due')}${r(' now.')}`);
    expect(redlinePair(cut, p('The fee is due now.')).body).toBe(cut);
    expect(redlinePair(p('The fee is due now.'), cut).body).toBe(p('The fee is due now.'));
    expect(redlinePair(cut, p('The fee is due today.')).body).toBe(
      p(
        r('The f') +
          r('ee i') +
          '<w:proofErr w:type="spellStart"/>' +
          r('s due') +
          r(' ') +
          deleted('now') +
          inserted('today') +
          r('.'),
      ),
    );
  });

  test('a run without xml:space keeps its spaces where it is cut', () => {
    const { body } = redlinePair(p('<w:r><w:t>The fee is due</w:t></w:r>'), p('The price is due'));
    expect(body).toBe(p(r('The ') + deleted('fee') + inserted('price') + r(' is due')));
  });

  test('characters that XML needs otherwise are written as references', () => {
    const { body } = redlinePair(p('A & B < C'), p('A & B > C & “D”'));
    expect(body).toContain('&amp;');
    expect(body).not.toMatch(/& |<\s/);
  });

  test('characters outside the basic plane are never cut in two', () => {
    expect(redlinePair(p('we 😀 you'), p('we 😁 you')).changes).toEqual([['replacement', '😀', '😁']]);
  });

  test('language and proofing are no change', () => {
    const a = p(r('The fee', '<w:lang w:val="en-GB"/><w:noProof/>'));
    expect(redlinePair(a, p('The fee')).body).toBe(a);
  });
});

describe('formatting', () => {
  test('the run says what it was, and no word is marked', () => {
    const { body, changes } = redlinePair(p('one two three'), p(r('one ') + r('two', '<w:i/>') + r(' three')));
    expect(body).toBe(p(r('one ') + r('two', `<w:i/>${formerly('rPr', '')}`) + r(' three')));
    expect(changes).toEqual([['formatting', 'two', 'two']]);
  });

  test('formatting taken away is tracked as well', () => {
    const { body } = redlinePair(p(r('one', '<w:b/><w:i/>')), p(r('one', '<w:i/>')));
    expect(body).toBe(p(r('one', `<w:i/>${formerly('rPr', '<w:b/><w:i/>')}`)));
  });

  test('switched on in another spelling is the same', () => {
    const a = p(r('one', '<w:b w:val="1"/>'));
    expect(redlinePair(a, p(r('one', '<w:b/>'))).body).toBe(a);
    expect(redlinePair(a, p(r('one', '<w:b w:val="true"/>'))).body).toBe(a);
    expect(redlinePair(a, p(r('one', '<w:b w:val="0"/>'))).changes).toEqual([['formatting', 'one', 'one']]);
  });

  test('the order in which properties are written is no change', () => {
    const a = p(r('one', '<w:b/><w:i/>'));
    expect(redlinePair(a, p(r('one', '<w:i/><w:b/>'))).body).toBe(a);
  });

  test('an edited word in a stretch that is formatted anew', () => {
    const { body } = redlinePair(p('one two three'), p(r('one ', '<w:b/>') + r('six', '<w:b/>') + r(' three')));
    expect(body).toBe(
      p(r('one ', `<w:b/>${formerly('rPr', '')}`) + deleted('two') + inserted('six', '<w:b/>') + r(' three')),
    );
  });
});

describe('tabs, breaks and hyphens', () => {
  const written = r('<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>');

  test('are compared as characters and stay as they are written', () => {
    expect(redlinePair(p(written), p(written)).body).toBe(p(written));
    const { body } = redlinePair(p(written), p(`${written}${r(' e')}`));
    expect(body).toBe(p(written + inserted(' e')));
  });

  test('are put in and taken out', () => {
    expect(redlinePair(p('a b'), p(r('<w:t>a</w:t><w:tab/><w:t>b</w:t>'))).changes).toEqual([
      ['replacement', ' ', '\t'],
    ]);
    const pageBreak = '<w:br w:type="page"/>';
    expect(redlinePair(p('one'), p(r('<w:t>one</w:t>') + r(pageBreak))).body).toBe(
      p(r('one') + inserted(r(pageBreak))),
    );
    expect(redlinePair(p(r('one') + r(pageBreak)), p('one')).body).toBe(p(r('one') + deleted(pageBreak)));
  });

  test('a page break for a line break is a change', () => {
    const { changes } = redlinePair(p(r('<w:t>a</w:t><w:br/>')), p(r('<w:t>a</w:t><w:br w:type="page"/>')));
    expect(changes).toHaveLength(1);
  });

  test('soft and non-breaking hyphens inside a word that changes', () => {
    const hyphens = (first: string) =>
      p(r(`<w:t>${first}</w:t><w:softHyphen/><w:t>b</w:t><w:noBreakHyphen/><w:t>c x</w:t>`));
    const { body } = redlinePair(hyphens('one a'), hyphens('one z'));
    expect(body).toBe(
      p(
        r('<w:t xml:space="preserve">one </w:t>') +
          deleted(
            '<w:delText xml:space="preserve">a</w:delText><w:softHyphen/><w:delText xml:space="preserve">b</w:delText><w:noBreakHyphen/><w:delText xml:space="preserve">c</w:delText>',
          ) +
          inserted(
            r(
              '<w:t xml:space="preserve">z</w:t><w:softHyphen/><w:t>b</w:t><w:noBreakHyphen/><w:t xml:space="preserve">c</w:t>',
            ),
          ) +
          r(' x'),
      ),
    );
  });

  test('a hyphen element and its character are the same', () => {
    const a = p(r('<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>'));
    expect(redlinePair(a, p('a\u2011b')).body).toBe(a);
  });
});

describe('anchors', () => {
  test('bookmarks and comments stay around the words that they were about', () => {
    const bookmark = (words: string) => `<w:bookmarkStart w:id="5" w:name="Fee"/>${words}<w:bookmarkEnd w:id="5"/>`;
    const comment = (words: string) =>
      `<w:commentRangeStart w:id="0"/>${words}<w:commentRangeEnd w:id="0"/>${r('<w:commentReference w:id="0"/>')}`;
    const comments = `<w:comment w:id="0" w:author="The Vendor">${p('why?')}</w:comment>`;
    const { body } = redlinePair(
      { body: p(bookmark(r('one two')) + comment(r(' three')) + r(' four')), comments },
      { body: p('zero one two and three plus four'), comments },
    );
    expect(body).toBe(
      p(
        inserted('zero ') +
          bookmark(r('one two')) +
          comment(r(' ') + inserted('and ') + r('three')) +
          r(' ') +
          inserted('plus ') +
          r('four'),
      ),
    );
  });

  test('those of a paragraph that goes stay in it, and those of one that comes are left behind', () => {
    const anchor = '<w:bookmarkStart w:id="5" w:name="Fee"/><w:bookmarkEnd w:id="5"/>';
    expect(redlinePair(p('x') + p(anchor + r('gone words')) + p('y'), p('x') + p('y')).body).toContain(anchor);
    expect(redlinePair(p('x') + p('y'), p('x') + p(anchor + r('new words')) + p('y')).body).not.toContain('bookmark');
  });
});
