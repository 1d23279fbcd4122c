import { expect, test } from 'vitest';
import { documentText } from '../../core/contract/document-text.ts';
import { openPackage } from '../../core/docx/package.ts';
import { readDocx } from '../../core/docx/read-docx.ts';
import { resolveRevisions } from '../../core/docx/revisions/resolve-revisions.ts';
import { readRedline } from '../../core/docx/tracked/read-redline.ts';
import type { ExportRequest } from '../../core/model/draft-export.ts';
import type { SourceFile } from '../../core/model/source.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { docxFile, p, r } from '../support/docx.ts';
import { makeMatter, openTestEngine, partyOf } from '../support/engine.ts';
import { findLibreOffice, openLibreOffice } from '../support/libreoffice.ts';

const internal = `<w:commentRangeStart w:id="3"/>${r('Services')}<w:commentRangeEnd w:id="3"/>${r('<w:commentReference w:id="3"/>')}`;
const theirs = docxFile({
  name: 'theirs.docx',
  body: `${p(`${internal}${r(' agreement')}`)}${p('1. The fee is ten euros a day & no more.')}${p('2. The Department may audit the Vendor at any time.')}${p('3. French law governs.')}<w:sectPr/>`,
  comments: `<w:comment w:id="3" w:author="the Vendor" w:date="2026-01-01T00:00:00Z">${p('Our own note in the margin.')}</w:comment>`,
});
const ours = docxFile({
  name: 'ours.docx',
  body: `${p('Services agreement')}${p('1. The fee is twelve euros a day & no more.')}${p('3. French law governs.')}<w:sectPr/>`,
});

const secrets = {
  redLine: 'Never below eleven euros fifty whatever they say in the room.',
  reasons: 'The board counted on twelve for the budget of next spring.',
};

/** A matter in which the fee and the audit clause are contested, and we have a position on each. */
async function negotiation(shared: { readonly wanted?: string; readonly source?: string } = {}) {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const add = async (side: 'ours' | 'theirs', source: SourceFile, datedOn: string) =>
    (await engine.ask('draft.import', { matterId: matter.id, partyId: partyOf(matter, side), datedOn, source })).draft;
  const first = await add('theirs', theirs, '2026-03-01');
  const second = await add('ours', ours, '2026-03-15');
  const terms = await engine.ask('term.list', { matterId: matter.id });
  const termOf = (words: string) => terms.find(({ sides }) => sides.some(({ text }) => text?.includes(words)))?.id;
  const [fee, audit] = [termOf('euros'), termOf('audit')];
  if (fee === undefined || audit === undefined) throw new Error('the terms are not contested');
  const position = { matterId: matter.id, partyId: partyOf(matter, 'ours'), ...secrets, priority: 'must' } as const;
  const wanted = 'Twelve euros,\nindexed each year.';
  await engine.ask('position.set', {
    ...position,
    termId: fee,
    stance: 'accept-if',
    wanted,
    source: 'Rate card',
    ...shared,
  });
  await engine.ask('position.set', { ...position, termId: audit, stance: 'oppose', wanted: 'Audits once a year.' });
  const request = {
    draftId: second.id,
    againstDraftId: first.id,
    kind: 'redline',
    scrub: true,
    positions: true,
  } as const;
  const ask = (more: Partial<ExportRequest> = {}, format: 'docx' | 'html' = 'docx') =>
    engine.ask('draft.export', { ...request, language: 'en', ...more, format });
  return { engine, matter, fee, audit, ask };
}

function commentsIn(bytes: Uint8Array) {
  return readRedline({ name: 'exported.docx', bytes }, nodePlatform).comments.map(
    ({ author, date, quote, blocks }) => ({
      ...{ author, date, quote },
      lines: [...JSON.stringify(blocks).matchAll(/"text":"([^"]*)"/g)].map(([, words]) => words),
    }),
  );
}

function textWhen(decision: 'accept' | 'reject', bytes: Uint8Array): string {
  const docx = openPackage({ name: 'exported.docx', bytes }, nodePlatform);
  const settled = resolveRevisions(docx, () => decision, nodePlatform).bytes;
  return documentText(readDocx({ name: 'settled.docx', bytes: settled }, nodePlatform));
}

const textOf = (file: SourceFile) => documentText(readDocx(file, nodePlatform));

