import { describe, expect, test } from 'vitest';
import { openPackage } from '../../../../core/docx/package.ts';
import { readDocx } from '../../../../core/docx/read-docx.ts';
import {
  counterpartyChoices,
  type ScrubChoice,
  type ScrubChoices,
  scrubChoices,
} from '../../../../core/docx/scrub/choices.ts';
import { scrubDocx } from '../../../../core/docx/scrub/scrub-docx.ts';
import { AppError } from '../../../../core/error.ts';
import { blockText } from '../../../../core/model/content.ts';
import type { SourceFile } from '../../../../core/model/source.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { by, type DocxContent, docxFile, p, r, t } from '../../../support/docx.ts';
import { Draft } from './draft.ts';
import { hidingPlaces } from './hiding-places.ts';

function scrub(content: DocxContent | string | SourceFile, choices: Partial<ScrubChoices> = {}) {
  const file = typeof content === 'object' && 'bytes' in content ? content : docxFile(content);
  const { bytes, report } = scrubDocx(file, { ...counterpartyChoices, ...choices }, nodePlatform);
  const result: SourceFile = { name: 'r.docx', bytes };
  const docx = openPackage(result, nodePlatform);
  const has = (part: string) => docx.archive.findEntry(part) !== null;
  const lines = readDocx(result, nodePlatform).blocks.map(({ block }) => blockText(block));
  return { bytes, report, result, docx, has, lines, text: (part = 'word/document.xml') => docx.getText(part) };
}

const only = (...remove: ScrubChoice[]): Pick<ScrubChoices, 'remove'> => ({ remove: new Set(remove) });
const allBut = (...kept: ScrubChoice[]): Pick<ScrubChoices, 'remove'> => ({
  remove: new Set([...counterpartyChoices.remove].filter((choice) => !kept.includes(choice))),
});
const body = (xml: string) => /<w:body>(.*)<\/w:body>/s.exec(xml)?.[1];

describe('tracked changes', () => {
  const redline = p(
    `<w:ins ${by('A. Writer')}>${r('new ')}</w:ins><w:del ${by('B. Reader', 2)}><w:r><w:delText>old</w:delText></w:r></w:del>${r('same')}`,
  );

  test('stay, under another name and without a date', () => {
    const { text, report } = scrub(redline);
    expect(body(text())).toBe(
      `<w:p><w:ins w:id="1" w:author="Author"><w:r><w:t xml:space="preserve">new </w:t></w:r></w:ins><w:del w:id="2" w:author="Author"><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:t xml:space="preserve">same</w:t></w:r></w:p>`,
    );
    expect(report.trackedChanges).toBe(2);
    expect(report.removed).toContainEqual({
      kind: 'authors',
      part: 'word/document.xml',
      what: 'w:author',
      count: 2,
      values: ['A. Writer', 'B. Reader'],
      moreValues: 0,
    });
  });

  test('get a name for each side, and one instant', () => {
    const authorNames = new Map([
      ['A. Writer', 'The Vendor & Co.'],
      ['B. Reader', 'B. Reader'],
    ]);
    const { text } = scrub(redline, { authorNames, date: '2026-01-01T00:00:00Z' });
    expect(text()).toContain('w:author="The Vendor &#38; Co." w:date="2026-01-01T00:00:00Z"');
    expect(text()).toContain('w:author="B. Reader" w:date="2026-01-01T00:00:00Z"');
  });

  test('of content controls and of paragraph marks stay too', () => {
    const xml = `${p('one', `<w:rPr><w:del ${by('A', 3)}/></w:rPr>`)}<w:customXmlInsRangeStart ${by('A', 4)}/><w:sdt><w:sdtContent>${p('two')}</w:sdtContent></w:sdt><w:customXmlInsRangeEnd w:id="4"/>`;
    const { text, lines } = scrub(xml);
    expect(body(text())).toBe(xml.replaceAll(' w:author="A" w:date="2026-03-01T09:00:00Z"', ' w:author="Author"'));
    expect(lines).toEqual(['onetwo']);
  });

  test('around hidden words alone go with them', () => {
    const { text } = scrub(p(`${r('shown')}<w:ins ${by('A')}><w:r><w:rPr><w:vanish/></w:rPr>${t('x')}</w:r></w:ins>`));
    expect(body(text())).toBe(p('shown'));
  });
});

