import { describe, expect, test } from 'vitest';
import { readRedline } from '../../../core/docx/tracked/read-redline.ts';
import type { ChangeRow } from '../../../core/redline/change-row.ts';
import { listChanges } from '../../../core/redline/list-changes.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { by, type DocxContent, docxFile, p, r, row } from '../../support/docx.ts';
import { changedMark, customer, del, ins, trackedAgreement, vendor } from '../../support/tracked-agreement.ts';

function changesOf(content: DocxContent | string): readonly ChangeRow[] {
  return listChanges(readRedline(docxFile(content), nodePlatform));
}

/** Kind, words before and after. */
function said(rows: readonly ChangeRow[]): [string, string, string][] {
  return rows.map(({ kind, before, after }) => [kind, before, after]);
}

test('each change of an agreement is one row that names its clause', () => {
  const rows = listChanges(readRedline(trackedAgreement(), nodePlatform));
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
  expect(
    rows.map(({ kind, clause, before, after, author }) => [clause?.label ?? null, kind, before, after, author]),
  ).toEqual([
    ['1.1', 'insertion', '', ' or that a reasonable person would take to be confidential', customer],
    ['1.3', 'insertion', '', '“Delay Event” means an event beyond a party’s control.', vendor],
    ['2.2', 'deletion', 'not ', '', customer],
    ['2.2', 'insertion', '', 'with the prior written consent of the Customer, ', customer],
    ['3.3', 'move', access, access, vendor],
    ['3.1', 'replacement', 'thirty (30)', 'sixty (60)', customer],
    ['3.2', 'insertion', '', 'four per cent', customer],
    ['3.2', 'replacement', ' per cent', ' percentage points', vendor],
    ['3.3', 'deletion', 'The Customer may set off any sum against the Fees.', '', customer],
    ['3.4', 'formatting', ' Time is of the essence.', ' Time is of the essence.', customer],
    [
      '3.4',
      'formatting',
      'The Fees are exclusive of tax. Time is of the essence.',
      'The Fees are exclusive of tax. Time is of the essence.',
      customer,
    ],
    ['4.1', 'split', '', '\n', customer],
    ['4.2', 'replacement', 'twelve', 'twenty-four', vendor],
    ['Schedule 1', 'replacement', '1,000', '900', customer],
    ['Schedule 1', 'insertion', '', 'Training\tEUR 400', vendor],
    ['Schedule 1', 'deletion', 'Travel\tat cost', '', customer],
    [null, 'replacement', '1 March', '3 March', customer],
  ]);
  const [first, , , , move] = rows;
  expect(first).toMatchObject({
    lead: '…that is marked as confidential',
    tail: '.',
    clause: { heading: '“Confidential Information”' },
  });
  expect(move).toMatchObject({ fromClause: { label: '2.2(a)' }, ids: ['16', '17', '6', '7'] });
  expect(rows.filter(({ unit }) => unit === 'row').map(({ ids }) => ids)).toEqual([
    ['27', '25', '26'],
    ['30', '28', '29'],
  ]);
  expect(rows.at(-1)?.story).toMatchObject({ kind: 'header', sections: [1] });
});

const access = 'The Customer shall give the Vendor access to its premises on two days’ notice.';