test('shared positions go along in a redline, on the clause, or on the words it strikes; nothing else of ours does', async () => {
  const { ask } = await negotiation();
  const { bytes, report } = await ask();
  expect(commentsIn(bytes)).toEqual([
    {
      ...{ author: 'the Vendor', date: report.date },
      quote: expect.stringContaining('twelve euros a day & no more.') as string,
      lines: [
        'Stance: Accepts on conditions',
        'Wording wanted: Twelve euros,',
        'indexed each year.',
        'Source: Rate card',
      ],
    },
    {
      ...{ author: 'the Vendor', date: report.date },
      quote: expect.stringContaining('may audit the Vendor') as string,
      lines: ['Stance: Opposes', 'Wording wanted: Audits once a year.'],
    },
  ]);
  expect(report.positions).toEqual({ written: 2, left: 0 });
  expect(textWhen('reject', bytes)).toBe(textOf(theirs));
  expect(textWhen('accept', bytes)).toBe(textOf(ours));
  const all = openPackage({ name: 'exported.docx', bytes }, nodePlatform);
  for (const entry of all.archive.entries) {
    const text = new TextDecoder().decode(all.archive.read(entry));
    expect(text).not.toMatch(/eleven|board|margin|our-positions/);
  }
});

test('comments survive whatever becomes of the changes', async () => {
  const { ask } = await negotiation();
  const { bytes } = await ask();
  for (const decision of ['accept', 'reject'] as const) {
    const docx = openPackage({ name: 'exported.docx', bytes }, nodePlatform);
    const settled = resolveRevisions(docx, () => decision, nodePlatform).bytes;
    expect(commentsIn(settled).map(({ lines }) => lines[0])).toEqual([
      'Stance: Accepts on conditions',
      'Stance: Opposes',
    ]);
  }
});

test('a clean copy has them too, in French, and says which clause is not in it; without scrubbing other comments stay', async () => {
  const { ask } = await negotiation();
  const { bytes, report } = await ask({ kind: 'clean', scrub: false, language: 'fr' });
  expect(commentsIn(bytes).map(({ lines }) => lines[0])).toEqual(['Position\u00a0: Accepte sous conditions']);
  expect(report.positions).toEqual({ written: 1, left: 1 });
  expect(textWhen('accept', bytes)).toBe(textOf(ours));
  const redline = await ask({ scrub: false });
  expect(commentsIn(redline.bytes).map(({ lines }) => lines[0])).toEqual([
    'Our own note in the margin.',
    'Stance: Accepts on conditions',
    'Stance: Opposes',
  ]);
  const without = await ask({ positions: false });
  expect(without.report.positions).toBeNull();
  expect(commentsIn(without.bytes)).toEqual([]);
});

test('the page shows them', async () => {
  const { ask } = await negotiation();
  const { bytes } = await ask({}, 'html');
  expect(new TextDecoder().decode(bytes)).toMatch(/Accepts on conditions.*Opposes/s);
});

test('a position that is privileged as a whole stays behind', async () => {
  const { engine, matter, fee, ask } = await negotiation();
  const position = { matterId: matter.id, termId: fee, partyId: partyOf(matter, 'ours'), stance: 'open' } as const;
  await engine.ask('position.set', { ...position, wanted: 'Whatever closes the deal this week.', privileged: true });
  expect(commentsIn((await ask()).bytes).map(({ lines }) => lines[0])).toEqual(['Stance: Opposes']);
});

test('words of ours that would be among the comments are refused, naming the field and not the words', async () => {
  const { engine, matter, audit, ask } = await negotiation();
  const position = { matterId: matter.id, termId: audit, partyId: partyOf(matter, 'ours'), stance: 'oppose' } as const;
  // The base has a comment of ours; scrubbing takes it out, and without scrubbing it would go along.
  await engine.ask('position.set', { ...position, redLine: 'As in our own note in the margin.' });
  expect(commentsIn((await ask()).bytes)).toHaveLength(2);
  await expect(ask({ scrub: false })).rejects.toMatchObject({
    code: 'law-broken',
    message: expect.stringMatching(/The draft for the other side was not written: .*red line/) as string,
    details: { field: 'red-line', part: 'word/comments.xml' },
  });
});

test('the same input gives the same bytes', async () => {
  const { ask } = await negotiation();
  const [one, two] = [await ask(), await ask()];
  const sameDate = (bytes: Uint8Array, date: string) =>
    commentsIn(bytes).map((comment) => ({ ...comment, date: comment.date === date }));
  expect(sameDate(one.bytes, one.report.date)).toEqual(sameDate(two.bytes, two.report.date));
  if (one.report.date === two.report.date) expect(Buffer.compare(one.bytes, two.bytes)).toBe(0);
});

test.skipIf(findLibreOffice() === null)('LibreOffice opens the file and settles it as we do', async () => {
  const { ask } = await negotiation();
  const { bytes } = await ask();
  const office = await openLibreOffice();
  try {
    const read = async (settlement: 'accept' | 'reject') =>
      JSON.stringify(await office.read({ name: 'exported.docx', bytes }, { changes: settlement }));
    expect(await read('accept')).toContain('twelve');
    expect(await read('reject')).toContain('may audit');
  } finally {
    await office.close();
  }
});
