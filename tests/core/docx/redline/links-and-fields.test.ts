import { describe, expect, test } from 'vitest';
import { type DocxContent, hyperlinkRelationship, p, r } from '../../../support/docx.ts';
import { deleted, inserted, insertedMark, redlinePair } from '../../../support/redline-pair.ts';

const last = p('Signed by the parties.');
const character = (type: string) => r(`<w:fldChar w:fldCharType="${type}"/>`);
const code = (instruction: string) => r(`<w:instrText xml:space="preserve"> ${instruction} </w:instrText>`);
const field = (instruction: string, result: string) =>
  character('begin') + code(instruction) + character('separate') + result + character('end');

describe('hyperlinks', () => {
  const link = (words: string, id = 'rIdL') => `<w:hyperlink r:id="${id}">${r(words)}</w:hyperlink>`;
  const page = (content: string, target = 'https://example.org/', id = 'rIdL'): DocxContent => ({
    body: `${p(content)}${last}<w:sectPr/>`,
    relationships: hyperlinkRelationship(id, target),
  });

  test('a word that changes in a link stays in it, whatever its relationship is called', () => {
    const { body, partOf } = redlinePair(
      page(r('see ') + link('the old rules') + r(' here')),
      page(r('see ') + link('the new rules', 'rId99') + r(' here'), 'https://example.org/', 'rId99'),
    );
    const words = r('the ') + deleted('old') + inserted('new') + r(' rules');
    expect(body).toBe(p(`${r('see ')}<w:hyperlink r:id="rIdL">${words}</w:hyperlink>${r(' here')}`) + last);
    expect(partOf('word/_rels/document.xml.rels').match(/TargetMode/g)).toHaveLength(1);
  });

  test('a new target takes the words out and puts them in again', () => {
    const { body, changes, partOf } = redlinePair(
      page(r('see ') + link('the rules') + r(' here')),
      page(r('see ') + link('the rules') + r(' here'), 'https://example.com/'),
    );
    expect(changes).toEqual([['replacement', 'the rules', 'the rules']]);
    expect(body).toContain(`<w:hyperlink r:id="rIdL">${deleted('the rules')}</w:hyperlink>`);
    expect(partOf('word/_rels/document.xml.rels')).toContain('Target="https://example.com/" TargetMode="External"');
  });

  test('a link added to words, and one taken from them', () => {
    const plain: DocxContent = { body: `${p('see the rules here')}${last}<w:sectPr/>` };
    const linked = page(r('see ') + link('the rules') + r(' here'));
    const added = redlinePair(plain, linked);
    expect(added.body).toContain(`<w:hyperlink r:id="rId1">${inserted('the rules')}</w:hyperlink>`);
    expect(added.body).toContain(deleted('the rules'));
    const taken = redlinePair(linked, plain);
    expect(taken.body).toContain(`<w:hyperlink r:id="rIdL">${deleted('the rules')}</w:hyperlink>`);
    expect(taken.body).toContain(inserted('the rules'));
  });

  test('to a bookmark, with words put in at its edges and around it', () => {
    const anchor = (words: string) => `<w:hyperlink w:anchor="Fee">${r(words)}</w:hyperlink>`;
    const { body } = redlinePair(
      p(r('see ') + anchor('the fee') + r(' here')),
      p(r('see now ') + anchor('all the fee rules') + r(' and here')),
    );
    expect(body).toContain('w:anchor="Fee"');
    redlinePair(p(anchor('the fee')), p(anchor('the fee') + r(' and more')));
    redlinePair(p(anchor('the fee')), p(r('more and ') + anchor('the fee')));
  });

  test('written as a field is the same as written as an element', () => {
    const a = p(r('see ') + field('HYPERLINK "https://example.org/"', r('the rules')) + r(' here'));
    expect(redlinePair({ body: `${a}${last}<w:sectPr/>` }, page(r('see ') + link('the rules') + r(' here'))).body).toBe(
      a + last,
    );
  });
});

describe('HYPERLINK fields', () => {
  const site = (words: string) => field('HYPERLINK "https://example.org/"', r(words));

  test('a word that changes in one stays a plain run in it', () => {
    const { body } = redlinePair(p(r('see ') + site('the old rules')), p(r('see ') + site('the new rules')));
    expect(body).toBe(
      p(
        r('see ') +
          field('HYPERLINK "https://example.org/"', r('the ') + deleted('old') + inserted('new') + r(' rules')),
      ),
    );
  });

  test('put in among other words, first in a paragraph and alone', () => {
    for (const [a, b] of [
      [p('see here'), p(`${r('see ')}${site('the rules')}${r(' and here')}`)],
      [p('see here'), p('see here') + p(site('the rules') + r(' are new'))],
      [p('see here'), p(`${site('the rules')}${r(' see here')}`)],
      [p('see here') + last, p('see here') + p(site('the rules')) + last],
    ] as const) {
      redlinePair(a, b);
    }
  });

  test('taken out with all its words', () => {
    const { changes } = redlinePair(p(r('see ') + site('the rules') + r(' here')), p('see here'));
    expect(changes).toEqual([['deletion', 'the rules ', '']]);
  });
});

