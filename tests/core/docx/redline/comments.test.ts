import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openPackage } from '../../../../core/docx/package.ts';
import { resolveRevisions } from '../../../../core/docx/revisions/resolve-revisions.ts';
import { readRedline } from '../../../../core/docx/tracked/read-redline.ts';
import type { SourceFile } from '../../../../core/model/source.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { by, type DocxContent, p, r, row } from '../../../support/docx.ts';
import { withRandomComments } from '../../../support/random-comments.ts';
import { draftPair, randomPairs } from '../../../support/random-redline.ts';
import { makeLawfulRedline, settleOurs } from '../../../support/redline-laws.ts';
import { redlinePair } from '../../../support/redline-pair.ts';
import { requireSoundRedline } from '../../../support/redline-shape.ts';

const start = (id: number) => `<w:commentRangeStart w:id="${id}"/>`;
const end = (id: number) => `<w:commentRangeEnd w:id="${id}"/>${r(`<w:commentReference w:id="${id}"/>`)}`;
const about = (id: number, content: string) => start(id) + content + end(id);
const comment = (id: number, words: string, paragraphId = '', author = 'the Department') =>
  `<w:comment w:id="${id}" w:author="${author}" w:date="2026-02-01T08:00:00Z" w:initials="D">${p(words).replace('<w:p>', paragraphId === '' ? '<w:p>' : `<w:p w14:paraId="${paragraphId}">`)}</w:comment>`;

const office = 'http://schemas.microsoft.com/office';
const threaded = (entries: string, ids = ''): Pick<DocxContent, 'relationships' | 'parts'> => ({
  relationships:
    `<Relationship Id="rIdEx" Type="${office}/2011/relationships/commentsExtended" Target="commentsExtended.xml"/>` +
    `<Relationship Id="rIdIds" Type="${office}/2016/09/relationships/commentsIds" Target="commentsIds.xml"/>`,
  parts: {
    'word/commentsExtended.xml': `<w15:commentsEx xmlns:w15="${office}/word/2012/wordml">${entries}</w15:commentsEx>`,
    'word/commentsIds.xml': `<c:commentsIds xmlns:c="${office}/word/2016/wordml/cid">${ids}</c:commentsIds>`,
  },
});

/** Author, quoted words and words of each comment as a reader finds them. */
function commentsOf(file: Parameters<typeof readRedline>[0]) {
  return readRedline(file, nodePlatform).comments.map(({ author, quote, blocks, parentId, isResolved }) => ({
    ...{ author, quote, parentId, isResolved },
    words: JSON.stringify(blocks).match(/"text":"([^"]*)"/)?.[1],
  }));
}

const codesOf = ({ report }: ReturnType<typeof redlinePair>) => report.notes.map(({ code }) => code);