describe('the switches that make Word erase names and dates', () => {
  const settings = '<w:removePersonalInformation/><w:removeDateAndTime/><w:trackRevisions/>';
  const tracked = p(`<w:ins ${by('A')}>${r('new')}</w:ins>`);

  test('are said, and taken out where there are tracked changes', () => {
    const { report, text } = scrub({ body: tracked, settings });
    expect(report.privacy).toEqual({ removePersonalInformation: true, removeDateAndTime: true, cleared: true });
    expect(text('word/settings.xml')).not.toContain('removePersonal');
    expect(text('word/settings.xml')).toContain('<w:trackRevisions/>');
  });

  test('are said and stay where there are none, or where they are to stay', () => {
    for (const result of [
      scrub({ body: p('no change'), settings }),
      scrub({ body: tracked, settings }, allBut('privacy-flags')),
    ]) {
      expect(result.report.privacy).toEqual({
        removePersonalInformation: true,
        removeDateAndTime: true,
        cleared: false,
      });
      expect(result.text('word/settings.xml')).toContain('<w:removePersonalInformation/><w:removeDateAndTime/>');
    }
  });

  test('switched off are not there', () => {
    const { report } = scrub({ body: tracked, settings: '<w:removePersonalInformation w:val="0"/>' });
    expect(report.privacy.removePersonalInformation).toBe(false);
  });
});

describe('hidden words', () => {
  const hide = '<w:vanish/>';
  const hiddenMark = '<w:rPr><w:vanish/></w:rPr>';

  test('are in the report, whole, and nothing else is gone', () => {
    const long = 'word '.repeat(200);
    const { lines, report } = scrub(p(`${r('a ')}${r(t(long), hide)}${r(t('and more'), hide)}${r('b')}`));
    expect(lines).toEqual(['a b']);
    const [item] = report.removed.filter(({ kind }) => kind === 'hidden-text');
    expect(item).toMatchObject({ what: 'hidden words', count: 1, values: [`${long}and more`] });
  });

  test('stay when that is the choice', () => {
    const { lines } = scrub(p(`${r('a ')}${r(t('hidden'), hide)}`), allBut('hidden-text'));
    expect(lines).toEqual(['a hidden']);
  });

  test('switched back on by the run are not hidden', () => {
    const styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>';
    const { lines } = scrub({ styles, body: p(r(t('shown'), '<w:rStyle w:val="H"/><w:vanish w:val="0"/>')) });
    expect(lines).toEqual(['shown']);
  });

  test('take their paragraph along when its mark is hidden too and another follows', () => {
    const hidden = p(r(t('x'), hide), hiddenMark);
    expect(body(scrub(`${p('a')}${hidden}${p('b')}`).text())).toBe(`${p('a')}${p('b')}`);
  });

  test('leave a paragraph that a table, a cell, a section or a bookmark needs', () => {
    const marked = (mark = '') => `<w:p><w:pPr>${hiddenMark}${mark}</w:pPr></w:p>`;
    const hidden = (mark = '') => p(r(t('x'), hide), `${hiddenMark}${mark}`);
    const cell = (inner: string) => `<w:tbl><w:tr><w:tc>${inner}</w:tc></w:tr></w:tbl>`;
    const bookmark = '<w:bookmarkStart w:id="1" w:name="b"/>';
    for (const [before, after] of [
      [`${cell(p('a'))}${hidden()}${cell(p('b'))}`, `${cell(p('a'))}${marked()}${cell(p('b'))}`],
      [cell(`${p('a')}${hidden()}`), cell(`${p('a')}${marked()}`)],
      [`${hidden('<w:sectPr/>')}${p('a')}`, `${marked('<w:sectPr/>')}${p('a')}`],
      [
        `${hidden().replace('</w:pPr>', `</w:pPr>${bookmark}`)}${p('a<w:bookmarkEnd/>')}`,
        `${marked().replace('</w:pPr>', `</w:pPr>${bookmark}`)}${p('a<w:bookmarkEnd/>')}`,
      ],
    ]) {
      expect(body(scrub(`${before}${p('end')}`).text())).toBe(`${after}${p('end')}`);
    }
  });

  test('that are entries of an index stay, and so do references by the name of a bookmark alone', () => {
    const field = (instruction: string, properties: string) =>
      `${r('<w:fldChar w:fldCharType="begin"/>', properties)}${r(`<w:instrText>${instruction}</w:instrText>`, properties)}${r('<w:fldChar w:fldCharType="end"/>', properties)}`;
    const xml = p(`${field('XE "Term"', hide)}${field('_Ref12345 \\r', '')}${r('a')}`);
    const { text, report } = scrub(xml);
    expect(body(text())).toBe(xml);
    expect(report.left).toContainEqual(expect.objectContaining({ kind: 'field-text', values: ['XE "Term"'] }));
  });

  test('keep a field whole that is hidden in part', () => {
    const field = `${r('<w:fldChar w:fldCharType="begin"/>')}${r('<w:instrText>PAGE</w:instrText>', hide)}${r('<w:fldChar w:fldCharType="separate"/>')}${r(t('7'), hide)}${r('<w:fldChar w:fldCharType="end"/>')}`;
    expect(body(scrub(p(`${field}${r('a')}`)).text())).toBe(p(`${field.replace(r(t('7'), hide), '')}${r('a')}`));
  });

  test('with a note take the note along, and the others keep their words', () => {
    const { lines, report } = scrub({
      body: p(`${r('a')}${r('<w:footnoteReference w:id="1"/>', hide)}${r('<w:footnoteReference w:id="2"/>')}`),
      footnotes: `<w:footnote w:id="1">${p('first')}</w:footnote><w:footnote w:id="2">${p('second')}</w:footnote>`,
    });
    expect(lines).toEqual(['a1', 'second']);
    expect(report.removed).toContainEqual(
      expect.objectContaining({ kind: 'hidden-text', what: 'w:footnote', values: ['1 first'] }),
    );
  });
});

