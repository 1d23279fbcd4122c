import { expect, test } from 'vitest';
import { inspectDocx } from '../../../../core/docx/inspect-docx.ts';
import { openPackage } from '../../../../core/docx/package.ts';
import { listRevisions, resolveRevisions } from '../../../../core/docx/revisions/resolve-revisions.ts';
import type { Revision } from '../../../../core/docx/revisions/revision.ts';
import { isInClause, listRevisionsInClauses } from '../../../../core/docx/revisions/revision-clauses.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { docxFile, inList, list, listLevel, p, r, row } from '../../../support/docx.ts';
import { revisionsOf } from '../../../support/resolve-docx.ts';

let id = 0;
/** The attributes of a change with an id of its own, as Word writes them. */
const by = (author: string, minute = 0) => `w:id="${++id}" w:author="${author}" w:date="2026-03-01T09:0${minute}:00Z"`;
const ins = (inside: string, author = 'A', minute = 0) => `<w:ins ${by(author, minute)}>${inside}</w:ins>`;
const del = (text: string, author = 'A') =>
  `<w:del ${by(author)}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
const mark = (name: string, author = 'A') => `<w:rPr><w:${name} ${by(author)}/></w:rPr>`;

/** A line for each change: kind, author, old words > new words. */
function lines(body: string): string[] {
  return revisionsOf(body).map(
    ({ kind, author, text }) => `${kind} ${author}: ${JSON.stringify(text.old)} > ${JSON.stringify(text.new)}`,
  );
}

test('what Word cuts into elements is one change: runs beside one another, with the mark of their paragraph', () => {
  const cut = `${ins(r('one '))}<w:bookmarkStart w:id="1" w:name="b"/><w:proofErr w:type="spellStart"/>${ins(r('two '))}${ins(r('three'))}`;
  expect(lines(p(r('x') + cut, mark('ins')) + p('y'))).toEqual(['insertion A: "" > "one two three\\n"']);
});

test('what another author, another minute, words in between or a new paragraph parts are changes of their own', () => {
  expect(
    lines(
      p(ins(r('a')) + ins(r('b'), 'B') + ins(r('c'), 'A') + ins(r('d'), 'A', 1) + r('x') + ins(r('e'), 'A', 1)) +
        p(ins(r('f'), 'A', 1)),
    ),
  ).toEqual([
    'insertion A: "" > "a"',
    'insertion B: "" > "b"',
    'insertion A: "" > "c"',
    'insertion A: "" > "d"',
    'insertion A: "" > "e"',
    'insertion A: "" > "f"',
  ]);
  expect(lines(p(del('a') + ins(r('b'))))).toEqual(['deletion A: "a" > ""', 'insertion A: "" > "b"']);
});

test('words deleted inside an insertion are the deletion’s and no longer the insertion’s', () => {
  expect(lines(p(ins(r('one ') + del('two ', 'B') + r('three'))))).toEqual([
    'insertion A: "" > "one three"',
    'deletion B: "two " > ""',
  ]);
});

test('tabs, breaks, symbols and objects have their marks in the words', () => {
  const run =
    '<w:r><w:t>a</w:t><w:tab/><w:br/><w:noBreakHyphen/><w:sym w:font="Symbol" w:char="F0B0"/><w:drawing/></w:r>';
  expect(lines(p(ins(run)))).toEqual(['insertion A: "" > "a\\t\\n\u2011°\ufffc"']);
});

test('a move is one change with two places, its end may be edited', () => {
  const range = (end: string, inside: string) =>
    `<w:move${end}RangeStart ${by('A')} w:name="m1"/>${inside}<w:move${end}RangeEnd w:id="${id}"/>`;
  const from = `<w:moveFrom ${by('A')}>${r('moved')}</w:moveFrom>`;
  const to = `<w:moveTo ${by('A')}>${r('moved')}</w:moveTo>`;
  const body =
    p(range('From', from), mark('moveFrom')) + p('x') + p(range('To', to + ins(r('!'), 'B')), mark('moveTo')) + p('y');
  const [move, insertion, ...more] = revisionsOf(body);
  expect(more).toEqual([]);
  expect(move).toMatchObject({ kind: 'move', author: 'A', text: { old: 'moved\n', new: 'moved\n' } });
  expect(move?.places.map(({ side, paragraph }) => [side, paragraph])).toEqual([
    ['old', 0],
    ['new', 2],
  ]);
  expect(insertion).toMatchObject({ kind: 'insertion', author: 'B', text: { new: '!' } });
});

test('a move whose marks name nobody is that of the author of its words, and its paragraphs move with it', () => {
  const range = (end: string, inside: string) =>
    `<w:move${end}RangeStart w:id="${++id}" w:name="m1"/>${inside}<w:move${end}RangeEnd w:id="${id}"/>`;
  const words = (end: string, minute: number) => `<w:move${end} ${by('A', minute)}>${r('moved')}</w:move${end}>`;
  const [from, to] = [range('From', words('From', 0)), range('To', words('To', 1))];
  const body = p(from, mark('moveFrom')) + p('x') + p(to, mark('moveTo')) + p('y');
  expect(lines(body)).toEqual(['move A: "moved\\n" > "moved\\n"']);
  expect(revisionsOf(body)[0]?.date).toBe('2026-03-01T09:00:00Z');
  expect(inspectDocx(docxFile(body), nodePlatform).pending).toEqual([
    { author: 'A', insertions: 0, deletions: 0, moves: 1, formatting: 0 },
  ]);
});

test('a move from one part to another is one change, decided once', () => {
  const end = (name: string) =>
    p(
      `<w:move${name}RangeStart ${by('A')} w:name="m1"/><w:move${name} ${by('A')}>${r('moved')}</w:move${name}><w:move${name}RangeEnd w:id="${id - 1}"/>`,
    );
  const content = { body: end('From') + p('x'), header: end('To') + p('h') };
  const [move, ...more] = revisionsOf(content);
  expect(more).toEqual([]);
  expect(move?.places.map(({ part, side }) => [part, side])).toEqual([
    ['word/document.xml', 'old'],
    ['word/header.xml', 'new'],
  ]);
  let asked = 0;
  resolveRevisions(
    openPackage(docxFile(content), nodePlatform),
    () => (asked++ === 0 ? 'accept' : 'keep'),
    nodePlatform,
  );
  expect(asked).toBe(1);
});

test('a row with the words in it, cells, merges and the formatting of a table are one change each', () => {
  const inRow = row([p(ins(r('a')), mark('ins')) + p(ins(r('b'))), p(ins(r('c')))], `<w:ins ${by('A')}/>`);
  const cell = (name: string) => `<w:tc><w:tcPr><w:${name} ${by('A')}/></w:tcPr>${p('x')}</w:tc>`;
  const change = `<w:tcPrChange ${by('A')}><w:tcPr/></w:tcPrChange>`;
  const formatted = `<w:tc><w:tcPr>${change}</w:tcPr>${p('y')}</w:tc>`;
  const grid = `<w:tblGrid><w:tblGridChange w:id="1"><w:tblGrid/></w:tblGridChange></w:tblGrid>`;
  const body = `<w:tbl><w:tblPr><w:tblPrChange ${by('A')}><w:tblPr/></w:tblPrChange></w:tblPr>${grid}${inRow}<w:tr>${cell('cellDel')}${cell('cellDel')}${cell('cellMerge')}${formatted}</w:tr></w:tbl>${p('z')}`;
  expect(lines(body)).toEqual([
    'tableFormatting A: "" > ""',
    'rowInsertion A: "" > "a\\nb\\nc"',
    'cellDeletion A: "x\\nx" > ""',
    'cellMerge A: "" > ""',
  ]);
});

test('formatting, of runs beside one another, paragraphs, sections and numbering', () => {
  const change = (name: string) => `<w:${name}Change ${by('A')}><w:${name}/></w:${name}Change>`;
  const run = (text: string) => r(text, `<w:b/>${change('rPr')}`);
  const sect = `<w:sectPr>${change('sectPr')}</w:sectPr>`;
  const properties = `<w:numPr><w:numId w:val="1"/><w:ins ${by('A')}/></w:numPr>${sect}${change('pPr')}`;
  expect(lines(p(run('a ') + run('b') + r(' c'), properties) + p('x'))).toEqual([
    'formatting A: "a b" > "a b"',
    'numbering A: "a b c" > "a b c"',
    'sectionFormatting A: "" > ""',
    'paragraphFormatting A: "a b c" > "a b c"',
  ]);
});

test('both forms of a text box say the same and are listed once', () => {
  const inside = (text: string) => `<w:txbxContent>${p(ins(r(text)))}</w:txbxContent>`;
  const box = (a: string, b: string) =>
    p(
      `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${inside(a)}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${inside(b)}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
    );
  expect(lines(box('a', 'a') + box('b', 'b'))).toEqual(['insertion A: "" > "a"', 'insertion A: "" > "b"']);
});

