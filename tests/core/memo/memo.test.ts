import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWords } from '../../../core/compare/words.ts';
import { buildInternalMemo, buildSharedMemo, clauseName } from '../../../core/memo/memo.ts';
import { redlineParagraphs, sideParagraphs } from '../../../core/memo/redline.ts';
import { lineEnd, type Memo, type Paragraph, printable, type Section, type Table } from '../../../core/memo/shape.ts';
import { toShared } from '../../../core/memo/source.ts';
import { dayInWords, memoWords, phrasesOf } from '../../../core/memo/words.ts';
import { textPair } from '../../support/contract-text.ts';
import { hostingMatter } from './hosting-matter.ts';
import { randomMatter, seed } from './random-matter.ts';
import { type MatterOutline, snapshotOf } from './snapshot.ts';

const internal = (language: 'en' | 'fr', outline = hostingMatter) => buildInternalMemo(snapshotOf(outline), language);
const shared = (language: 'en' | 'fr', outline = hostingMatter) =>
  buildSharedMemo(toShared(snapshotOf(outline)), language);

describe('our own memo', () => {
  test('has a section for the parties, the rounds, the terms, and each term', () => {
    expect(outlineOf(internal('en'))).toEqual([
      'Parties',
      'Rounds',
      'Contested terms',
      '4.2 – How much uptime we can carry',
      '  Each side’s words',
      '  Positions',
      '  Positions over time',
      '  The clause, round by round',
      '9.1 – Cap on liability',
      '  Each side’s words',
      '  Positions',
      '  The clause, round by round',
    ]);
    expect(outlineOf(internal('fr'))).toEqual([
      'Parties',
      'Échanges de projets',
      'Points en discussion',
      '4.2 – How much uptime we can carry',
      '  Rédaction de chaque partie',
      '  Positions',
      '  Évolution des positions',
      '  La clause, tour par tour',
      '9.1 – Cap on liability',
      '  Rédaction de chaque partie',
      '  Positions',
      '  La clause, tour par tour',
    ]);
  });

  test('says who may read it, when it was made and which draft was the latest to be exchanged', () => {
    const memo = internal('en');
    expect(memo).toMatchObject({
      audience: 'internal',
      audienceLine: 'Privileged and confidential — for our side only',
      title: 'Hosting of the land register',
    });
    expect(factsOf(memo)).toEqual({
      Date: '1\u00a0March 2026',
      'Latest draft': 'the Customer, round 2, 3\u00a0February 2026',
      'Terms covered': '2',
    });
    expect(factsOf(internal('fr'))).toMatchObject({ Date: '1er\u00a0mars 2026' });
  });

  test('lists the rounds, the working draft among them, with the beginning of each file’s SHA-256', () => {
    const rows = gridOf(internal('en'), 'Rounds');
    expect(rows.map((row) => row.slice(0, 5))).toEqual([
      ['1', 'the Supplier', '12\u00a0January 2026', 'Sent', 'hosting r1.docx'],
      ['2', 'the Customer', '3\u00a0February 2026', 'Received', 'hosting r2.docx'],
      ['3', 'the Supplier', '20\u00a0February 2026', 'Not sent', 'No file'],
    ]);
    expect(rows.map((row) => row[5])).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/), expect.any(String), '–']);
  });

  test('sets both sides’ words against each other and marks those that one side alone has', () => {
    const [pair] = tablesOf(sectionOf(internal('en'), 'Each side’s words'));
    expect(pair?.columns.map((column) => textOf([{ spans: column.heading }]))).toEqual([
      'the Supplier (round 1)',
      'the Customer (round 2)',
    ]);
    const [ours, theirs] = pair?.rows[0] ?? [];
    expect(markedIn(ours)).toEqual({ deleted: ['99.5'] });
    expect(markedIn(theirs)).toEqual({ inserted: ['99.9', ', measured at the Customer’s premises'] });
  });

  test('tells what each round did to the clause, our working draft included', () => {
    const [history] = tablesOf(sectionOf(internal('en'), 'The clause, round by round'));
    expect(history?.rows.map((row) => [textOf(row[0]), textOf(row[1]), textOf(row[2]?.slice(0, 1))])).toEqual([
      ['1', 'the Supplier\n12\u00a0January 2026', 'First put forward'],
      ['2', 'the Customer\n3\u00a0February 2026', 'Reworded'],
      ['3', 'the Supplier\nWorking draft, not sent', 'Reworded'],
    ]);
    // The second paragraph of the clause never changed.
    expect(textOf(history?.rows[1]?.[2])).toMatch(/\n\[…\]$/);
  });

  test('says of each position whether the other side may see it', () => {
    const positions = tablesOf(sectionOf(internal('en'), 'Positions'))[0];
    const disclosure = positions?.rows.find((row) => textOf(row[0]) === 'Disclosure');
    expect(disclosure?.slice(1).map(textOf)).toEqual([
      'Privileged as a whole',
      'May be shown, except red line, reasons and priority',
    ]);
  });

  test(`leaves out nothing of ours (seed ${seed})`, () => {
    fc.assert(
      fc.property(randomMatter, (outline) => {
        const source = snapshotOf(outline);
        const text = allText(buildInternalMemo(source, 'en'));
        for (const { term, positions, history } of source.terms) {
          const said = [
            term.title,
            term.owner,
            term.note,
            term.quote ?? '',
            ...history.map((entry) => entry.text ?? ''),
          ];
          for (const position of positions) {
            said.push(position.wanted, position.source, position.redLine, position.reasons);
          }
          for (const word of said.join(' ').match(/zqx\d{7}/g) ?? []) expect(text).toContain(word);
        }
      }),
      { seed, numRuns: 200 },
    );
  });
});

