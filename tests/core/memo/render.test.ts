import { createHash } from 'node:crypto';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { SaxesParser } from 'saxes';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { buildInternalMemo, buildSharedMemo } from '../../../core/memo/memo.ts';
import { sideLook } from '../../../core/memo/palette.ts';
import { renderDocx } from '../../../core/memo/render-docx.ts';
import { renderHtml } from '../../../core/memo/render-html.ts';
import { renderMarkdown } from '../../../core/memo/render-markdown.ts';
import { renderMemo, renderSharedMemo } from '../../../core/memo/render-memo.ts';
import { type Memo, type Paragraph, printable } from '../../../core/memo/shape.ts';
import { toShared } from '../../../core/memo/source.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { anyText } from '../../support/contract-text.ts';
import { hostingMatter } from './hosting-matter.ts';
import { randomMatter, seed } from './random-matter.ts';
import { type MatterOutline, snapshotOf } from './snapshot.ts';
import { unpack } from './unpack.ts';

const internal = (language: 'en' | 'fr', outline: MatterOutline = hostingMatter) =>
  buildInternalMemo(snapshotOf(outline), language);
const shared = (language: 'en' | 'fr', outline: MatterOutline = hostingMatter) =>
  buildSharedMemo(toShared(snapshotOf(outline)), language);

const hostile: MatterOutline = {
  ...hostingMatter,
  title: '</style><script>alert("1")</script> & \'more\'',
  parties: ['<script>', '"the" Customer & Co'],
};