describe('what is one change', () => {
  test('elements side by side by one author are one, whatever their ids; an unchanged character parts them', () => {
    expect(said(changesOf(p(`${ins('A', 1, 'a')}${ins('A', 2, 'b')}${r(' ')}${ins('A', 3, 'c')}`)))).toEqual([
      ['insertion', '', 'ab'],
      ['insertion', '', 'c'],
    ]);
  });

  test('a deletion beside an insertion is a replacement, in either order, but not of another author', () => {
    expect(said(changesOf(p(`${del('A', 1, 'old')}${ins('A', 2, 'new')}`)))).toEqual([['replacement', 'old', 'new']]);
    expect(said(changesOf(p(`${ins('A', 1, 'new')}${del('A', 2, 'old')}`)))).toEqual([['replacement', 'old', 'new']]);
    expect(said(changesOf(p(`${del('A', 1, 'old')}${ins('B', 2, 'new')}`)))).toEqual([
      ['deletion', 'old', ''],
      ['insertion', '', 'new'],
    ]);
  });

  test('what another author put into an insertion does not part it', () => {
    const nested = `${ins('A', 1, `${r('forty')}`)}${ins('B', 2, 'thirty')}${ins('A', 3, '-five')}`;
    expect(said(changesOf(p(`${del('A', 4, 'ten')}${nested}`)))).toEqual([
      ['replacement', 'ten', 'forty-five'],
      ['insertion', '', 'thirty'],
    ]);
  });

  test('paragraphs inserted together are one row; the mark typed before them goes along', () => {
    const body =
      p('Kept.', changedMark('ins', 'A', 1)) +
      p(ins('A', 2, 'One.'), changedMark('ins', 'A', 3)) +
      p(ins('A', 4, 'Two.'));
    expect(said(changesOf(body))).toEqual([['insertion', '', 'One.\nTwo.']]);
  });

  test('a join and a split', () => {
    expect(said(changesOf(p('One', changedMark('del', 'A', 1)) + p('two')))).toEqual([['join', '\n', '']]);
    expect(said(changesOf(p('One', changedMark('ins', 'A', 1)) + p('two')))).toEqual([['split', '', '\n']]);
  });

  test('a line break alone is words, in its clause, and no paragraph that was cut in two', () => {
    const br = r('<w:br/>');
    const gone = (id: number) => `<w:del ${by('A', id)}>${br}</w:del>`;
    const body = p(`${r('1. One ')}${ins('A', 1, br)}${r('line.')}`) + p(`${r('2. Two ')}${gone(2)}${r('lines.')}`);
    const rows = changesOf(body);
    expect(said(rows)).toEqual([
      ['insertion', '', '[line break]'],
      ['deletion', '[line break]', ''],
    ]);
    expect(rows.map(({ lead, tail, clause }) => [lead, tail, clause?.label])).toEqual([
      ['1. One ', 'line.', '1'],
      ['2. Two ', 'lines.', '2'],
    ]);
    expect(said(changesOf(p(`${r('a')}${gone(1)}${ins('A', 2, ', ')}${r('b')}`)))).toEqual([
      ['replacement', '[line break]', ', '],
    ]);
    expect(said(listChanges(readRedline(docxFile(p(ins('A', 1, br))), nodePlatform), 'fr'))).toEqual([
      ['insertion', '', '[retour à la ligne]'],
    ]);
    // Beside the end of a paragraph it goes with that.
    expect(said(changesOf(p(`${r('One')}${ins('A', 1, br)}`, changedMark('ins', 'A', 2)) + p('two')))).toEqual([
      ['split', '', '\n'],
    ]);
  });

  test('an empty row is inserted as a row', () => {
    const rows = changesOf(`<w:tbl>${row(['kept'])}${row([p()], `<w:ins ${by('A', 1)}/>`)}</w:tbl>${p()}`);
    expect(rows.map(({ kind, unit }) => [kind, unit])).toEqual([['insertion', 'row']]);
  });

  test('ends of a move without a name are paired by their words, and one without a counterpart stays alone', () => {
    const from = (id: number, words: string) => p(`<w:moveFrom ${by('A', id)}>${r(words)}</w:moveFrom>${r('!')}`);
    const to = (id: number, words: string) => p(`<w:moveTo ${by('A', id)}>${r(words)}</w:moveTo>${r('?')}`);
    expect(said(changesOf(from(1, 'x') + from(2, 'y') + to(3, 'y')))).toEqual([
      ['move', 'x', ''],
      ['move', 'y', 'y'],
    ]);
  });

  test('the same formatting of neighbouring words and of neighbouring paragraphs is one row', () => {
    const bold = (id: number) => `<w:b/><w:rPrChange ${by('A', id)}><w:rPr/></w:rPrChange>`;
    const justified = (id: number) => `<w:jc w:val="both"/><w:pPrChange ${by('A', id)}><w:pPr/></w:pPrChange>`;
    const rows = changesOf(p(`${r('a', bold(1))}${r('b', bold(2))}`, justified(3)) + p('c', justified(4)));
    expect(rows.map(({ scope, after, ids }) => [scope, after, ids])).toEqual([
      ['run', 'ab', ['1', '2']],
      ['paragraph', 'ab\nc', ['3', '4']],
    ]);
  });

  test('rows inserted one after the other are one change, and what somebody deleted in them another', () => {
    const inserted = (words: string, id: number) => row([words], `<w:ins ${by('A', id)}/>`);
    const body = `<w:tbl>${row(['kept'])}${inserted('one', 1)}${inserted(p(`${r('two')}${del('B', 3, ' three')}`), 2)}</w:tbl>${p()}`;
    expect(said(changesOf(body))).toEqual([
      ['insertion', '', 'one\ntwo'],
      ['deletion', ' three', ''],
    ]);
  });

  test('a changed field is told by its result, and by its instruction when it has none', () => {
    const character = (type: string) => r(`<w:fldChar w:fldCharType="${type}"/>`);
    const field = (result: string) =>
      ins(
        'A',
        1,
        `${character('begin')}${r('<w:instrText>PAGE</w:instrText>')}${character('separate')}${result}${character('end')}`,
      );
    expect(said(changesOf(p(field(r('4')))))).toEqual([['insertion', '', '4']]);
    expect(said(changesOf(p(field(''))))).toEqual([['insertion', '', '[field: PAGE]']]);
  });

  test('a picture and a note are told in words', () => {
    const picture = '<w:drawing><wp:docPr id="1" name="P" descr="a bridge"/><pic:pic/></w:drawing>';
    const rows = changesOf({
      body: p(`<w:del ${by('A')}>${r(picture)}${r('<w:footnoteReference w:id="1"/>')}</w:del>`),
      footnotes: `<w:footnote w:id="1">${p('Note.')}</w:footnote>`,
    });
    expect(said(rows)).toEqual([['deletion', '[image: a bridge][note 1]', '']]);
  });
});

test('a deleted clause has the number that it had, an inserted one the number that it gets', () => {
  const numbering = `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`;
  const listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
  const body =
    p('The Vendor delivers the goods.', listed) +
    p(del('A', 1, 'The Customer collects the goods.'), listed + changedMark('del', 'A', 2)) +
    p('The Customer pays the price.', listed) +
    p(ins('A', 3, 'The parties keep it secret.'), listed + changedMark('ins', 'A', 4)) +
    p('This agreement lasts a year.', listed);
  expect(changesOf({ body, numbering }).map(({ clause, kind }) => [clause?.label, kind])).toEqual([
    ['2', 'deletion'],
    ['3', 'insertion'],
  ]);
});