test('changes without author and date, and marks that belong to nothing, are listed too', () => {
  const body = p(`<w:ins w:id="1">${r('a')}</w:ins><w:moveFromRangeEnd w:id="9"/><w:customXmlInsRangeEnd w:id="8"/>`);
  expect(revisionsOf(body).map(({ kind, author, date }) => [kind, author, date])).toEqual([
    ['insertion', '', null],
    ['move', '', null],
    ['contentControlInsertion', '', null],
  ]);
});

test('stories say where a change stands', () => {
  const story = () => p(ins(r('x')));
  const content = {
    body: p(`<w:r><w:footnoteReference w:id="1"/></w:r>`),
    header: story(),
    footer: story(),
    footnotes: `<w:footnote w:id="1">${story()}</w:footnote>`,
    endnotes: `<w:endnote w:id="1">${story()}</w:endnote>`,
    comments: `<w:comment w:id="1">${story()}</w:comment>`,
  };
  expect(revisionsOf(content).map(({ story: name }) => name)).toEqual([
    'header',
    'footer',
    'footnote',
    'endnote',
    'comment',
  ]);
});

test('resolving one change leaves the ids of the others, also where w:id is the same for all', () => {
  const same = (text: string) => `<w:ins w:id="0" w:author="A">${r(text)}</w:ins>`;
  const file = docxFile(
    p(`${r('a')}${same('one')}${r('b')}${same('two')}${r('c')}${same('three')}`) + p(ins(r('four'), 'B')),
  );
  const first = listRevisions(openPackage(file, nodePlatform));
  expect(new Set(first.map((each) => each.id)).size).toBe(4);
  for (const { id: resolved } of first) {
    const { bytes } = resolveRevisions(
      openPackage(file, nodePlatform),
      (each) => (each.id === resolved ? 'reject' : 'keep'),
      nodePlatform,
    );
    const left = listRevisions(openPackage({ name: 'a.docx', bytes }, nodePlatform)).map((each) => each.id);
    expect(left).toEqual(first.map((each) => each.id).filter((each) => each !== resolved));
  }
});