describe('fields', () => {
  test('a result that changes replaces the whole field', () => {
    const { body, changes } = redlinePair(
      p(r('see ') + field('REF Fee', r('1.1')) + r(' here')),
      p(r('see ') + field('REF Fee', r('1.2')) + r(' here')),
    );
    expect(changes).toEqual([['replacement', '1.1', '1.2']]);
    expect(body).toContain(inserted(field('REF Fee', r('1.2'))));
    expect(body).toContain('<w:delInstrText xml:space="preserve"> REF Fee </w:delInstrText>');
  });

  test('how a result is cut into runs, and spaces in the instruction, are no change', () => {
    const a = p(r('see ') + field('REF Fee', r('1.1')) + r(' here'));
    expect(redlinePair(a, p(r('see ') + field(' REF  Fee', r('1.') + r('1')) + r(' here'))).body).toBe(a);
  });

  test('a simple field is the same as one of runs; tracked, it is written as runs', () => {
    const simple = (result: string) => `<w:fldSimple w:instr=" NUMPAGES ">${r(result)}</w:fldSimple>`;
    const a = p(r('of ') + simple('7') + r(' pages'));
    expect(redlinePair(a, p(r('of ') + field('NUMPAGES', r('7')) + r(' pages'))).body).toBe(a);
    const { body, changes } = redlinePair(a, p(r('of ') + simple('9') + r(' pages')));
    expect(changes).toEqual([['replacement', '7', '9']]);
    expect(body).not.toContain('fldSimple');
    expect(body).toContain('<w:delInstrText xml:space="preserve"> NUMPAGES </w:delInstrText>');
  });

  test('inside a simple field that goes, looks keep the names that A has for them', () => {
    const style = (name: string) => `<w:style w:type="character" w:styleId="Em"><w:name w:val="${name}"/></w:style>`;
    const simple = `<w:fldSimple w:instr="REF Fee">${r('1.1', '<w:rStyle w:val="Em"/>')}</w:fldSimple>`;
    const { body } = redlinePair(
      { body: `${p(r('see ') + simple + r(' here'))}<w:sectPr/>`, styles: style('emphasis') },
      { body: `${p('see here')}<w:sectPr/>`, styles: style('another') },
    );
    expect(body).toContain('<w:rStyle w:val="Em"/>');
  });

  test('a word beside a field changes and the field stays', () => {
    const { body } = redlinePair(
      p(r('see ') + field('REF Fee', r('1.1')) + r(' here')),
      p(r('look at ') + field('REF Fee', r('1.1')) + r(' there')),
    );
    expect(body).toContain(field('REF Fee', r('1.1')));
  });

  test('fields in fields', () => {
    const nested = (result: string) =>
      character('begin') +
      code('IF ') +
      field('REF Fee', r('1')) +
      code(' = 1') +
      character('separate') +
      r(result) +
      character('end');
    const a = p(r('it is ') + nested('due') + r(' now'));
    expect(redlinePair(a, p(r('it is ') + nested('due') + r(' today'))).changes).toEqual([
      ['replacement', 'now', 'today'],
    ]);
    expect(redlinePair(a, p(r('it is ') + nested('paid') + r(' now'))).changes).toEqual([
      ['replacement', 'due', 'paid'],
    ]);
  });

  test('formulas are compared as wholes', () => {
    const formula = (letter: string) => `<m:oMath><m:r><m:t>${letter}+1</m:t></m:r></m:oMath>`;
    const { body } = redlinePair(p(r('a ') + formula('x') + r(' b')), p(r('a ') + formula('y') + r(' b')));
    expect(body).toBe(p(`${r('a ')}<w:del ours>${formula('x')}</w:del><w:ins ours>${formula('y')}</w:ins>${r(' b')}`));
  });
});

describe('a table of contents over several paragraphs', () => {
  const entry = (words: string, pageNumber: number) =>
    field(`HYPERLINK \\l "_${words}"`, r(words) + r('<w:tab/>') + field(`PAGEREF _${words}`, r(String(pageNumber))));
  const contents = (...words: readonly string[]) =>
    words
      .map((each, index) => {
        const start = index === 0 ? character('begin') + code('TOC \\o "1-3"') + character('separate') : '';
        return p(start + entry(each, index + 1), '<w:pStyle w:val="TOC1"/>');
      })
      .join('') + p(character('end'));
  const around = (content: string) => p('This agreement.') + content + last;

  test('an entry put in', () => {
    const { changes } = redlinePair(
      around(contents('Definitions', 'Fees')),
      around(contents('Definitions', 'Delivery', 'Fees')),
    );
    expect(changes).toEqual([
      ['insertion', '', 'Delivery\t2'],
      ['replacement', '2', '3'],
    ]);
  });

  test('an entry taken out, the first one too', () => {
    redlinePair(around(contents('Definitions', 'Delivery', 'Fees')), around(contents('Definitions', 'Fees')));
    redlinePair(around(contents('Definitions', 'Delivery', 'Fees')), around(contents('Delivery', 'Fees')));
  });

  test('the whole put in and taken out', () => {
    expect(redlinePair(around(''), around(contents('Definitions', 'Fees'))).body).toContain(insertedMark);
    redlinePair(around(contents('Definitions', 'Fees')), around(''));
  });

  test('a box that is ticked is another field, although its words are none', () => {
    const box = (checked: string) =>
      r(
        `<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>${checked}</w:checkBox></w:ffData></w:fldChar>`,
      ) +
      code('FORMCHECKBOX') +
      character('end');
    const { body } = redlinePair(
      p(r('Paid: ') + box('') + r(' in full')) + last,
      p(r('Paid: ') + box('<w:checked/>') + r(' in full')) + last,
    );
    expect(body.match(/<w:fldChar w:fldCharType="begin">/g)).toHaveLength(2);
    expect(body.match(/<w:checked\/>/g)).toHaveLength(1);
  });
});