describe('the other side’s memo', () => {
  test('takes no side and calls terms by their clauses', () => {
    const memo = shared('en');
    expect(memo).toMatchObject({ audience: 'counterparty', audienceLine: 'For discussion between the parties' });
    expect(gridOf(memo, 'Parties')).toEqual([
      ['the Supplier', 'Author of this memo'],
      ['the Customer', 'Other party'],
    ]);
    expect(gridOf(memo, 'Contested terms')).toEqual([
      ['4.2', 'Service levels', 'the Customer'],
      ['9.1', 'Liability', 'the Customer'],
    ]);
    expect(gridOf(memo, 'Rounds').map((row) => row.slice(0, 4))).toEqual([
      ['1', 'the Supplier', '12\u00a0January 2026', 'hosting r1.docx'],
      ['2', 'the Customer', '3\u00a0February 2026', 'hosting r2.docx'],
    ]);
    expect(outlineOf(memo)).toContain('4.2 – Service levels');
  });

  test('names clauses that lack a heading or a number', () => {
    expect(clauseName('4.2', 'Service levels', memoWords.en)).toBe('4.2 – Service levels');
    expect(clauseName('4.2', null, memoWords.en)).toBe('Clause 4.2');
    expect(clauseName('Article 4', null, memoWords.fr)).toBe('Article 4');
    expect(clauseName(null, 'Service levels', memoWords.en)).toBe('Service levels');
    expect(clauseName(null, null, memoWords.fr)).toBe('Clause non numérotée');
  });
});