test('the number of a change that is equal to others in everything shifts, and nothing else does', () => {
  const same = `<w:ins w:id="0" w:author="A">${r('x')}</w:ins>`;
  const [one, two] = revisionsOf(p(`${r('a')}${same}${r('b')}${same}`)) as [Revision, Revision];
  expect(two.id).toBe(`${one.id}-2`);
});

test('a change has the clause it is in; one in a paragraph that goes, the clause that goes with it', () => {
  const numbering = list(1, listLevel(0, 'decimal', '%1.'), listLevel(1, 'decimal', '%1.%2'));
  const clause = (content: string, level: number, more = '') => p(content, inList(1, level) + more);
  const body = [
    clause(r('Term'), 0),
    clause(r('This agreement lasts one year.'), 1),
    clause(del('Either party may renew it.'), 1, mark('del')),
    clause(r('It ends on ') + del('notice') + ins(r('breach')) + r('.'), 1),
    clause(r('Fees'), 0),
    clause(ins(r('The fees are fixed.')), 1, mark('ins')),
    clause(r('They are due in thirty days.'), 1),
  ].join('');
  const named = listRevisionsInClauses(docxFile({ body, numbering }), nodePlatform);
  expect(named.map(({ kind, clause: name }) => [kind, name?.label])).toEqual([
    ['deletion', '1.2'],
    ['deletion', '1.2'],
    ['insertion', '1.2'],
    ['insertion', '2.1'],
  ]);
  expect(named[0]?.text.old).toBe('Either party may renew it.\n');
  expect(named.filter(({ clause: name }) => isInClause(name, '1'))).toHaveLength(3);
  expect(named.filter(({ clause: name }) => isInClause(name, '2.'))).toHaveLength(1);
});

test.each([
  ['4.2', '4.2', true],
  ['4.2(a)', '4.2', true],
  ['4.2.', '4.2', true],
  ['4.20', '4.2', false],
  ['4', '4.2', false],
  ['Article 4', 'article 4', true],
  [null, '4', false],
])('clause %s is in %s: %s', (inner, outer, expected) => {
  expect(isInClause({ label: inner, heading: null }, outer)).toBe(expected);
});