describe('comments', () => {
  const w15 = 'http://schemas.microsoft.com/office/word/2012/wordml';
  const cid = 'http://schemas.microsoft.com/office/word/2016/wordml/cid';
  const comment = (id: number, author: string) =>
    `<w:comment w:id="${id}" w:author="${author}" w:initials="X">${p(`by ${author}`).replace('<w:p>', `<w:p w14:paraId="0000000${id}">`)}</w:comment>`;
  const anchor = (id: number) =>
    `<w:commentRangeStart w:id="${id}"/>${r(`word${id}`)}<w:commentRangeEnd w:id="${id}"/>${r(`<w:commentReference w:id="${id}"/>`)}`;
  const commented: DocxContent = {
    body: p(`${anchor(1)}${anchor(2)}${anchor(3)}`),
    comments: `${comment(1, 'Ours')}${comment(2, 'Theirs')}${comment(3, 'Ours')}`,
    relationships: [
      '<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/>',
      '<Relationship Id="rIdI" Type="http://schemas.microsoft.com/office/2016/09/relationships/commentsIds" Target="commentsIds.xml"/>',
    ].join(''),
    parts: {
      'word/commentsExtended.xml': `<w15:commentsEx xmlns:w15="${w15}"><w15:commentEx w15:paraId="00000001" w15:done="0"/><w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/><w15:commentEx w15:paraId="00000003" w15:paraIdParent="00000002"/></w15:commentsEx>`,
      'word/commentsIds.xml': `<c:commentsIds xmlns:c="${cid}"><c:commentId c:paraId="00000001" c:durableId="1A"/><c:commentId c:paraId="00000002" c:durableId="2A"/></c:commentsIds>`,
    },
  };

  test('go with all their parts, anchors and references', () => {
    const { text, has, docx, report } = scrub(commented);
    expect(body(text())).toBe(p(`${r('word1')}${r('word2')}${r('word3')}`));
    for (const part of ['comments', 'commentsExtended', 'commentsIds']) expect(has(`word/${part}.xml`)).toBe(false);
    expect(docx.relationshipsOf('word/document.xml').size).toBe(0);
    expect(report.removed).toContainEqual(
      expect.objectContaining({ what: 'comment', values: ['Ours: by Ours', 'Theirs: by Theirs'], count: 3 }),
    );
  });

  test('of one author stay, with the ids of their threads, under the other name', () => {
    const { text } = scrub(commented, { keepCommentsBy: new Set(['Ours']) });
    expect(body(text())).toBe(p(`${anchor(1)}${r('word2')}${anchor(3)}`));
    expect(text('word/comments.xml')).toContain('<w:comment w:id="1" w:author="Author"><w:p w14:paraId="00000001">');
    expect(text('word/comments.xml')).not.toContain('Theirs');
    expect(text('word/commentsExtended.xml')).toContain(
      '<w15:commentEx w15:paraId="00000001" w15:done="0"/><w15:commentEx w15:paraId="00000003"/>',
    );
    expect(text('word/commentsIds.xml')).not.toContain('2A');
  });

  test('stay, all of them, when that is the choice', () => {
    const { text } = scrub(commented, allBut('comments', 'authors'));
    expect(body(text())).toBe(commented.body);
    expect(text('word/commentsExtended.xml')).toBe(commented.parts?.['word/commentsExtended.xml']);
  });

  test('that nothing refers to go although the others stay', () => {
    const { text, report } = scrub({ ...commented, body: p(`${anchor(1)}${anchor(2)}`) }, allBut('comments'));
    expect(text('word/comments.xml')).not.toContain('w:id="3"');
    expect(report.removed).toContainEqual(expect.objectContaining({ kind: 'unreferenced', values: ['Ours: by Ours'] }));
  });
});

