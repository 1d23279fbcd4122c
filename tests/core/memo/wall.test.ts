import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectEdits } from '../../../core/compare/verify.ts';
import { AppError } from '../../../core/error.ts';
import { findLeaks } from '../../../core/memo/leak-check.ts';
import { buildInternalMemo, buildSharedMemo } from '../../../core/memo/memo.ts';
import { renderDocx } from '../../../core/memo/render-docx.ts';
import { renderHtml } from '../../../core/memo/render-html.ts';
import { renderMarkdown } from '../../../core/memo/render-markdown.ts';
import { refuseLeaks, renderMemo, renderSharedMemo } from '../../../core/memo/render-memo.ts';
import type { Memo, Section, Span } from '../../../core/memo/shape.ts';
import { type MemoSource, toShared } from '../../../core/memo/source.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { hostingMatter } from './hosting-matter.ts';
import { openText, randomMatter, secretWord, seed } from './random-matter.ts';
import { snapshotOf } from './snapshot.ts';
import { everythingIn } from './unpack.ts';

const formats = ['docx', 'html', 'md'] as const;
const language = fc.constantFrom('en' as const, 'fr' as const);

/** A memo as a file, past the wall: what the tests plant leaks with. */
async function renderUnchecked(memo: Memo, format: (typeof formats)[number]): Promise<Uint8Array> {
  if (format === 'docx') return renderDocx(memo);
  return nodePlatform.encodeUtf8(format === 'html' ? renderHtml(memo, nodePlatform) : renderMarkdown(memo));
}

describe('the types', () => {
  // Never called: what it holds is that these lines do not compile.
  function wrongHands(source: MemoSource): unknown {
    const shared = toShared(source);
    const ourTerms = { ...shared, terms: source.terms };
    const ourPositions = shared.terms.map((term) => ({ ...term, positions: source.terms[0]?.positions ?? [] }));
    const madeByHand = { matterTitle: '', parties: [], documents: [], terms: [], madeOn: '2026-01-01' };
    return [
      // @ts-expect-error: the other side's memo is not made from our snapshot.
      buildSharedMemo(source, 'en'),
      // @ts-expect-error: nor from the shared one with terms of ours put back.
      buildSharedMemo(ourTerms, 'en'),
      // @ts-expect-error: nor with positions of ours put back into its terms.
      buildSharedMemo({ ...shared, terms: ourPositions }, 'en'),
      // @ts-expect-error: nor from one put together by hand.
      buildSharedMemo(madeByHand, 'en'),
      // @ts-expect-error: it is rendered where it is checked, and nowhere else.
      renderMemo(buildSharedMemo(shared, 'en'), 'md', nodePlatform),
    ];
  }

  test('keep our snapshot from what builds for the other side', () => {
    expect(wrongHands).toBeTypeOf('function');
    expect(Object.keys(toShared(snapshotOf(hostingMatter)).terms[0] ?? {}).sort()).toEqual(
      [
        'clauseId',
        'documentId',
        'heading',
        'history',
        'label',
        'lastMovedPartyId',
        'positions',
        'quote',
        'sides',
        'spans',
      ].sort(),
    );
  });
});

