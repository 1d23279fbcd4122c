import { describe, expect, test } from 'vitest';
import { openPackage } from '../../../core/docx/package.ts';
import { listRevisions } from '../../../core/docx/revisions/resolve-revisions.ts';
import { readRedline } from '../../../core/docx/tracked/read-redline.ts';
import { blockText } from '../../../core/model/content.ts';
import { viewOf } from '../../../core/redline/view.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { by, docxFile, hyperlinkRelationship, p, r, t } from '../../support/docx.ts';
import { readContent, readLines, readNotes, readRuns } from '../../support/read-docx.ts';

const fieldChar = (type: string, inner = '') => r(`<w:fldChar w:fldCharType="${type}">${inner}</w:fldChar>`);
const instruction = (text: string) => r(`<w:instrText xml:space="preserve">${text}</w:instrText>`);
const field = (instructionText: string, result: string) =>
  `${fieldChar('begin')}${instruction(instructionText)}${fieldChar('separate')}${result}${fieldChar('end')}`;

describe('characters', () => {
  test('text is taken as it is, with all its white space', () => {
    expect(readLines(p('<w:r><w:t>  a &amp; b\t</w:t></w:r>'))).toEqual(['  a & b\t']);
  });

  test('a line feed in text is a space, kept as it is or not', () => {
    const words = 'the\nfees&#10;and\r\ncosts&#13;due';
    expect(readLines(p(`<w:r><w:t>${words}</w:t></w:r>`))).toEqual(['the fees and costs due']);
    expect(readLines(p(`<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`))).toEqual(['the fees and costs due']);
    const deleted = `<w:del ${by('A', 1)}><w:r><w:delText>old\nwords</w:delText></w:r></w:del>`;
    const inserted = `<w:ins ${by('A', 2)}><w:r><w:t>new\nwords</w:t></w:r></w:ins>`;
    const file = docxFile(p(deleted + inserted));
    const redline = readRedline(file, nodePlatform);
    const [before, after] = [viewOf(redline, 'before'), viewOf(redline, 'after')];
    expect([...before, ...after].map(({ block }) => blockText(block))).toEqual(['old words', 'new words']);
    const [deletion, insertion] = listRevisions(openPackage(file, nodePlatform));
    expect([deletion?.text.old, insertion?.text.new]).toEqual(['old words', 'new words']);
  });

  test('tabs, breaks and hyphens', () => {
    const run = `${t('a')}<w:tab/>${t('b')}<w:br/>${t('c')}<w:cr/>${t('d')}<w:noBreakHyphen/>${t('e')}<w:softHyphen/>${t('f')}<w:ptab w:alignment="right"/>${t('g')}`;
    expect(readLines(p(r(run)))).toEqual(['a\tb\nc\nd\u2011e\u00adf\tg']);
  });

  test('a page break separates words, and is nothing at the ends of a paragraph', () => {
    const page = r('<w:br w:type="page"/>');
    expect(readLines(p(`${page}${r('a')}${page}${r('b')}${page}`))).toEqual(['a\nb']);
    expect(readLines(p(`${r('a')}${r('<w:lastRenderedPageBreak/>')}${r('b')}`))).toEqual(['ab']);
  });

  test('symbols are mapped where they are known and kept where not', () => {
    const symbol = (font: string, code: string) => r(`<w:sym w:font="${font}" w:char="${code}"/>`);
    const symbols =
      symbol('Symbol', 'F0B3') +
      symbol('Symbol', '00A3') +
      symbol('Wingdings', 'F0FE') +
      symbol('Wingdings', 'F021') +
      symbol('Arial', '00A7');
    expect(readLines(p(symbols))).toEqual(['≥≤☑\uf021§']);
  });

  test('of ruby text the base is read', () => {
    expect(readLines(p(r(`<w:ruby><w:rt>${r('over')}</w:rt><w:rubyBase>${r('base')}</w:rubyBase></w:ruby>`)))).toEqual([
      'base',
    ]);
  });

  test('smart tags, content controls, custom XML and text direction are looked through', () => {
    const wrapped = ['smartTag', 'customXml', 'dir', 'bdo'].map((name) => `<w:${name}>${r(name)}</w:${name}>`).join('');
    const control = `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${r('control')}</w:sdtContent></w:sdt>`;
    expect(readLines(p(wrapped + control))).toEqual(['smartTagcustomXmldirbdocontrol']);
  });
});