describe('a comment of the revised file', () => {
  test('is anchored at its words, which may be kept, put in or in the middle of a run', () => {
    const redline = redlinePair(
      { body: `${p('The fee is ten euros & no more.')}<w:sectPr/>` },
      {
        body: `${p(r('The ') + about(0, r('fee')) + r(' is ') + about(1, r('twenty')) + r(' euros & ') + about(2, r('no more')) + r('.'))}<w:sectPr/>`,
        comments: comment(0, 'Which?') + comment(1, 'Too much?') + comment(2, 'Final?'),
      },
    );
    expect(commentsOf(redline.file)).toMatchObject([
      { author: 'the Department', quote: 'fee', words: 'Which?' },
      { quote: 'twenty', words: 'Too much?' },
      { quote: 'no more', words: 'Final?' },
    ]);
    expect(redline.report.notes).toEqual([{ code: 'comments-carried', count: 3 }]);
    expect(redline.changes).toEqual([['replacement', 'ten', 'twenty']]);
    for (const decision of ['accept', 'reject'] as const) {
      expect(commentsOf(settleOurs(redline.file, decision)).map(({ words }) => words)).toEqual([
        'Which?',
        'Too much?',
        'Final?',
      ]);
    }
    const docx = openPackage(redline.file, nodePlatform);
    expect(docx.listRelated(docx.mainPart, 'comments')).toEqual(['word/comments.xml']);
    expect(docx.contentTypeOf('word/comments.xml')).toContain('comments+xml');
  });

  test('over several paragraphs, in a table, at a point, and in what is put in whole', () => {
    const base = `${p('one two')}${p('three four')}<w:tbl>${row(['cell a', 'cell b'])}</w:tbl>${p('end')}<w:sectPr/>`;
    const redline = redlinePair(
      { body: base },
      {
        body: `${p(`${r('one ')}${start(0)}${r('two')}`)}${p(`${r('three')}${end(0)}${r(' four')}`)}${p(about(1, r('wholly new')))}<w:tbl>${row(['cell a', p(r('cell ') + about(2, r('b')))])}</w:tbl>${p(r('e') + r('<w:commentReference w:id="3"/>') + r('nd'))}<w:sectPr/>`,
        comments: comment(0, 'spans') + comment(1, 'new') + comment(2, 'cell') + comment(3, 'point'),
      },
    );
    expect(commentsOf(redline.file).map(({ quote, words }) => [words, quote])).toEqual([
      ['spans', 'twothree'],
      ['new', 'wholly new'],
      ['cell', 'b'],
      ['point', ''],
    ]);
  });

  test('that the base has as well is not doubled, and the new one gets an id of its own', () => {
    const redline = redlinePair(
      { body: `${p(about(0, r('fee')) + r(' due'))}<w:sectPr/>`, comments: comment(0, 'Which?') },
      {
        body: `${p(about(4, r('fee')) + r(' ') + about(0, r('due')))}<w:sectPr/>`,
        comments: comment(4, 'Which?') + comment(0, 'When?'),
      },
    );
    expect(commentsOf(redline.file).map(({ words, quote }) => [words, quote])).toEqual([
      ['Which?', 'fee'],
      ['When?', 'due'],
    ]);
    expect(redline.report).toMatchObject({ revisions: 0, notes: [{ code: 'comments-carried', count: 1 }] });
  });

  test('brings its answers and whether it is resolved, also where the base has the comment that is answered', () => {
    const body = (ids: readonly number[]) =>
      `${p(ids.map(start).join('') + r('fee') + ids.map(end).join(''))}<w:sectPr/>`;
    const redline = redlinePair(
      { body: body([0]), comments: comment(0, 'Which?') },
      {
        body: body([0, 1, 2, 3]),
        comments:
          comment(0, 'Which?', '0000000A') +
          comment(1, 'Ours.', '0000000B', 'the Vendor') +
          comment(2, 'Done?', '0000000C') +
          comment(3, 'Yes.', '0000000D', 'the Vendor'),
        ...threaded(
          '<w15:commentEx w15:paraId="0000000A" w15:done="0"/><w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="0"/><w15:commentEx w15:paraId="0000000C" w15:done="1"/><w15:commentEx w15:paraId="0000000D" w15:paraIdParent="0000000C" w15:done="1"/>',
          '<c:commentId c:paraId="0000000C" c:durableId="1234ABCD"/>',
        ),
      },
    );
    const [first, , third] = readRedline(redline.file, nodePlatform).comments;
    expect(commentsOf(redline.file).map(({ words, parentId, isResolved }) => [words, parentId, isResolved])).toEqual([
      ['Which?', null, false],
      ['Ours.', first?.id, false],
      ['Done?', null, true],
      ['Yes.', third?.id, true],
    ]);
    expect(openPackage(redline.file, nodePlatform).getText('word/commentsIds.xml')).toContain('1234ABCD');
  });

  test('about words that the revised file itself has pending deletion stays behind and is counted', () => {
    const redline = redlinePair(
      { body: `${p('pay now')}<w:sectPr/>` },
      {
        body: `${p(`${r('pay ')}${start(0)}<w:del ${by('the Department')}><w:r><w:delText>gladly </w:delText></w:r></w:del>${end(0)}${r('now')}`)}<w:sectPr/>`,
        comments: comment(0, 'why?'),
      },
    );
    expect(codesOf(redline)).toContain('comments-not-carried');
    expect(commentsOf(redline.file)).toEqual([]);
  });

  test('into a part that uses other prefixes, and one that is written as one tag', () => {
    const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
    const redline = redlinePair(
      {
        body: `<?xml version="1.0"?><x:document xmlns:x="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><x:body><x:p><x:r><x:t>pay now</x:t></x:r></x:p><x:p/><x:sectPr/></x:body></x:document>`,
      },
      {
        body: `${p(r('pay ') + about(0, r('now')))}${p(r('<w:commentReference w:id="1"/>'))}<w:sectPr/>`,
        comments: comment(0, 'why?') + comment(1, 'and?'),
      },
    );
    expect(commentsOf(redline.file).map(({ words, quote }) => [words, quote])).toEqual([
      ['why?', 'now'],
      ['and?', ''],
    ]);
    expect(openPackage(redline.file, nodePlatform).getText('word/comments.xml')).toMatch(
      /<x:comments xmlns:x=.*<x:comment x:id/s,
    );
  });
});

test('random comments on randomly edited drafts: what they are about is the same words in the redline', () => {
  fc.assert(
    fc.property(randomPairs, fc.integer({ min: 1, max: 6 }), (pair, count) => {
      // A comment on a part of a field is one on the field, which no reader tells by its words.
      const { a, b } = draftPair({ ...pair, constructs: pair.constructs.filter((each) => each !== 'fields') });
      const commented = withRandomComments(b, pair.seed, count);
      const { file, report } = makeLawfulRedline(a, commented);
      requireSoundRedline(a, file, [settleOurs(file, 'accept'), settleOurs(file, 'reject')]);
      const whole = (each: SourceFile) => {
        const settled = resolveRevisions(openPackage(each, nodePlatform), () => 'accept', nodePlatform);
        return new Map(commentsOf({ name: each.name, bytes: settled.bytes }).map(({ words, quote }) => [words, quote]));
      };
      const [inB, inRedline] = [whole(commented), whole(file)];
      const left = report.notes.find(({ code }) => code === 'comments-not-carried')?.count ?? 0;
      const ours = [...inRedline].filter(([words]) => inB.has(words));
      expect(ours.length + left).toBe(inB.size);
      for (const [words, quote] of ours) expect([words, quote]).toEqual([words, inB.get(words)]);
    }),
    { seed: Number(process.env.PARLEY_SEED ?? 20_261_124), numRuns: 100 },
  );
}, 300_000);
