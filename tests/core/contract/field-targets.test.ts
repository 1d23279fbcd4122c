import { describe, expect, test } from 'vitest';
import { listReferences } from '../../../core/contract/references.ts';
import { splitContract } from '../../../core/contract/split-contract.ts';
import { type FieldReference, listFieldReferences } from '../../../core/docx/field-references.ts';
import { openPackage } from '../../../core/docx/package.ts';
import { readDocx } from '../../../core/docx/read-docx.ts';
import { clauseText } from '../../../core/model/clause.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { docxFile, p, r, t } from '../../support/docx.ts';

const run = (words: string): string => r(t(words));
const char = (type: string): string => r(`<w:fldChar w:fldCharType="${type}"/>`);

/** A complex REF field that shows `result`. */
function field(bookmark: string, result: string): string {
  return `${char('begin')}${r(`<w:instrText xml:space="preserve"> REF ${bookmark} \\r \\h </w:instrText>`)}${char('separate')}${run(result)}${char('end')}`;
}

const bookmark = (name: string, content: string, id = 1): string =>
  `<w:bookmarkStart w:id="${id}" w:name="${name}"/>${content}<w:bookmarkEnd w:id="${id}"/>`;

function contract(cited: string): string {
  return [
    p(run('SUPPLY AGREEMENT')),
    p(run('1. Delivery')),
    p(`${run('1.1 The Vendor delivers as ')}${cited}${run(' says, and not otherwise.')}`),
    p(run('1.2 The Department takes delivery.')),
    p(run('2. Payment')),
    p(bookmark('_Ref100', run('2.1 The Department pays in euros.'))),
    p(run('2.2 The Vendor sends invoices.')),
  ].join('');
}

function read(content: string): { fields: FieldReference[]; references: string[] } {
  const file = docxFile(content);
  const tree = splitContract(readDocx(file, nodePlatform));
  const fields = listFieldReferences(openPackage(file, nodePlatform));
  const references = listReferences(tree, fields).map(({ clause, from, to, target, reason }) => {
    const node = tree.clauses[clause];
    const words = node === undefined ? '' : clauseText(node).slice(from, to);
    return `${words} → ${target === null ? null : tree.clauses[target]?.label} ${reason ?? ''}`.trimEnd();
  });
  return { fields, references };
}

describe('references that are fields', () => {
  test('a complex field and its bookmark', () => {
    const { fields, references } = read(contract(`${run('Section ')}${field('_Ref100', '2.1')}`));
    expect(fields).toEqual([
      { part: 'word/document.xml', paragraph: 2, result: '2.1', bookmark: '_Ref100', target: 5 },
    ]);
    expect(references).toEqual(['Section 2.1 → 2.1']);
  });

  test('a simple field', () => {
    const simple = `<w:fldSimple w:instr=" REF _Ref100 \\r ">${run('2.1')}</w:fldSimple>`;
    expect(read(contract(`${run('Section ')}${simple}`)).fields).toMatchObject([{ result: '2.1', target: 5 }]);
  });

  test('a number that was not updated: the bookmark is what is meant', () => {
    expect(read(contract(`${run('Section ')}${field('_Ref100', '2.2')}`)).references).toEqual([
      'Section 2.2 → 2.1 stale-number',
    ]);
  });

  test('a bookmark that is gone', () => {
    expect(read(contract(`${run('Section ')}${field('_Ref999', '2.1')}`)).references).toEqual([
      'Section 2.1 → null lost-field',
    ]);
    expect(read(contract(field('_Ref999', 'Error! Reference source not found.'))).references).toEqual([
      'Error! Reference source not found → null lost-field',
    ]);
  });

  test('the keyword inside the field, and a letter typed behind it', () => {
    expect(read(contract(field('_Ref100', 'Section 2.2'))).references).toEqual(['Section 2.2 → 2.1 stale-number']);
    expect(read(contract(`${run('Section ')}${field('_Ref100', '2.1')}${run('(a)')}`)).references).toEqual([
      'Section 2.1(a) → 2.1 part-missing',
    ]);
  });

  test('a deleted field, a page number and a link are none', () => {
    const deleted = `<w:del w:id="9" w:author="the Vendor">${field('_Ref100', '2.1')}</w:del>`;
    const page = `${char('begin')}${r('<w:instrText> PAGEREF _Ref100 </w:instrText>')}${char('separate')}${run('3')}${char('end')}`;
    expect(read(contract(`${deleted}${page}${run('Section 2.1')}`)).fields).toEqual([]);
  });
});
