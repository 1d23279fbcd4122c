import { expect, test } from 'vitest';
import type { DraftBlock } from '../../../../core/docx/draft/draft-block.ts';
import { openPackage } from '../../../../core/docx/package.ts';
import { readDocx } from '../../../../core/docx/read-docx.ts';
import { writeDraft } from '../../../../core/docx/write-draft.ts';
import type { AppError } from '../../../../core/error.ts';
import type { Paragraph, Run } from '../../../../core/model/content.ts';
import type { SourceFile } from '../../../../core/model/source.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { docxFile, p, r, row } from '../../../support/docx.ts';
import { draftOf } from '../../../support/draft-edits.ts';
import { editableAgreement } from '../../../support/editable-agreement.ts';

/** The paragraph of the file that holds these words, with its runs changed, in XML. */
function rewrite(file: SourceFile, words: string, change: (runs: readonly Run[]) => readonly Run[]): string {
  const draft = draftOf(readDocx(file, nodePlatform).blocks);
  const at = draft.findIndex(({ block }) => block.type === 'paragraph' && textOf(block).includes(words));
  const each = draft[at] as DraftBlock;
  const block = each.block as Paragraph;
  const edited = draft.with(at, { ...each, block: { ...block, runs: change(block.runs) } });
  return mainText(writeDraft(file, edited, nodePlatform));
}

function mainText(bytes: Uint8Array): string {
  const docx = openPackage({ name: 'written.docx', bytes }, nodePlatform);
  return docx.getText(docx.mainPart);
}

function textOf(paragraph: Paragraph): string {
  return paragraph.runs.map(({ text }) => text).join('');
}

const replacing = (a: string, b: string) => (runs: readonly Run[]) =>
  runs.map((run) => ({ ...run, text: run.text.replace(a, b) }));

test('a word that replaces another takes its looks, and the words beside it keep their runs', () => {
  const file = docxFile(
    p(r('Paid ') + r('within thirty', '<w:color w:val="1F3864"/><w:sz w:val="20"/>') + r(' days.')),
  );
  const xml = rewrite(file, 'thirty', replacing('thirty', 'sixty'));
  expect(xml).toContain(
    `${r('Paid ')}<w:r><w:rPr><w:color w:val="1F3864"/><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve">within </w:t></w:r>` +
      `<w:r><w:rPr><w:color w:val="1F3864"/><w:sz w:val="20"/></w:rPr><w:t>sixty</w:t></w:r>${r(' days.')}`,
  );
});

test('words beside a line feed in the text of the file, which means a space, can be edited', () => {
  const file = docxFile(p('<w:r><w:t>The fees\nare due.</w:t></w:r>'));
  const [source] = readDocx(file, nodePlatform).blocks;
  expect(source?.block).toMatchObject({ runs: [{ text: 'The fees are due.' }] });
  expect(rewrite(file, 'fees', replacing('due', 'owed'))).not.toContain('<w:br');
});

test('a mark that is put on or taken off is one property in its place, and no other is touched', () => {
  const file = docxFile(p(r('Paid ', '<w:rFonts w:ascii="Arial"/><w:i/><w:sz w:val="20"/>') + r('now.')));
  const xml = rewrite(file, 'Paid', ([first, second]) => [{ ...(first as Run), marks: ['bold'] }, second as Run]);
  expect(xml).toContain('<w:rPr><w:rFonts w:ascii="Arial"/><w:b/><w:sz w:val="20"/></w:rPr>');
});

test('a mark that a style gives is switched off outright', () => {
  const xml = rewrite(editableAgreement(), 'Liability', () => [{ text: 'Liability' }]);
  expect(xml).toContain('<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t xml:space="preserve">Liability</w:t></w:r>');
});

test('a field stays a field while its result is left alone, and becomes words when that is edited', () => {
  const beside = rewrite(editableAgreement(), 'Late sums', replacing('Late', 'Overdue'));
  expect(beside).toContain('REF _Ref1');
  const inside = rewrite(editableAgreement(), 'Late sums', replacing('2.1', '2.2'));
  expect(inside).not.toContain('REF _Ref1');
  expect(inside.match(/<w:fldChar /g)?.length).toBe((beside.match(/<w:fldChar /g)?.length ?? 0) - 3);
});