describe('runs', () => {
  test('neighbours with equal formatting are one run, and marks stand in their order', () => {
    const styled = '<w:i/><w:b/>';
    expect(readRuns(p(`${r('a', styled)}<w:proofErr/>${r('b', styled)}${r('c')}${r('', '<w:b/>')}${r('d')}`))).toEqual([
      { text: 'ab', marks: ['bold', 'italic'] },
      { text: 'cd' },
    ]);
  });

  test('hyperlinks have their target, anchors a hash', () => {
    const link = (attributes: string, text: string) => `<w:hyperlink ${attributes}>${r(text)}</w:hyperlink>`;
    const content = {
      body: p(
        `${link('r:id="rId9"', 'out')}${link('w:anchor="_Ref1"', 'in')}${link('r:id="rId9" w:anchor="top"', 'both')}${link('r:id="rId404"', 'dead')}`,
      ),
      relationships: hyperlinkRelationship('rId9', 'https://example.com/?a=1&amp;b=2'),
    };
    expect(readRuns(content)).toEqual([
      { text: 'out', href: 'https://example.com/?a=1&b=2' },
      { text: 'in', href: '#_Ref1' },
      { text: 'both', href: 'https://example.com/?a=1&b=2#top' },
      { text: 'dead' },
    ]);
  });
});

describe('fields', () => {
  test('the result is read and the instruction is not', () => {
    expect(readLines(p(`${r('see ')}${field(' REF _Ref1 \\h ', r('4.2'))}${r('.')}`))).toEqual(['see 4.2.']);
    expect(readLines(p(`<w:fldSimple w:instr=" DATE ">${r('1 March')}</w:fldSimple>`))).toEqual(['1 March']);
  });

  test('a field without a result shows nothing', () => {
    expect(readLines(p(`${fieldChar('begin')}${instruction('XE "x"')}${fieldChar('end')}${r('a')}`))).toEqual(['a']);
  });

  test('fields inside an instruction are not read, fields inside a result are', () => {
    const inner = field('MERGEFIELD n', r('inner'));
    expect(
      readLines(
        p(
          `${fieldChar('begin')}${instruction('IF ')}${inner}${fieldChar('separate')}${r('yes ')}${inner}${fieldChar('end')}`,
        ),
      ),
    ).toEqual(['yes inner']);
  });

  test('a field runs on over paragraphs', () => {
    const body = `${p(`${fieldChar('begin')}${instruction('TOC')}${fieldChar('separate')}${r('1 Terms')}`)}${p('2 Fees')}${p(fieldChar('end') + r('end'))}`;
    expect(readLines(body)).toEqual(['1 Terms', '2 Fees', 'end']);
  });

  test('a field that never ends does not swallow the rest of the contract', () => {
    const body = `${p(`${r('a')}${fieldChar('begin')}${instruction('REF x')}`)}${p(`b${''}`)}${p(field('REF y', r('c')))}`;
    expect(readLines(body)).toEqual(['a', 'b', 'c']);
    expect(readLines(p(`${fieldChar('begin')}${instruction('REF x')}${fieldChar('separate')}${r('open')}`))).toEqual([
      'open',
    ]);
    expect(readLines(p(`${r('a')}${fieldChar('end')}${fieldChar('separate')}${r('b')}`))).toEqual(['ab']);
  });

  test('HYPERLINK fields are hyperlinks', () => {
    expect(readRuns(p(field(' HYPERLINK "https://example.com/a b" \\o "tip" ', r('x'))))).toEqual([
      { text: 'x', href: 'https://example.com/a b' },
    ]);
    expect(readRuns(p(field('HYPERLINK \\l "_Toc1"', r('x')) + r('y')))).toEqual([
      { text: 'x', href: '#_Toc1' },
      { text: 'y' },
    ]);
    expect(readRuns(p(`<w:fldSimple w:instr='HYPERLINK https://example.com'>${r('x')}</w:fldSimple>`))).toEqual([
      { text: 'x', href: 'https://example.com' },
    ]);
  });

  test('ticked and unticked boxes and the chosen entry of a list are shown', () => {
    const form = (data: string, name: string) =>
      `${fieldChar('begin', `<w:ffData>${data}</w:ffData>`)}${instruction(name)}${fieldChar('end')}`;
    const box = (inner: string) => form(`<w:checkBox>${inner}</w:checkBox>`, 'FORMCHECKBOX');
    const list = (inner: string) =>
      form(`<w:ddList>${inner}<w:listEntry w:val="one"/><w:listEntry w:val="two"/></w:ddList>`, 'FORMDROPDOWN');
    expect(
      readLines(
        p(
          `${box('<w:default w:val="0"/>')}${box('<w:default w:val="0"/><w:checked/>')}${box('<w:default w:val="1"/>')}${box('')}${list('<w:result w:val="1"/>')}${list('')}`,
        ),
      ),
    ).toEqual(['☐☒☒☐twoone']);
  });
});