describe('either memo', () => {
  test(`has no empty part and no gap in its phrases (seed ${seed})`, () => {
    fc.assert(
      fc.property(randomMatter, fc.constantFrom('en' as const, 'fr' as const), (outline, language) => {
        for (const memo of [internal(language, outline), shared(language, outline)]) {
          for (const section of allSections(memo)) {
            expect(section.heading.trim()).not.toBe('');
            expect(section.blocks.length + section.sections.length).toBeGreaterThan(0);
            for (const table of tablesOf(section)) {
              expect(table.rows.length).toBeGreaterThan(0);
              expect(Math.round(table.columns.reduce((sum, column) => sum + column.share, 0))).toBe(100);
              for (const row of table.rows) expect(row.map(textOf)).not.toContain('');
            }
          }
          expect(allText(memo)).not.toMatch(/\{\w+\}|undefined|null|NaN/);
        }
      }),
      { seed, numRuns: 200 },
    );
  });

  test('of a matter in which nothing has happened says so, and is not empty', () => {
    const begun: MatterOutline = {
      ...hostingMatter,
      documents: [{ title: 'Hosting agreement', language: 'en', rounds: [], terms: [] }],
    };
    expect(outlineOf(internal('en', begun))).toEqual(['Parties']);
    expect(factsOf(shared('fr', begun))).toMatchObject({
      'Points traités': 'Aucun\u00a0: aucun point n’est en discussion',
    });
  });

  test('prints the words of a clause once when two terms are about it', () => {
    const [agreement] = hostingMatter.documents;
    if (agreement === undefined) throw new Error('the matter has a document');
    const flagged = {
      clause: 'cap',
      origin: 'manual',
      title: 'Breach of confidence',
      quote: 'breach of confidence',
    } as const;
    const memo = internal('en', {
      ...hostingMatter,
      documents: [{ ...agreement, terms: [...agreement.terms, flagged] }],
    });
    const last = memo.sections.at(-1);
    expect(last?.heading).toBe('9.1 – Breach of confidence');
    expect(last?.sections.map((section) => section.heading)).toEqual(['Each side’s words']);
    expect(textOf(last?.sections[0]?.blocks as Paragraph[])).toContain('under “9.1 – Cap on liability”');
  });

  test('sets three sides in pairs, those who agree together', () => {
    const [agreement] = hostingMatter.documents;
    const [first, second] = agreement?.rounds ?? [];
    if (agreement === undefined || first === undefined || second === undefined) throw new Error('two rounds');
    const memo = shared('en', {
      ...hostingMatter,
      parties: ['the Supplier', 'the Customer', 'the Bank'],
      documents: [{ ...agreement, rounds: [first, second, { ...second, by: 2, datedOn: '2026-02-10' }] }],
    });
    const pairs = tablesOf(sectionOf(memo, 'Each side’s words'));
    expect(pairs).toHaveLength(1);
    expect(pairs[0]?.columns.map((column) => textOf([{ spans: column.heading }]))).toEqual([
      'the Supplier (round 1)',
      'the Customer (round 2), the Bank (round 3)',
    ]);
  });

  test(`gives every word of both sides and of a redline (seed ${seed})`, () => {
    const bare = (text: string) => printable(text.split(lineEnd).join('')).replace(/[\s¶]/gu, '');
    const words = (paragraphs: readonly Paragraph[], without: string) =>
      bare(
        paragraphs
          .flatMap(({ spans }) => spans.filter((span) => span.mark !== without).map(({ text }) => text))
          .join(''),
      );
    fc.assert(
      fc.property(textPair, ([a, b]) => {
        const edits = compareWords(a, b);
        expect(words(sideParagraphs(edits, 'a'), 'inserted')).toBe(bare(a));
        expect(words(sideParagraphs(edits, 'b'), 'deleted')).toBe(bare(b));
        expect(words(redlineParagraphs(edits), 'inserted')).toBe(bare(a));
        expect(words(redlineParagraphs(edits), 'deleted')).toBe(bare(b));
        for (const { spans } of redlineParagraphs(edits)) {
          for (const { text } of spans) expect(text).not.toMatch(lineEnd);
        }
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe('its words', () => {
  test('are set with French spaces in French', () => {
    for (const phrase of phrasesOf(memoWords.fr)) {
      expect(phrase).not.toMatch(/ [:;!?»]|« |'/);
      expect(phrase.trim()).not.toBe('');
    }
    for (const phrase of phrasesOf(memoWords.en)) expect(phrase).not.toMatch(/'|"|\u00a0:/);
  });

  test('name a day as each language does', () => {
    expect(dayInWords('2026-03-12', 'en')).toBe('12\u00a0March 2026');
    expect(dayInWords('2026-03-12', 'fr')).toBe('12\u00a0mars 2026');
    expect(dayInWords('2026-08-01', 'fr')).toBe('1er\u00a0août 2026');
    expect(() => dayInWords('2026-13-01', 'en')).toThrow('2026-13-01');
  });
});

// ---- Reading a memo --------------------------------------------------------------------------------------

function outlineOf(memo: Memo): string[] {
  return memo.sections.flatMap((part) => [part.heading, ...part.sections.map((inner) => `  ${inner.heading}`)]);
}

function factsOf(memo: Memo): Record<string, string> {
  return Object.fromEntries(memo.facts.map((fact) => [fact.label, textOf(fact.value)]));
}

function allSections(memo: Memo): Section[] {
  const within = (part: Section): Section[] => [part, ...part.sections.flatMap(within)];
  return memo.sections.flatMap(within);
}

function sectionOf(memo: Memo, heading: string): Section {
  const found = allSections(memo).find((part) => part.heading === heading);
  if (found === undefined) throw new Error(`the memo has no section ${heading}`);
  return found;
}

function tablesOf(part: Section): Table[] {
  return part.blocks.filter((block): block is Table => block.type === 'table');
}

function gridOf(memo: Memo, heading: string): string[][] {
  return (tablesOf(sectionOf(memo, heading))[0]?.rows ?? []).map((row) => row.map(textOf));
}

function textOf(paragraphs: readonly Pick<Paragraph, 'spans'>[] = []): string {
  return paragraphs.map(({ spans }) => spans.map((span) => span.text).join('')).join('\n');
}

function markedIn(paragraphs: readonly Paragraph[] = []): Record<string, string[]> {
  const marked: Record<string, string[]> = {};
  for (const span of paragraphs.flatMap(({ spans }) => spans)) {
    if (span.mark !== undefined) marked[span.mark] = [...(marked[span.mark] ?? []), span.text];
  }
  return marked;
}

function allText(memo: Memo): string {
  return JSON.stringify(memo);
}