describe('the other side\u2019s memo', () => {
  test(`holds no planted secret, in any part of any format (seed ${seed})`, async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(randomMatter, language, async (outline, language) => {
        const source = snapshotOf(outline);
        expect(JSON.stringify(toShared(source))).not.toMatch(secretWord);
        for (const format of formats) {
          const text = everythingIn(await renderSharedMemo(source, language, format, nodePlatform), format);
          expect(text).not.toMatch(secretWord);
          expect(text.replace(/<[^>]*>/g, '')).not.toMatch(secretWord);
          shown += text.includes('known from') ? 1 : 0;
        }
      }),
      { seed, numRuns: 200 },
    );
    expect(shown, 'what may be shown is shown').toBeGreaterThan(100);
  });

  test(`shows redlines that lead from exchanged words to exchanged words (seed ${seed})`, () => {
    fc.assert(
      fc.property(randomMatter, (outline) => {
        for (const term of toShared(snapshotOf(outline)).terms) {
          let before: string | null = null;
          let lastWords = '';
          for (const [index, entry] of term.history.entries()) {
            if (index > 0) {
              expect([before ?? '', lastWords]).toContain(projectEdits(entry.edits, 'a'));
              if (entry.edits.length > 0) expect(projectEdits(entry.edits, 'b')).toBe(entry.text ?? '');
            }
            before = entry.text;
            lastWords = entry.text ?? lastWords;
          }
        }
      }),
      { seed, numRuns: 200 },
    );
  });

  test('shows of a side its current position when it may be shown, never an earlier one', () => {
    const [levels, cap] = toShared(snapshotOf(hostingMatter)).terms;
    // Ours on the levels was shared in January and is privileged since February.
    expect(levels?.positions.map((position) => position.wanted)).toEqual([
      'Availability of 99.9 per cent at its premises.',
    ]);
    // Theirs on the cap is hearsay.
    expect(cap?.positions.map((position) => position.wanted)).toEqual(['Twice the fees of the contract year.']);
    expect(Object.keys(cap?.positions[0] ?? {}).sort()).toEqual(['certainty', 'partyId', 'source', 'stance', 'wanted']);
  });

  test('leaves out a mark in our margin, unless a position on it may be shown', () => {
    const [agreement] = hostingMatter.documents;
    if (agreement === undefined) throw new Error('the matter has a document');
    const flagged = (positions: NonNullable<(typeof agreement.terms)[number]['positions']>) =>
      toShared(
        snapshotOf({
          ...hostingMatter,
          documents: [
            {
              ...agreement,
              terms: [
                ...agreement.terms,
                { clause: 'cap', origin: 'manual', title: 'Watch this', quote: 'a breach of confidence', positions },
              ],
            },
          ],
        }),
      ).terms;
    expect(flagged([])).toHaveLength(2);
    const third = flagged([{ by: 0, recordedOn: '2026-02-21', wanted: 'Strike it.' }])[2];
    expect(third).toMatchObject({ label: '9.1', heading: null, quote: 'a breach of confidence' });
  });

  test('is refused when words given as a side\u2019s last come from a working draft', () => {
    const source = snapshotOf(hostingMatter);
    const working = source.documents[0]?.drafts[2];
    if (working === undefined) throw new Error('the third draft is a working draft');
    const tampered: MemoSource = {
      ...source,
      terms: source.terms.map((memoTerm) => ({
        ...memoTerm,
        term: { ...memoTerm.term, sides: memoTerm.term.sides.map((side) => ({ ...side, draftId: working.id })) },
      })),
    };
    expect(() => toShared(tampered)).toThrow(/draft that was not exchanged/);
  });

  test('is refused when marked differences do not give the words back', () => {
    const source = snapshotOf(hostingMatter);
    const tampered: MemoSource = {
      ...source,
      terms: source.terms.map((memoTerm) => ({
        ...memoTerm,
        term: {
          ...memoTerm.term,
          spans: memoTerm.term.spans.map((pair) => ({
            ...pair,
            edits: [{ op: 'equal' as const, text: 'something else' }],
          })),
        },
      })),
    };
    expect(() => toShared(tampered)).toThrow(/do not give the sides\u2019 words back/);
    expect(() => buildInternalMemo(tampered, 'en')).toThrow(/do not give the sides\u2019 words back/);
  });
});