test('a note, a bookmark and a comment stay with the words around them', () => {
  const noted = rewrite(editableAgreement(), 'of the invoice', replacing(' of the invoice', ' of the order'));
  expect(noted).toMatch(/order<\/w:t><\/w:r>.*?<w:footnoteReference w:id="2"\/>/s);
  const marked = rewrite(editableAgreement(), 'Late sums', replacing('two per cent', 'three per cent'));
  expect(marked).toMatch(/<w:bookmarkStart w:id="7" w:name="rate"\/>.*three.*<w:bookmarkEnd w:id="7"\/>/s);
  const commented = rewrite(editableAgreement(), 'Neither party', replacing('loss of profit', 'lost profit'));
  for (const name of ['commentRangeStart', 'commentRangeEnd', 'commentReference']) expect(commented).toContain(name);
});

test('a paragraph cut in two has its properties twice, and the section ends with the second', () => {
  const draft = draftOf(readDocx(editableAgreement(), nodePlatform).blocks);
  const at = draft.findIndex(({ block }) => block.type === 'paragraph' && textOf(block).startsWith('The end of'));
  const cut = draft.toSpliced(
    at,
    1,
    { ...(draft[at] as DraftBlock), block: { type: 'paragraph', runs: [{ text: 'The end' }] } },
    { block: { type: 'paragraph', runs: [{ text: 'of the first part.' }] }, typed: '', source: null },
  );
  const xml = mainText(writeDraft(editableAgreement(), cut, nodePlatform));
  expect(xml).toMatch(/The end<\/w:t><\/w:r><\/w:p><w:p><w:pPr><w:sectPr>.*<\/w:pPr>.*of the first part\./s);
  expect(xml.match(/<w:sectPr/g)).toHaveLength(2);
});

test('a new link gets a relationship, and the words of an old one stay in theirs', () => {
  const xml = rewrite(editableAgreement(), 'The cap is', (runs) => [
    { text: 'Here', href: 'https://example.org/new' },
    { text: ': ' },
    ...runs,
  ]);
  expect(xml).toMatch(/<w:hyperlink r:id="rId\d+"><w:r>.*?Here<\/w:t><\/w:r><\/w:hyperlink>/);
  expect(xml).toContain('<w:hyperlink r:id="rIdLink">');
});

test('what cannot be written is refused by name, and there is no file', () => {
  const file = editableAgreement();
  const draft = draftOf(readDocx(file, nodePlatform).blocks);
  // The mark of a note is gone and the note is not: its words would be nowhere.
  const withoutMark = (runs: readonly Run[]) => runs.filter(({ marks }) => marks?.includes('superscript') !== true);
  expect(() => rewrite(file, 'of the invoice', withoutMark)).toThrow(
    expect.objectContaining({ code: 'law-broken', message: expect.stringContaining('agreement.docx') }),
  );
  const strange = draft.with(0, { ...(draft[0] as DraftBlock), source: { part: 'word/none.xml', from: 0, to: 1 } });
  expect(() => writeDraft(file, strange, nodePlatform)).toThrow(expect.objectContaining({ code: 'law-broken' }));
});

test('a paragraph between two rows, or a row outside its table, is refused for what it is', () => {
  const file = docxFile(
    `<w:tbl>${['one', 'two', 'three'].map((words) => row([words, 'x'])).join('')}</w:tbl>${p(r('After'))}`,
  );
  const [one, two, three, after] = draftOf(readDocx(file, nodePlatform).blocks) as DraftBlock[] as [
    DraftBlock,
    DraftBlock,
    DraftBlock,
    DraftBlock,
  ];
  const reasonOf = (...blocks: readonly DraftBlock[]) => {
    try {
      writeDraft(file, blocks, nodePlatform);
    } catch (error) {
      return (error as AppError).details?.reason;
    }
    return null;
  };
  const fresh: DraftBlock = { block: { type: 'paragraph', runs: [{ text: 'New.' }] }, typed: '', source: null };
  const between = 'a paragraph is put between two rows of a table';
  // A row went, and the paragraph behind the table moved between those that are left.
  expect(reasonOf(one, after, three)).toBe(between);
  expect(reasonOf(one, fresh, two, three, after)).toBe(between);
  expect(reasonOf(after, one, three)).toBeNull();
  expect(reasonOf(one, three, fresh, after)).toBeNull();
  expect(reasonOf(three, one, two, after)).toBeNull();
  expect(reasonOf(two, three, after, fresh, one)).toBe('a table row is moved out of its table');
});