/** Any text, and text full of what means something to the formats. */
const trickyText = fc.oneof(
  anyText,
  fc
    .array(
      fc.constantFrom(
        ...[
          '*',
          '**',
          '_',
          '`',
          '~~',
          '[a](b)',
          '![a](b)',
          '<b>',
          '</p>',
          '<!--',
          '#',
          '|',
          '&amp;',
          '&',
          '&#42;',
          '\\',
        ],
        ...[
          '1. ',
          '- ',
          '(a) ',
          '$x$',
          '^',
          '>',
          '"',
          "'",
          ']]>',
          'CURRENT',
          'TOTAL_PAGES',
          'a',
          'b',
          ' ',
          '\t',
          ',',
          '.',
        ],
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((pieces) => pieces.join('')),
);

/** A memo that says only this, in every kind of place. */
function memoSaying(text: string): Memo {
  const paragraph = (voice: Paragraph['voice']): Paragraph => ({ type: 'paragraph', spans: [{ text }], voice });
  const spans = [
    { text, mark: 'inserted' },
    { text, mark: 'deleted' },
    { text, side: 1 },
  ] as const;
  return {
    ...internal('en'),
    facts: [{ label: 'said', value: [paragraph('memo')] }],
    sections: [
      {
        heading: 'Said',
        blocks: [
          paragraph('memo'),
          paragraph('contract'),
          { type: 'paragraph', spans, voice: 'contract' },
          {
            type: 'table',
            reading: 'grid',
            columns: [{ heading: [{ text: 'Said' }], share: 100 }],
            hasRowHeadings: false,
            rows: [[[paragraph('memo')]]],
          },
        ],
        sections: [],
      },
    ],
  };
}

describe('HTML', () => {
  test('is one well-formed page without a script or anything from outside', () => {
    for (const memo of [internal('en'), internal('fr', hostile), shared('en', hostile), shared('fr')]) {
      const html = renderHtml(memo, nodePlatform);
      expect(unclosed(html)).toEqual([]);
      expect(html).toContain(`<html lang="${memo.language}">`);
      expect(html).not.toMatch(/<(script|link|img|iframe|object|base|form)\b|\s(src|href|style|on\w+)=|@import|url\(/i);
    }
  });

  test('is allowed by its own policy to use its one style sheet and nothing else', () => {
    const html = renderHtml(internal('fr', hostile), nodePlatform);
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html.match(/<style/g)).toHaveLength(1);
  });

  test('shows names and titles as they are written', () => {
    const html = renderHtml(internal('en', hostile), nodePlatform);
    expect(html).toContain(
      '<h1>&lt;/style&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;</h1>',
    );
    expect(html).toContain('&quot;the&quot; Customer &amp; Co');
  });

  test('has one first heading, steps that leave none out, and headed columns and rows', () => {
    const html = renderHtml(internal('en'), nodePlatform);
    const levels = [...html.matchAll(/<h(\d)>/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(html.match(/<table/g)?.length).toBe(html.match(/<thead>/g)?.length);
    expect(html).toContain('<th scope="row"><p>Red line</p></th>');
    expect(html).toContain(`<th scope="col" class="side s0">`);
  });

  test('marks the contract\u2019s language where it is not the memo\u2019s', () => {
    const html = renderHtml(internal('fr'), nodePlatform);
    expect(html).toContain('<p class="contract" lang="en">Service levels.');
    expect(renderHtml(internal('en'), nodePlatform)).not.toContain('lang="fr"');
  });

  test(`gives back any text (seed ${seed})`, () => {
    fc.assert(
      fc.property(trickyText, (text) => {
        const said = printable(text).replace(/\r/g, '\ufffd');
        const [, paragraph = ''] =
          /<dd><p>([\s\S]*?)<\/p><\/dd>/.exec(renderHtml(memoSaying(said), nodePlatform)) ?? [];
        expect(fromHtml(paragraph)).toBe(said);
      }),
      { seed, numRuns: 300 },
    );
  });
});

describe('Markdown', () => {
  const markdown = new MarkdownIt({ html: true });

  test('reads as headings, tables, quotations and marked words', () => {
    const text = renderMarkdown(internal('en'));
    expect(text.startsWith('# Hosting of the land register\n\n**Position memo**\n')).toBe(true);
    expect(text).toContain('| 4.2 | How much uptime we can carry | Narrowing | the Customer |');
    expect(text).toContain('> Service levels. The Supplier keeps the Service available for <del>99.5</del> per cent');
    expect(text).toContain('**Round 2 · the Customer · 3\u00a0February 2026**\n\n**Reworded**\n\n> Service levels.');
    expect(text).toContain('- **Red line:** Never above 99.8 per cent whoever pays the carrier.');
    const html = markdown.render(text);
    expect(html.match(/<table>/g)).toHaveLength(3);
    expect(html).not.toContain('|');
  });

  test(`is the words and no markup of theirs (seed ${seed})`, () => {
    fc.assert(
      fc.property(trickyText, (text) => {
        const said = printable(text).replace(/[\n\r\v\f\u0085\u2028\u2029]/g, ' ');
        if (said.trim() === '') return;
        const html = markdown.render(renderMarkdown(memoSaying(said)));
        const shown = [...html.matchAll(/<p>([\s\S]*?)<\/p>/g)].map(([, inner = '']) => squeezed(fromHtml(inner)));
        const cells = [...html.matchAll(/<td>([\s\S]*?)<\/td>/g)].map(([, inner = '']) => squeezed(fromHtml(inner)));
        expect(shown).toContain(squeezed(said));
        expect(shown).toContain(squeezed(`${said}${said}${said}`));
        expect(cells).toEqual([squeezed(said)]);
      }),
      { seed, numRuns: 500 },
    );
  });

  test('does not take a clause\u2019s number or sign for a list', () => {
    for (const said of [
      '(a) the fees',
      '1. the fees',
      'iv) the fees',
      '- the fees',
      '+ the fees',
      '# the fees',
      '    the fees',
    ]) {
      const html = markdown.render(renderMarkdown(memoSaying(said)));
      expect(html).toContain(`<p>${said.trim()}</p>`);
    }
  });
});

describe('DOCX', () => {
  afterEach(() => vi.useRealTimers());

  test(`is made of well-formed parts for any matter (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(randomMatter, fc.boolean(), async (outline, isFrench) => {
        const parts = unpack(await renderDocx(internal(isFrench ? 'fr' : 'en', outline)));
        for (const [name, xml] of parts) expect(() => parse(xml), name).not.toThrow();
      }),
      { seed, numRuns: 50 },
    );
  });

  test(`carries any text (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(trickyText, async (text) => {
        const said = printable(text).replace(/[\n\r\v\f\u0085\u2028\u2029]/g, ' ');
        const parts = unpack(await renderDocx(memoSaying(said)));
        const written = said.replaceAll('\t', '\u2002\t');
        const texts = paragraphsOf(parts.get('word/document.xml') ?? '');
        expect(texts).toContain(`said\t${written}`);
        if (said !== '') expect(texts.filter((one) => one === written)).toHaveLength(3);
        expect(texts).toContain(`${written}${written}■\u00a0${said}`);
      }),
      { seed, numRuns: 100 },
    );
  });

  test('uses real styles, repeats header rows, marks words by formatting and not as tracked changes', async () => {
    const parts = unpack(await renderDocx(internal('en')));
    const document = parts.get('word/document.xml') ?? '';
    const styles = parts.get('word/styles.xml') ?? '';
    const used = new Set([...document.matchAll(/<w:(?:pStyle|rStyle) w:val="(\w+)"/g)].map(([, id]) => id));
    expect([...used].sort()).toEqual(
      expect.arrayContaining(['DeletedWords', 'Heading1', 'Heading2', 'InsertedWords', 'Title']),
    );
    for (const id of used) expect(styles).toContain(`w:styleId="${id}"`);
    expect(styles).toMatch(/w:styleId="InsertedWords".*?<w:u w:val="double" w:color="1748C9"\/>/s);
    expect(styles).toMatch(/w:styleId="DeletedWords".*?<w:strike\/>/s);
    expect(document).not.toMatch(/<w:(ins|del) /);
    for (const part of [document, parts.get('word/header1.xml') ?? '']) expect(part).not.toMatch(/<\/w:tbl><(?!w:p>)/);
    expect(document.match(/<w:tblHeader\/>/g)?.length).toBe(document.match(/<w:tbl>/g)?.length);
    expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
  });

  test('says on every page what it is, for whom, and which page', async () => {
    const parts = unpack(await renderDocx(internal('fr')));
    expect(paragraphsOf(parts.get('word/header1.xml') ?? '')).toEqual([
      'Hosting of the land register',
      'Confidentiel, couvert par le secret professionnel — réservé à notre partie',
      '',
    ]);
    const footer = parts.get('word/footer1.xml') ?? '';
    expect(paragraphsOf(footer)[0]).toMatch(/^1er\u00a0mars 2026\tPage .* sur /);
    expect(footer.replace(/<[^>]*>/g, ' ')).toMatch(/PAGE.*NUMPAGES/);
  });

  test('is in the memo\u2019s language, and the contract\u2019s words in theirs', async () => {
    const french = unpack(await renderDocx(internal('fr')));
    expect(french.get('word/styles.xml')).toMatch(/<w:docDefaults>.*<w:lang w:val="fr-FR"\/>.*<\/w:docDefaults>/s);
    expect(french.get('word/document.xml')).toMatch(/<w:lang w:val="en-GB"\/><\/w:rPr><w:t[^>]*>Service levels/);
  });

  test('names nobody and carries the memo\u2019s own day', async () => {
    const core = unpack(await renderDocx(internal('en'))).get('docProps/core.xml') ?? '';
    expect(core).not.toMatch(/creator|lastModifiedBy|Un-named/);
    expect(core.match(/2026-03-01T00:00:00Z/g)).toHaveLength(2);
  });

  test('of the same memo is the same bytes at any hour', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.UTC(2026, 2, 1, 8));
    const morning = await renderDocx(internal('en'));
    vi.setSystemTime(Date.UTC(2031, 9, 9, 22, 17, 3));
    const later = await renderDocx(internal('en'));
    expect(Buffer.from(later).equals(Buffer.from(morning))).toBe(true);
  });
});

describe('every format', () => {
  test('is made twice alike, for either audience', async () => {
    const source = snapshotOf(hostingMatter);
    for (const format of ['docx', 'html', 'md'] as const) {
      const memo = buildInternalMemo(source, 'fr');
      expect(await renderMemo(memo, format, nodePlatform)).toEqual(await renderMemo(memo, format, nodePlatform));
      const first = await renderSharedMemo(source, 'fr', format, nodePlatform);
      expect(await renderSharedMemo(source, 'fr', format, nodePlatform)).toEqual(first);
    }
  });
});

describe('the colours', () => {
  test('of sides read on white and on their tints', () => {
    for (let ordinal = 0; ordinal < 12; ordinal++) {
      const { colour, tint } = sideLook(ordinal);
      expect(contrast(colour, tint)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colour, '#fffefb')).toBeGreaterThanOrEqual(4.5);
    }
  });
});