describe('markup around words', () => {
  test('goes, and what it declared is declared inside', () => {
    const xml = p(
      `<w:smartTag xmlns:u="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:element="a"><w:smartTag w:element="b"><u:r><u:t>one</u:t></u:r></w:smartTag><u:r u:rsidR="00ABCDEF"><u:t>two</u:t></u:r></w:smartTag>`,
    );
    const { lines, text } = scrub(xml);
    expect(lines).toEqual(['onetwo']);
    expect(text()).not.toContain('smartTag');
    expect(text()).not.toContain('ABCDEF');
  });

  test('of a content control goes but the control stays', () => {
    const { text } = scrub(
      `<w:sdt><w:sdtPr><w:alias w:val="T"/><w:tag w:val="g"/><w:id w:val="1"/><w:dataBinding w:xpath="/x" w:storeItemID="{0}"/></w:sdtPr><w:sdtContent>${p('a')}</w:sdtContent></w:sdt>`,
    );
    expect(body(text())).toBe(
      `<w:sdt><w:sdtPr><w:alias w:val="T"/><w:id w:val="1"/></w:sdtPr><w:sdtContent>${p('a')}</w:sdtContent></w:sdt>`,
    );
  });

  test('a binding to a document property goes with the properties, since Word would show an empty one', () => {
    const store = '{6C3C8BC8-F283-45AE-878A-BAB7291924A1}';
    const xml = `<w:sdt><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="${store}"/></w:sdtPr><w:sdtContent>${p('Title')}</w:sdtContent></w:sdt>`;
    expect(scrub(xml, only('properties')).text()).not.toContain('dataBinding');
    expect(scrub(xml, only('dates')).text()).toContain('dataBinding');
  });

  test('protection stays without the hash of its password', () => {
    const settings =
      '<w:documentProtection w:edit="trackedChanges" w:enforcement="1" w:cryptSpinCount="100000" w:hash="aGFzaA=="/>';
    expect(scrub({ body: p('a'), settings }).text('word/settings.xml')).toContain(
      '<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>',
    );
  });
});