describe('the search for leaks', () => {
  const source = snapshotOf(hostingMatter);
  const shared = buildSharedMemo(toShared(source), 'en');
  const [levels, cap] = source.terms;
  if (levels === undefined || cap === undefined) throw new Error('the matter has two terms');
  const [january, theirs, february] = levels.positions;
  if (january === undefined || theirs === undefined || february === undefined) throw new Error('three positions');
  const secrets = {
    'our red line': ['red-line', february.redLine],
    'the red line we see on their side': ['red-line', theirs.redLine],
    'a red line of before': ['red-line', january.redLine],
    'our reasons': ['reasons', february.reasons],
    'their reasons': ['reasons', theirs.reasons],
    'the wording of a privileged position': ['wanted', february.wanted],
    'the wording of a former position': ['wanted', january.wanted],
    'the source of a privileged position': ['source', february.source],
    hearsay: ['wanted', cap.positions[1]?.wanted ?? ''],
    'its source': ['source', cap.positions[1]?.source ?? ''],
    'our title': ['title', levels.term.title],
    'our note': ['note', levels.term.note],
    'an owner of one word': ['owner', levels.term.owner],
    'a working draft': ['working-draft', levels.history[2]?.text ?? ''],
  } as const;

  test('finds nothing in the memo as it is', () => {
    expect(findLeaks(renderMarkdown(shared), source)).toEqual([]);
  });

  test.each(Object.entries(secrets))('finds %s', async (_, [field, text]) => {
    const leaking = withParagraph(shared, [{ text: text.split('\n')[0] ?? '' }]);
    for (const format of formats) {
      const bytes = await renderUnchecked(leaking, format);
      const error = thrownBy(() => refuseLeaks(bytes, format, source, nodePlatform));
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({ code: 'law-broken', details: { field } });
      if (field !== 'title') expect((error as AppError).message).not.toContain(text.split('\n')[0]);
    }
  });

  test('finds words that formatting cut up, in every place of a memo', async () => {
    const words = february.redLine;
    const cut: Span[] = [
      { text: words.slice(0, 8), mark: 'strong' },
      { text: words.slice(8, 21), mark: 'deleted' },
      { text: words.slice(21, 23) },
      { text: words.slice(23).toUpperCase(), mark: 'inserted' },
    ];
    const places: Memo[] = [
      withParagraph(shared, [{ text: words, mark: 'inserted' }]),
      withParagraph(shared, [
        { text: words, mark: 'deleted' },
        { text: ' and ', mark: 'inserted' },
      ]),
      withParagraph(shared, cut.slice(0, 3)),
      withParagraph(shared, [...cut.slice(0, 1), { text: words.slice(8) }]),
      { ...shared, title: words },
      { ...shared, facts: [{ label: words, value: [{ type: 'paragraph', spans: [{ text: 'yes' }], voice: 'memo' }] }] },
      { ...shared, sections: [...shared.sections, { heading: words, blocks: [], sections: [] }] },
    ];
    for (const [index, memo] of places.entries()) {
      for (const format of formats) {
        const bytes = await renderUnchecked(memo, format);
        expect(() => refuseLeaks(bytes, format, source, nodePlatform), `${format}, place ${index}`).toThrow(/red line/);
      }
    }
  });

  test('finds what is in a document\u2019s properties alone', async () => {
    const zip = await renderDocx({ ...shared, kind: 'Position memo' });
    const named = await renderDocx({ ...shared, kind: february.redLine });
    refuseLeaks(zip, 'docx', source, nodePlatform);
    expect(() => refuseLeaks(named, 'docx', source, nodePlatform)).toThrow(/in (docProps\/core|word\/document)\.xml/);
  });

  test(`catches any secret put anywhere (seed ${seed})`, async () => {
    let planted = 0;
    await fc.assert(
      fc.asyncProperty(
        randomMatter,
        fc.constantFrom(...formats),
        fc.nat(),
        openText,
        async (outline, format, choice, around) => {
          const source = snapshotOf(outline);
          const found = JSON.stringify(source).match(/zqx\d{7}(?: zqx\d{7}){3,}/g) ?? [];
          const words = found[choice % Math.max(1, found.length)];
          if (words === undefined || isNotedOnly(words, source)) return;
          planted += 1;
          const memo = withParagraph(buildSharedMemo(toShared(source), 'en'), [
            { text: `${around} ${words} ${around}` },
          ]);
          const bytes = await renderUnchecked(memo, format);
          expect(() => refuseLeaks(bytes, format, source, nodePlatform)).toThrow(AppError);
        },
      ),
      { seed, numRuns: 200 },
    );
    expect(planted).toBeGreaterThan(100);
  });

  test('lets pass what a red line quotes from an exchanged draft', () => {
    const quoting: MemoSource = {
      ...source,
      terms: source.terms.map((memoTerm) => ({
        ...memoTerm,
        positions: memoTerm.positions.map((position) => ({
          ...position,
          redLine: 'The Supplier keeps the Service available for 99.5 per cent of each calendar month: no more.',
        })),
      })),
    };
    expect(findLeaks(renderMarkdown(shared), quoting)).toEqual([]);
    expect(findLeaks(`${renderMarkdown(shared)} of each calendar month: no more`, quoting)).not.toEqual([]);
  });

  test('is made of every file before it is handed out', async () => {
    // The beginning of a file's SHA-256 is the one thing in the memo that no shared text has: let it be a secret.
    const fingerprint = source.documents[0]?.drafts[0]?.file?.sha256.slice(0, 12) ?? '';
    const unlucky: MemoSource = { ...source, terms: [{ ...levels, term: { ...levels.term, owner: fingerprint } }] };
    for (const format of formats) {
      await expect(renderSharedMemo(source, 'en', format, nodePlatform)).resolves.toBeInstanceOf(Uint8Array);
      await expect(renderSharedMemo(unlucky, 'en', format, nodePlatform)).rejects.toMatchObject({
        code: 'law-broken',
        details: { field: 'owner' },
      });
    }
  });

  test('our own memo, handed to it, is refused', async () => {
    for (const format of formats) {
      const bytes = await renderMemo(buildInternalMemo(source, 'en'), format, nodePlatform);
      expect(() => refuseLeaks(bytes, format, source, nodePlatform)).toThrow(AppError);
    }
  });
});

/** What reading a file noted, and a heading's or label's words, are in no text that the search knows of or need no search. */
function isNotedOnly(words: string, source: MemoSource): boolean {
  const searched = source.terms.map(({ term, positions, history }) => [
    [term.title, term.owner, term.note, term.quote, term.heading],
    positions.map(({ redLine, reasons, wanted, source }) => [redLine, reasons, wanted, source]),
    history.map(({ text }) => text),
  ]);
  return !JSON.stringify(searched).includes(words);
}

function withParagraph(memo: Memo, spans: readonly Span[]): Memo {
  const extra: Section = { heading: 'Annex', blocks: [{ type: 'paragraph', spans, voice: 'memo' }], sections: [] };
  return { ...memo, sections: [...memo.sections, extra] };
}

function thrownBy(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