describe('tracked changes are read as accepted', () => {
  test('insertions and moves hither are text, deletions and moves away are not', () => {
    const body = p(
      `${r('a')}<w:ins>${r('b')}<w:del>${r('<w:delText>c</w:delText>')}</w:del></w:ins><w:del>${r('<w:delText>d</w:delText>')}${r('d')}</w:del><w:moveFrom>${r('e')}</w:moveFrom><w:moveTo>${r('f')}</w:moveTo>`,
    );
    expect(readLines(body)).toEqual(['abf']);
  });

  test('a deleted field is gone, and a field whose begin was deleted leaves its result', () => {
    const deleted = `<w:del>${field('REF x', r('gone'))}</w:del>`;
    expect(readLines(p(`${deleted}${r('kept')}`))).toEqual(['kept']);
    const half = `<w:del>${fieldChar('begin')}${instruction('REF x')}${fieldChar('separate')}</w:del>${r('result')}${fieldChar('end')}`;
    expect(readLines(p(`${half}${r('.')}`))).toEqual(['result.']);
  });

  test('former formatting counts for nothing', () => {
    const run = r('x', '<w:i/><w:rPrChange w:id="1" w:author="A"><w:rPr><w:b/></w:rPr></w:rPrChange>');
    expect(readRuns(p(run))).toEqual([{ text: 'x', marks: ['italic'] }]);
  });
});

describe('alternate content', () => {
  const branches = (requires: string) =>
    `<mc:AlternateContent><mc:Choice Requires="${requires}">${r('choice')}</mc:Choice><mc:Fallback>${r('fallback')}</mc:Fallback></mc:AlternateContent>`;
  test('one branch is read: the first that is understood, else the fallback', () => {
    expect(readLines(p(branches('wps')))).toEqual(['choice']);
    expect(readLines(p(branches('wps w14')))).toEqual(['choice']);
    expect(readLines(p(`<w:smartTag xmlns:new="urn:new">${branches('wps new')}</w:smartTag>`))).toEqual(['fallback']);
    expect(readLines(p(r(branches('wps').replaceAll(/<\/?w:r>/g, ''))))).toEqual(['choice']);
  });
});

test('what stands beside the words is not read but counted', () => {
  const picture = '<w:drawing><a><pic:pic/></a></w:drawing>';
  const content = {
    body:
      p(`${r('a')}${r(picture)}${r('<w:pict><v:shape><v:imagedata/></v:shape></w:pict>')}`) +
      p(
        `${r('<w:object><v:shape><v:imagedata/></v:shape></w:object>')}<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>`,
      ) +
      p(
        `${r('b', '<w:strike/>')}${r('c', '<w:strike/><w:vanish/>')}${r(' ', '<w:strike/>')}${r('<w:commentReference w:id="1"/>')}<w:del>${r(picture)}</w:del>`,
      ) +
      '<w:altChunk r:id="rId7"/>',
    header: p('Draft'),
    footer: p(),
  };
  expect(readNotes(content)).toEqual({
    'tracked-changes-accepted': 1,
    'comments-not-read': 1,
    'headers-footers-not-read': 1,
    'images-not-read': 2,
    'math-not-read': 1,
    'embedded-objects-not-read': 2,
    'struck-text-read-as-live': 2,
    'hidden-text-read': 1,
  });
  expect(readLines(content)).toEqual(['a', 'bc ']);
  expect(readContent(p('plain')).notes).toEqual([]);
});