// ---- Reading what was written ---------------------------------------------------------------------------

const voidTags = new Set(['meta', 'col', 'br']);

/** The tags that are not closed, or closed out of order. */
function unclosed(html: string): string[] {
  const open: string[] = [];
  for (const [, closes, name = ''] of html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .matchAll(/<(\/?)([a-z]\w*)[^>]*>/g)) {
    if (voidTags.has(name)) continue;
    if (closes === '') open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [...open, `/${name}`];
  }
  return open;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function fromHtml(html: string): string {
  return html.replace(/<[^>]*>/g, '').replace(/&([#\w]+);/g, (entity, name) => entities[name] ?? entity);
}

/** White space as a browser shows it; sides' shapes are not in Markdown. */
function squeezed(text: string): string {
  return text.replace(/[\s\u2003]+/gu, ' ').trim();
}

function parse(xml: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

/** The text of each paragraph of a part, tabs as they are; field codes left out. */
function paragraphsOf(xml: string): string[] {
  const paragraphs: string[] = [];
  let text = '';
  let isText = false;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    if (name === 'w:p') text = '';
    if (name === 'w:tab') text += isInTabStops ? '' : '\t';
    if (name === 'w:tabs') isInTabStops = true;
    isText = name === 'w:t';
  });
  let isInTabStops = false;
  parser.on('text', (words) => {
    if (isText) text += words;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'w:tabs') isInTabStops = false;
    if (name === 'w:t') isText = false;
    if (name === 'w:p') paragraphs.push(text);
  });
  parser.write(xml).close();
  return paragraphs;
}

/** WCAG 2.2, contrast ratio of two colours. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
