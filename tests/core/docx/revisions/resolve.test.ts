import { describe, expect, test } from 'vitest';
import { openPackage } from '../../../../core/docx/package.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { by, p, r, row, t } from '../../../support/docx.ts';
import { resolveBody, resolveContent } from '../../../support/resolve-docx.ts';

const ins = (inside: string, author = 'A') => `<w:ins ${by(author)}>${inside}</w:ins>`;
const del = (inside: string, author = 'A') => `<w:del ${by(author)}>${inside}</w:del>`;
const dt = (text: string) => `<w:r><w:delText xml:space="preserve">${text}</w:delText></w:r>`;
const mark = (name: string, author = 'A') => `<w:rPr><w:${name} ${by(author)}/></w:rPr>`;
const end = p('end');

/** What is left when everything is accepted, and when everything is rejected. */
function both(body: string): { accepted: string; rejected: string } {
  return { accepted: resolveBody(body, 'accept'), rejected: resolveBody(body, 'reject') };
}

describe('runs', () => {
  test('insertions and deletions: the rest keeps every character, and deleted text is text again', () => {
    const before = `<w:p w:rsidR="00AA00BB"  w14:paraId="1">${r('a', '<w:b/>')}<w:proofErr w:type="spellStart"/>`;
    expect(both(`${before}${ins(r('new '))}${del(dt(' old'))}${r('b')}</w:p>`)).toEqual({
      accepted: `${before}${r('new ')}${r('b')}</w:p>`,
      rejected: `${before}${r(' old')}${r('b')}</w:p>`,
    });
  });

  test('deleted field instructions are instructions again', () => {
    const field = (text: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:${text}> DATE </w:${text}></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    expect(both(p(r('x') + del(field('delInstrText'))))).toEqual({
      accepted: p(r('x')),
      rejected: p(r('x') + field('instrText')),
    });
  });

  test('what one author deletes of another’s insertion', () => {
    const body = p(r('x') + ins(r('one ') + del(dt('two '), 'B') + r('three')));
    const decide = (a: 'accept' | 'reject' | 'keep', b: 'accept' | 'reject' | 'keep') =>
      resolveBody(body, ({ author }) => (author === 'A' ? a : b));
    expect(decide('accept', 'accept')).toBe(p(r('x') + r('one ') + r('three')));
    expect(decide('accept', 'reject')).toBe(p(r('x') + r('one ') + r('two ') + r('three')));
    expect(decide('reject', 'accept')).toBe(p(r('x')));
    expect(decide('accept', 'keep')).toBe(p(r('x') + r('one ') + del(dt('two '), 'B') + r('three')));
    expect(decide('keep', 'reject')).toBe(p(r('x') + ins(r('one ') + r('two ') + r('three'))));
    expect(decide('keep', 'accept')).toBe(p(r('x') + ins(r('one ') + r('three'))));
  });

  test('a deletion inside an insertion that is rejected is said to be gone with it', () => {
    const { kept, swallowed, resolved } = resolveContent(
      { body: p(r('x') + ins(del(dt('two'), 'B'))) },
      ({ author }) => (author === 'A' ? 'reject' : 'keep'),
    );
    expect([resolved, kept, swallowed].map((list) => list.map(({ kind, author }) => `${kind} ${author}`))).toEqual([
      ['insertion A'],
      [],
      ['deletion B'],
    ]);
  });

  test('a kept change of which nothing is left is gone', () => {
    const body = p(r('x') + ins(del(dt('two'), 'B')));
    expect(resolveBody(body, ({ author }) => (author === 'B' ? 'accept' : 'keep'))).toBe(p(r('x')));
  });

  test('formatting goes back to what it was, and what formatting was not there before is gone', () => {
    const change = (old: string) => `<w:rPrChange ${by('A')}><w:rPr>${old}</w:rPr></w:rPrChange>`;
    expect(both(p(r('a', `<w:b/>${change('<w:i/>')}`) + r('b', `<w:b/>${change('')}`)))).toEqual({
      accepted: p(r('a', '<w:b/>') + r('b', '<w:b/>')),
      rejected: p(r('a', '<w:i/>') + r('b')),
    });
  });

  test('links, fields, controls and smart tags that lose all their words are gone; those that were empty stay', () => {
    const wrap = (inside: string) =>
      `<w:hyperlink w:anchor="x">${inside}</w:hyperlink><w:fldSimple w:instr="REF x">${inside}</w:fldSimple><w:smartTag w:element="e"><w:smartTagPr/>${inside}</w:smartTag><w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent>${inside}</w:sdtContent></w:sdt>`;
    const bookmark = '<w:bookmarkStart w:id="5" w:name="b"/>';
    expect(both(p(r('x') + wrap(del(bookmark + dt('y')))))).toEqual({
      accepted: p(r('x') + bookmark.repeat(4)),
      rejected: p(r('x') + wrap(bookmark + r('y'))),
    });
    expect(resolveBody(p(wrap('') + ins(r('x'))), 'accept')).toBe(p(wrap('') + r('x')));
  });

  test('a field that loses its beginning or end, or its whole instruction, is no field; its result stays', () => {
    const character = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const instruction = '<w:r><w:instrText> \\* MERGEFORMAT </w:instrText></w:r>';
    const leftBehind = p(
      r('x') + del(character('begin')) + instruction + del(character('separate') + dt('1') + character('end')),
    );
    expect(resolveBody(leftBehind, 'accept')).toBe(p(r('x')));
    const unlinked = p(
      del(`${character('begin')}<w:r><w:delInstrText>REF</w:delInstrText></w:r>`) +
        character('separate') +
        r('1') +
        character('end'),
    );
    expect(resolveBody(unlinked, 'accept')).toBe(p(r('1')));
    const emptied = p(
      r('x') +
        character('begin') +
        del('<w:r><w:delInstrText>REF</w:delInstrText></w:r>') +
        character('separate') +
        character('end'),
    );
    expect(resolveBody(emptied, 'accept')).toBe(p(r('x')));
    const whole = p(
      character('begin') + instruction + character('separate') + del(dt('1')) + ins(r('2')) + character('end'),
    );
    expect(resolveBody(whole, 'accept')).toBe(
      p(character('begin') + instruction + character('separate') + r('2') + character('end')),
    );
  });

  test('formulas: changes in their runs, around their objects and around the whole', () => {
    const mr = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
    const inside = (name: string, text: string) =>
      `<m:r><w:${name} ${by('A')}><w:rPr><w:b/></w:rPr><m:t>${text}</m:t></w:${name}></m:r>`;
    const kept = (text: string) => `<m:r><w:rPr><w:b/></w:rPr><m:t>${text}</m:t></m:r>`;
    expect(both(p(`<m:oMath>${mr('a')}${inside('del', '2')}${inside('ins', '3')}</m:oMath>`))).toEqual({
      accepted: p(`<m:oMath>${mr('a')}${kept('3')}</m:oMath>`),
      rejected: p(`<m:oMath>${mr('a')}${kept('2')}</m:oMath>`),
    });
    const marked = (text: string) => `<m:r><w:rPr><w:ins ${by('A')}/></w:rPr><m:t>${text}</m:t></m:r>`;
    expect(both(p(`${r('x')}<m:oMathPara><m:oMath>${marked('b')}</m:oMath></m:oMathPara>`))).toEqual({
      accepted: p(`${r('x')}<m:oMathPara><m:oMath>${mr('b')}</m:oMath></m:oMathPara>`),
      rejected: p(r('x')),
    });
    const root = (control: string) =>
      `<m:oMath><m:rad><m:radPr><m:ctrlPr>${control}</m:ctrlPr></m:radPr><m:deg/><m:e>${mr('y')}</m:e></m:rad></m:oMath>`;
    expect(both(p(root(`<w:ins ${by('A')}><w:rPr/></w:ins>`)))).toEqual({
      accepted: p(root('<w:rPr/>')),
      rejected: p(`<m:oMath>${mr('y')}</m:oMath>`),
    });
  });

  test('a prefix declared by a tag that goes is declared at the root; one that means something else there is refused', () => {
    const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
    const inside = `<w:r q:mark="1">${t('a')}</w:r>`;
    const content = (declared: string) => ({
      body: `<w:document xmlns:w="${main}"${declared}><w:body><w:p><w:ins xmlns:q="urn:x&amp;y" ${by('A')}>${inside}</w:ins></w:p></w:body></w:document>`,
    });
    const docx = openPackage({ name: 'a.docx', bytes: resolveContent(content(''), 'accept').bytes }, nodePlatform);
    expect(docx.getText(docx.mainPart)).toBe(
      `<w:document xmlns:q="urn:x&#38;y" xmlns:w="${main}"><w:body><w:p>${inside}</w:p></w:body></w:document>`,
    );
    expect(() => resolveContent(content(' xmlns:q="urn:z"'), 'accept')).toThrow(
      'draft.docx is damaged: the part word/document.xml cannot be changed: it gives the prefix “q” another meaning around a tracked change.',
    );
  });
});

describe('paragraphs', () => {
  const right = '<w:jc w:val="right"/>';

  test('a mark that goes joins its paragraph with the next, whose properties and ids stay', () => {
    const body = `<w:p w:rsidR="1"><w:pPr>${right}${mark('del')}</w:pPr>${r('a ')}</w:p><w:p w14:paraId="2"><w:pPr><w:jc w:val="both"/></w:pPr>${r('b')}</w:p>`;
    expect(both(body)).toEqual({
      accepted: `<w:p w14:paraId="2"><w:pPr><w:jc w:val="both"/></w:pPr>${r('a ')}${r('b')}</w:p>`,
      rejected: `<w:p w:rsidR="1"><w:pPr>${right}</w:pPr>${r('a ')}</w:p><w:p w14:paraId="2"><w:pPr><w:jc w:val="both"/></w:pPr>${r('b')}</w:p>`,
    });
  });

  test('an inserted mark splits, and its rejection joins again; three in a row too', () => {
    const body = `${p('a', mark('ins')) + p('b', mark('ins'))}<w:p/>${end}`;
    expect(resolveBody(body, 'reject')).toBe(`<w:p>${r('a')}${r('b')}</w:p>${end}`);
    expect(resolveBody(body, 'accept')).toBe(`${p('a') + p('b')}<w:p/>${end}`);
  });

  test('nothing is left of a paragraph that goes with its mark: no empty one, no number, whatever follows', () => {
    const gone = p(del(dt('gone')), `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>${mark('del')}`);
    const table = `<w:tbl>${row(['cell'])}</w:tbl>`;
    expect(resolveBody(p('a') + gone + end, 'accept')).toBe(p('a') + end);
    expect(resolveBody(p('a') + gone + table + end, 'accept')).toBe(p('a') + table + end);
    expect(resolveBody(p('a') + gone, 'accept')).toBe(p('a'));
    expect(resolveBody(`${p('a')}<w:sdt><w:sdtPr/><w:sdtContent>${gone}</w:sdtContent></w:sdt>${end}`, 'accept')).toBe(
      p('a') + end,
    );
    expect(resolveBody(`<w:sdt><w:sdtContent>${p('a')}${gone}</w:sdtContent></w:sdt>${table}${end}`, 'accept')).toBe(
      `<w:sdt><w:sdtContent>${p('a')}</w:sdtContent></w:sdt>${table}${end}`,
    );
  });

  test('a paragraph whose mark is not tracked stays when its words go', () => {
    expect(resolveBody(p(del(dt('a'))) + end, 'accept')).toBe(`<w:p></w:p>${end}`);
  });

  test('words never run on into a table or out of it, and a story ends in a paragraph', () => {
    const table = `<w:tbl>${row([p('cell', mark('del'))])}</w:tbl>`;
    expect(resolveBody(p('a', mark('del')) + table + end, 'accept')).toBe(
      `${p('a')}<w:tbl>${row(['cell'])}</w:tbl>${end}`,
    );
    const emptied = `<w:tbl>${row([p(del(dt('x')), mark('del'))])}</w:tbl>`;
    expect(resolveBody(emptied + p(del(dt('y')), mark('del')), 'accept')).toBe(
      `<w:tbl>${row(['<w:p></w:p>'])}</w:tbl><w:p></w:p>`,
    );
  });

  test('marks between joined paragraphs stay between their words', () => {
    const between = '<w:bookmarkEnd w:id="9"/>';
    expect(resolveBody(p('a', mark('del')) + between + p('b') + end, 'accept')).toBe(
      `<w:p>${r('a')}${between}${r('b')}</w:p>${end}`,
    );
  });

  test('a mark inserted by one and deleted by another', () => {
    const body = p('a', `<w:rPr><w:ins ${by('A')}/><w:del ${by('B')}/></w:rPr>`) + p('b');
    const joined = `<w:p>${r('a')}${r('b')}</w:p>`;
    expect(both(body)).toEqual({ accepted: joined, rejected: joined });
    expect(resolveBody(body, ({ author }) => (author === 'A' ? 'accept' : 'reject'))).toBe(p('a') + p('b'));
    expect(resolveBody(body, ({ author }) => (author === 'A' ? 'keep' : 'reject'))).toBe(p('a', mark('ins')) + p('b'));
  });

  test('formatting: what the past does not record stays, and tracked marks stay pending', () => {
    const sect = '<w:sectPr><w:pgSz w:w="1"/></w:sectPr>';
    const past = `<w:pPrChange ${by('A')}><w:pPr><w:pStyle w:val="Old"/><w:numPr><w:numId w:val="1"/><w:ins ${by('A')}/></w:numPr></w:pPr></w:pPrChange>`;
    const body = p('a', `<w:pStyle w:val="New"/><w:rPr><w:ins ${by('B')}/><w:b/></w:rPr>${sect}${past}`) + end;
    expect(resolveBody(body, ({ author }) => (author === 'A' ? 'reject' : 'keep'))).toBe(
      p(
        'a',
        `<w:pStyle w:val="Old"/><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:ins ${by('B')}/><w:b/></w:rPr>${sect}`,
      ) + end,
    );
    expect(resolveBody(body, 'accept')).toBe(p('a', `<w:pStyle w:val="New"/><w:rPr><w:b/></w:rPr>${sect}`) + end);
  });

  test('numbering: inserted, and changed', () => {
    const numbered = p(
      'a',
      `<w:pStyle w:val="L"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins ${by('A')}/></w:numPr>`,
    );
    expect(both(numbered)).toEqual({
      accepted: p('a', '<w:pStyle w:val="L"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
      rejected: p('a', '<w:pStyle w:val="L"/>'),
    });
    const renumbered = p(
      'a',
      `<w:numPr><w:numId w:val="1"/><w:numberingChange ${by('A')} w:original="%1:1:0:."/></w:numPr>`,
    );
    const plain = p('a', '<w:numPr><w:numId w:val="1"/></w:numPr>');
    expect(both(renumbered)).toEqual({ accepted: plain, rejected: plain });
    const listnum = p(
      `<w:r><w:fldChar w:fldCharType="end"><w:numberingChange ${by('A')} w:original="1)"/></w:fldChar></w:r>`,
    );
    expect(resolveBody(listnum, 'accept')).toBe(p('<w:r><w:fldChar w:fldCharType="end"></w:fldChar></w:r>'));
  });

  test('sections keep their headers', () => {
    const header = '<w:headerReference w:type="default" r:id="rId1"/>';
    const sect = (inside: string) => `<w:sectPr>${inside}</w:sectPr>`;
    const body =
      end +
      sect(
        `${header}<w:pgSz w:w="2"/><w:sectPrChange ${by('A')}><w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:sectPrChange>`,
      );
    expect(both(body)).toEqual({
      accepted: end + sect(`${header}<w:pgSz w:w="2"/>`),
      rejected: end + sect(`${header}<w:pgSz w:w="1"/>`),
    });
  });
});

describe('moves', () => {
  const range = (name: string, inside: string) =>
    `<w:move${name}RangeStart ${by('A', 7)} w:name="move1"/>${inside}<w:move${name}RangeEnd w:id="7"/>`;
  const from = p(range('From', `<w:moveFrom ${by('A')}>${r('moved')}</w:moveFrom>`), mark('moveFrom'));
  const to = p(range('To', `<w:moveTo ${by('A')}>${r('moved')}</w:moveTo>`), mark('moveTo'));

  test('both ends are one change, and their marks go with it', () => {
    expect(both(p('a') + from + p('b') + to + end)).toEqual({
      accepted: p('a') + p('b') + p(r('moved')) + end,
      rejected: p('a') + p(r('moved')) + p('b') + end,
    });
  });

  test('a kept move stays as it is while others are resolved', () => {
    const body = p(r('a') + ins(r('x'), 'B')) + from + to + end;
    expect(resolveBody(body, ({ author }) => (author === 'B' ? 'accept' : 'keep'))).toBe(
      p(r('a') + r('x')) + from + to + end,
    );
  });

  test('the tags of content controls that were put in, taken away or moved go without their words', () => {
    const control = (name: string, inside: string) =>
      `<w:customXml${name}RangeStart ${by('A', 3)}/><w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent><w:customXml${name}RangeEnd w:id="3"/>${inside}<w:customXml${name}RangeStart ${by('A', 4)}/></w:sdtContent></w:sdt><w:customXml${name}RangeEnd w:id="4"/>`;
    const plain = (inside: string) =>
      `<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent>${inside}</w:sdtContent></w:sdt>`;
    expect(both(p(control('Ins', r('a'))))).toEqual({ accepted: p(plain(r('a'))), rejected: p(r('a')) });
    expect(both(p(control('Del', r('a'))))).toEqual({ accepted: p(r('a')), rejected: p(plain(r('a'))) });
    expect(both(control('MoveFrom', from) + p('b') + control('MoveTo', to) + end)).toEqual({
      accepted: p('b') + plain(p(r('moved'))) + end,
      rejected: plain(p(r('moved'))) + p('b') + end,
    });
  });
});

describe('tables', () => {
  const tbl = (...rows: string[]) => `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>`;
  const tracked = (name: string) => `<w:${name} ${by('A')}/>`;

  test('rows that go, and a table of which all rows go', () => {
    const body = tbl(row(['a']), row(['b'], tracked('ins')), row(['c'], `<w:cantSplit/>${tracked('del')}`)) + end;
    expect(both(body)).toEqual({
      accepted: tbl(row(['a']), row(['b'])) + end,
      rejected: tbl(row(['a']), row(['c'], '<w:cantSplit/>')) + end,
    });
    expect(resolveBody(p('x') + tbl(row(['b'], tracked('ins'))) + end, 'reject')).toBe(p('x') + end);
  });

  test('a cell in which only a table was that goes gets a paragraph', () => {
    const nested = tbl(row(['b'], tracked('ins')));
    expect(resolveBody(`<w:tbl><w:tr><w:tc>${nested}</w:tc></w:tr></w:tbl>${end}`, 'reject')).toBe(
      `<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>${end}`,
    );
  });

  test('cells that go, and a row of which all cells go', () => {
    const cell = (text: string, name: string) => `<w:tc><w:tcPr>${tracked(name)}</w:tcPr>${p(text)}</w:tc>`;
    const plain = (text: string) => `<w:tc>${p(text)}</w:tc>`;
    const body =
      tbl(
        `<w:tr>${plain('a')}${cell('b', 'cellIns')}${cell('c', 'cellDel')}</w:tr>`,
        `<w:tr>${cell('d', 'cellDel')}</w:tr>`,
      ) + end;
    expect(both(body)).toEqual({
      accepted: tbl(`<w:tr>${plain('a')}${plain('b')}</w:tr>`) + end,
      rejected: tbl(`<w:tr>${plain('a')}${plain('c')}</w:tr>`, `<w:tr>${plain('d')}</w:tr>`) + end,
    });
  });

  test('a cell as wide as the deleted ones beside it takes in their columns', () => {
    const grid = '<w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="500"/><w:gridCol w:w="500"/></w:tblGrid>';
    const cell = (width: number, more: string) =>
      `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${more}</w:tcPr>${p('x')}</w:tc>`;
    const body = (width: number) =>
      `<w:tbl>${grid}<w:tr>${cell(width, '')}${cell(500, tracked('cellDel'))}${cell(500, '')}</w:tr></w:tbl>${end}`;
    expect(resolveBody(body(1500), 'accept')).toBe(
      `<w:tbl>${grid}<w:tr>${cell(1500, '<w:gridSpan w:val="2"/>')}${cell(500, '')}</w:tr></w:tbl>${end}`,
    );
    expect(resolveBody(body(1000), 'accept')).toBe(
      `<w:tbl>${grid}<w:tr>${cell(1000, '')}${cell(500, '')}</w:tr></w:tbl>${end}`,
    );
  });

  test('merged cells, and a merge that loses its first row', () => {
    const cell = (merge: string) => `<w:tc><w:tcPr>${merge}</w:tcPr>${p('x')}</w:tc>`;
    const change = (attributes: string) => `<w:cellMerge ${by('A')} ${attributes}/>`;
    const merged =
      tbl(`<w:tr>${cell(change('w:vMerge="rest"'))}</w:tr>`, `<w:tr>${cell(change('w:vMerge="cont"'))}</w:tr>`) + end;
    expect(both(merged)).toEqual({
      accepted:
        tbl(
          `<w:tr>${cell('<w:vMerge w:val="restart"/>')}</w:tr>`,
          `<w:tr>${cell('<w:vMerge w:val="continue"/>')}</w:tr>`,
        ) + end,
      rejected: tbl(`<w:tr><w:tc>${p('x')}</w:tc></w:tr>`, `<w:tr><w:tc>${p('x')}</w:tc></w:tr>`) + end,
    });
    const headless = tbl(
      `<w:tr><w:trPr>${tracked('del')}</w:trPr>${cell('<w:vMerge w:val="restart"/>')}</w:tr>`,
      `<w:tr>${cell('<w:tcW w:w="5" w:type="dxa"/><w:vMerge/>')}</w:tr>`,
      `<w:tr>${cell('<w:vMerge/>')}</w:tr>`,
    );
    expect(resolveBody(headless + end, 'accept')).toBe(
      tbl(
        `<w:tr>${cell('<w:tcW w:w="5" w:type="dxa"/><w:vMerge w:val="restart"/>')}</w:tr>`,
        `<w:tr>${cell('<w:vMerge/>')}</w:tr>`,
      ) + end,
    );
  });

  test('properties of tables, grids, rows and cells', () => {
    const change = (name: string, container: string, old: string) =>
      `<w:${name} ${by('A')}><w:${container}>${old}</w:${container}></w:${name}>`;
    const table = (tblPr: string, grid: string, ex: string, trPr: string, tcPr: string) =>
      `<w:tbl><w:tblPr>${tblPr}</w:tblPr><w:tblGrid>${grid}</w:tblGrid><w:tr>${ex}${trPr}<w:tc>${tcPr}${p('x')}</w:tc></w:tr></w:tbl>${end}`;
    const col = (width: number) => `<w:gridCol w:w="${width}"/>`;
    const body = table(
      `<w:tblStyle w:val="New"/>${change('tblPrChange', 'tblPr', '<w:tblStyle w:val="Old"/>')}`,
      `${col(2)}<w:tblGridChange w:id="1"><w:tblGrid>${col(1)}</w:tblGrid></w:tblGridChange>`,
      `<w:tblPrEx><w:jc w:val="left"/>${change('tblPrExChange', 'tblPrEx', '')}</w:tblPrEx>`,
      `<w:trPr><w:cantSplit/>${change('trPrChange', 'trPr', '<w:tblHeader/>')}</w:trPr>`,
      `<w:tcPr><w:tcW w:w="2"/>${change('tcPrChange', 'tcPr', '<w:tcW w:w="1"/>')}</w:tcPr>`,
    );
    expect(both(body)).toEqual({
      accepted: table(
        '<w:tblStyle w:val="New"/>',
        col(2),
        '<w:tblPrEx><w:jc w:val="left"/></w:tblPrEx>',
        '<w:trPr><w:cantSplit/></w:trPr>',
        '<w:tcPr><w:tcW w:w="2"/></w:tcPr>',
      ),
      rejected: table(
        '<w:tblStyle w:val="Old"/>',
        col(1),
        '',
        '<w:trPr><w:tblHeader/></w:trPr>',
        '<w:tcPr><w:tcW w:w="1"/></w:tcPr>',
      ),
    });
  });
});

describe('comments, bookmarks and notes', () => {
  const reference = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="4"/></w:r>';
  const comment = (inside: string) => `<w:commentRangeStart w:id="4"/>${inside}<w:commentRangeEnd w:id="4"/>`;
  const anchor = comment('') + reference;
  const comments = `<w:comment w:id="4" w:author="B">${p('why?')}</w:comment>`;

  test('a comment stays anchored where its words were, even when its reference was deleted with them', () => {
    const body = p(r('a') + del(comment(dt('b')) + reference) + r('c'));
    const resolved = resolveContent({ body, comments }, 'accept');
    expect(resolved.body).toBe(p(r('a') + anchor + r('c')));
    expect(resolved.comments).toBe(comments);
    expect(resolveBody(body, 'reject')).toBe(p(r('a') + comment(r('b')) + reference + r('c')));
  });

  test('a comment on a paragraph, row or table that goes hangs on the next paragraph, or else on the one before', () => {
    const paragraph = p(del(comment(dt('b')) + reference), mark('del'));
    expect(resolveBody(p('a') + paragraph + p('c'), 'accept')).toBe(p('a') + p(anchor + r('c')));
    expect(resolveBody(p('a') + paragraph, 'accept')).toBe(p(r('a') + anchor));
    const table = `<w:tbl>${row([p(comment(r('b')) + reference)], `<w:del ${by('A')}/>`)}</w:tbl>`;
    expect(resolveBody(table + p('c'), 'accept')).toBe(p(anchor + r('c')));
  });

  test('a note goes with its only citation, separators stay, and its comments stay', () => {
    const note = (id: number, inside = '', type = '') =>
      `<w:footnote w:id="${id}"${type}>${p(r(`note ${id}`) + inside)}</w:footnote>`;
    const cite = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
    const separator = note(0, '', ' w:type="separator"');
    const body = p(r('a') + del(cite(1) + cite(2)) + cite(2) + ins(cite(3)));
    const footnotes = separator + note(1, anchor) + note(2) + note(3);
    const accepted = resolveContent({ body, footnotes, comments }, 'accept');
    expect(accepted.footnotes).toBe(separator + note(2) + note(3));
    expect(accepted.body).toBe(p(`${r('a')}<w:r><w:commentReference w:id="4"/></w:r>${cite(2)}${cite(3)}`));
    const rejected = resolveContent({ body, footnotes, comments }, 'reject');
    expect(rejected.footnotes).toBe(separator + note(1, anchor) + note(2));
    const kept = resolveContent({ body: p(r('a') + del(cite(1))), footnotes }, 'keep');
    expect(kept.footnotes).toBe(footnotes);
  });

  test('the last paragraph of a comment stays, because its thread hangs on its id', () => {
    const body = p('x');
    const last = `<w:p w14:paraId="7"><w:pPr>${mark('ins')}</w:pPr>${ins(r('b'))}</w:p>`;
    const written = `<w:comment w:id="4">${p('a', mark('ins', 'B'))}${last}</w:comment>`;
    expect(resolveContent({ body, comments: written }, 'reject').comments).toBe(
      `<w:comment w:id="4"><w:p w14:paraId="7">${r('a')}</w:p></w:comment>`,
    );
    const emptied = `<w:comment w:id="4">${p('a')}${last}</w:comment>`;
    expect(resolveContent({ body, comments: emptied }, 'reject').comments).toBe(
      `<w:comment w:id="4">${p('a')}<w:p w14:paraId="7"></w:p></w:comment>`,
    );
  });
});

describe('other parts', () => {
  test('headers, notes, comments, styles and numbering; text boxes in both of their forms', () => {
    const story = p(r('a') + ins(r('b')));
    const box = (inside: string) =>
      p(
        `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${inside}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${inside}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
      );
    const rPr = (old: string) => `<w:rPr><w:b/>${old}</w:rPr>`;
    const change = `<w:rPrChange ${by('A')}><w:rPr/></w:rPrChange>`;
    const style = (inside: string) => `<w:style w:styleId="S"><w:name w:val="S"/>${inside}</w:style>`;
    const level = (inside: string) =>
      `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">${inside}</w:lvl></w:abstractNum>`;
    const cite = p('<w:r><w:endnoteReference w:id="1"/></w:r>');
    const content = {
      body: box(story) + cite,
      header: story,
      endnotes: `<w:endnote w:id="1">${story}</w:endnote>`,
      comments: `<w:comment w:id="1">${story}</w:comment>`,
      styles: style(rPr(change)),
      numbering: level(rPr(change)),
    };
    const accepted = resolveContent(content, 'accept');
    const plain = p(r('a') + r('b'));
    expect(accepted).toMatchObject({
      body: box(plain) + cite,
      header: plain,
      endnotes: `<w:endnote w:id="1">${plain}</w:endnote>`,
      comments: `<w:comment w:id="1">${plain}</w:comment>`,
      styles: style(rPr('')),
      numbering: level(rPr('')),
    });
    expect(resolveContent(content, 'reject')).toMatchObject({
      body: box(p(r('a'))) + cite,
      styles: style(''),
      numbering: level(''),
    });
  });

  test('Strict, other prefixes and no prefix at all', () => {
    expect(resolveContent({ body: p(r('a') + del(dt('b'))), strict: true }, 'reject').body).toBe(p(r('a') + r('b')));
    const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
    const written = (change: string) =>
      `<document xmlns="${main}" xmlns:w="${main}"><body><p>${change}<r><t>b</t></r></p></body></document>`;
    const { bytes, body } = resolveContent(
      { body: `<?xml version="1.0"?>${written('<del w:id="1"><r><delText>a</delText></r></del>')}` },
      'reject',
    );
    expect(bytes.length).toBeGreaterThan(0);
    expect(body).toBe('<body><p><r><t>a</t></r><r><t>b</t></r></p></body>');
  });

  test('a part in UTF-16 is written as UTF-8 and says so', () => {
    const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
    const text = `<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="${main}"><w:body>${p(r('é') + ins(r('b')))}</w:body></w:document>`;
    const utf16 = new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
    const { body } = resolveContent({ body: p('x'), parts: { 'word/document.xml': utf16 } }, 'accept');
    expect(body).toBe(p(r('é') + r('b')));
  });

  test('building blocks are left alone, and that is said', () => {
    const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
    const glossary = `<w:glossaryDocument xmlns:w="${main}"><w:docParts><w:docPart><w:docPartBody>${p(ins(r('x')))}</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>`;
    const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/glossaryDocument';
    const { leftAlone, resolved } = resolveContent(
      {
        body: p('a'),
        relationships: `<Relationship Id="g" Type="${type}" Target="glossary/document.xml"/>`,
        parts: { 'word/glossary/document.xml': glossary },
      },
      'accept',
    );
    expect(leftAlone).toEqual(['word/glossary/document.xml']);
    expect(resolved).toEqual([]);
  });
});

describe('broken files', () => {
  test('elements of changes where the schema has none are cut away, but refused around words', () => {
    const stray = `<w:rPrChange ${by('A')}><w:rPr/></w:rPrChange>`;
    expect(resolveBody(p(`<w:r>${stray}${t('a')}<w:ins ${by('A')}/></w:r>`), 'accept')).toBe(p(r('a')));
    const inRow = `<w:tbl><w:tr><w:del ${by('A')}>${p('x')}</w:del><w:tc>${p('y')}</w:tc></w:tr></w:tbl>${end}`;
    expect(() => resolveBody(inRow, 'accept')).toThrow(
      'draft.docx is damaged: the part word/document.xml cannot be changed: a tracked change (w:del) stands where none can be, around words.',
    );
    expect(resolveBody(inRow, 'keep')).toBe(inRow);
  });

  test('content controls without content, cells without paragraphs and tables without rows stay as they are', () => {
    const odd = `<w:sdt><w:sdtPr/></w:sdt><w:tbl><w:tblPr/></w:tbl><w:tbl><w:tr><w:tc/></w:tr></w:tbl>`;
    expect(resolveBody(odd + p(r('a') + del(dt('b'))), 'accept')).toBe(odd + p(r('a')));
  });
});