describe('the package', () => {
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

  test.each([
    ['application/vnd.ms-word.document.macroEnabled.main+xml', `${word}.document.main+xml`, 'docx'],
    ['application/vnd.ms-word.template.macroEnabledTemplate.main+xml', `${word}.template.main+xml`, 'dotx'],
    [`${word}.template.main+xml`, `${word}.template.main+xml`, 'dotx'],
  ])('%s becomes %s', (given, made, extension) => {
    const { docx, report } = scrub({ body: p('a'), contentType: given }, only());
    expect(docx.contentTypeOf('word/document.xml')).toBe(made);
    expect(report.extension).toBe(extension);
  });

  test('in Strict, in UTF-16 and under other names and prefixes is scrubbed alike', () => {
    const ns = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
    const xml = `<?xml version="1.0" encoding="UTF-16"?><x:document xmlns:x="${ns}"><x:body><x:p x:rsidR="00ABCDEF"><x:ins x:id="1" x:author="A. Writer"><x:r><x:t>words</x:t></x:r></x:ins><x:r><x:rPr><x:vanish/></x:rPr><x:t>hidden</x:t></x:r></x:p></x:body></x:document>`;
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]);
    const { lines, docx } = scrub({
      body: p('x'),
      strict: true,
      mainPart: 'Office of A. Writer/main.xml',
      parts: { 'Office of A. Writer/main.xml': utf16 },
    });
    expect(lines).toEqual(['words']);
    expect(docx.mainPart).toBe('word/media/part1.xml');
    expect(docx.getText(docx.mainPart)).toBe(
      `<?xml version="1.0" encoding="UTF-8"?><x:document xmlns:x="${ns}"><x:body><x:p><x:ins x:id="1" x:author="Author"><x:r><x:t>words</x:t></x:r></x:ins></x:p></x:body></x:document>`,
    );
  });

  test('of which nothing is to be removed keeps every part as it was', () => {
    const file = docxFile({
      body: p(`<w:ins ${by('A')}>${r('a')}</w:ins>`),
      settings: '<w:zoom w:percent="90"/>',
      header: p('h'),
    });
    const { docx, report } = scrub(file, only());
    const before = openPackage(file, nodePlatform);
    for (const { name } of before.archive.entries) expect(docx.getText(name), name).toBe(before.getText(name));
    expect(report.removed).toEqual([]);
    expect(report.kept).toEqual(scrubChoices);
  });

  test('scrubbed twice is the same the second time, and nothing is left to remove', () => {
    const draft = new Draft();
    for (const [index, place] of hidingPlaces.entries()) {
      // These name the type of the package, or stand where one of each kind can.
      if (!['macros', 'container'].includes(place.kind)) place.plant(draft, `Twice${index}`);
    }
    const once = scrub(draft.file(), only(...scrubChoices));
    const twice = scrub(once.result, only(...scrubChoices));
    expect(twice.report.removed).toEqual([]);
    expect(Buffer.from(twice.bytes).equals(once.bytes)).toBe(true);
  });

  test('that is damaged in a part that reading never opens is refused by name', () => {
    const file = docxFile({
      body: p('a'),
      relationships:
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme" Target="theme.xml"/>',
      parts: { 'word/theme.xml': '<a:theme' },
    });
    expect(() => scrub(file)).toThrow(AppError);
    expect(() => scrub(file)).toThrow(/draft\.docx is damaged: the part word\/theme\.xml/);
  });
});

test('names that stand in the text are named, as words and not as parts of words', () => {
  const file = docxFile({
    body: p(`<w:ins ${by('Writer')}>${r('x')}</w:ins>${r('The Writer and the Writers.')}`),
  });
  expect(scrub(file).report.left).toContainEqual({
    kind: 'name-in-text',
    part: 'word/document.xml',
    what: 'name',
    count: 1,
    values: ['Writer'],
    moreValues: 0,
    reason: 'the name stands elsewhere in the document, as a word of it',
  });
});

test('words of headers that no page shows are named', () => {
  const header = (name: string) =>
    `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${p(name)}</w:hdr>`;
  const rel = (id: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="${id}.xml"/>`;
  const section = (more: string) =>
    `<w:sectPr><w:headerReference w:type="first" r:id="rId1"/><w:headerReference w:type="even" r:id="rId2"/>${more}</w:sectPr>`;
  const content = (more: string, settings: string): DocxContent => ({
    body: p('a') + section(more),
    settings,
    relationships: rel('rId1') + rel('rId2'),
    parts: { 'word/rId1.xml': header('Old first page'), 'word/rId2.xml': header('Old even page') },
  });
  const named = (more: string, settings: string) =>
    scrub(content(more, settings))
      .report.left.filter(({ kind }) => kind === 'headers-not-shown')
      .flatMap(({ values }) => values);
  expect(named('', '')).toEqual(['Old first page', 'Old even page']);
  expect(named('<w:titlePg/>', '<w:evenAndOddHeaders/>')).toEqual([]);
});
