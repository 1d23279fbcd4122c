import { describe, expect, test } from 'vitest';
import { documentText } from '../../../core/contract/document-text.ts';
import { readMarkdown } from '../../../core/contract/read-markdown.ts';
import type { Paragraph } from '../../../core/model/content.ts';
import { testPlatform } from '../../support/platform.ts';

function read(text: string) {
  return readMarkdown({ name: 'contract.md', bytes: new TextEncoder().encode(text) }, testPlatform());
}

function lines(text: string): string[] {
  return documentText(read(text)).split('\n');
}

/** Everything a paragraph carries besides its type. */
function paragraphs(text: string): Omit<Paragraph, 'type'>[] {
  return read(text).blocks.map(({ block }) => {
    if (block.type === 'row') throw new Error('A row.');
    const { type: _, ...rest } = block;
    return rest;
  });
}

describe('blocks', () => {
  test('headings of both kinds, also without the space', () => {
    expect(paragraphs('# One\n\nTwo\n---\n\n###Three\n\n#1 is no heading')).toEqual([
      { runs: [{ text: 'One' }], headingLevel: 0 },
      { runs: [{ text: 'Two' }], headingLevel: 1 },
      { runs: [{ text: 'Three' }], headingLevel: 2 },
      { runs: [{ text: '#1 is no heading' }] },
    ]);
  });

  test('numbers are kept as they were typed; bullets become labels', () => {
    expect(paragraphs('3. Three\n   1. Inner\n3. Again\n\n   More of it.\n\n- A bullet\n    - An inner one')).toEqual([
      { runs: [{ text: '3. ' }, { text: 'Three' }], listLevel: 0 },
      { runs: [{ text: '1. ' }, { text: 'Inner' }], listLevel: 1 },
      { runs: [{ text: '3. ' }, { text: 'Again' }], listLevel: 0 },
      { runs: [{ text: 'More of it.' }], listLevel: 0 },
      { runs: [{ text: 'A bullet' }], listLevel: 0, label: '•' },
      { runs: [{ text: 'An inner one' }], listLevel: 1, label: '•' },
    ]);
  });

  test('an empty item keeps its number', () => {
    expect(lines('1. One\n2.\n3. Three')).toEqual(['1. One', '2.', '3. Three']);
  });

  test('letters under an item are items one deeper', () => {
    expect(paragraphs('1. Restrictions.\n    a. The first;\n    b. the second.')).toEqual([
      { runs: [{ text: '1. ' }, { text: 'Restrictions.' }], listLevel: 0 },
      { runs: [{ text: 'a. The first;' }], listLevel: 1 },
      { runs: [{ text: 'b. the second.' }], listLevel: 1 },
    ]);
  });

  test('indented lines are text, fenced ones are lines of text', () => {
    expect(lines('    (a) set in far\n\n        (b) further\n\n```\none\n  two\n```')).toEqual([
      '(a) set in far',
      '(b) further',
      'one',
      'two',
    ]);
  });

  test('quotes are transparent, rules are nothing', () => {
    expect(lines('> The **quoted** clause\n> goes on.\n\n* * *\n\nEnd.')).toEqual([
      'The quoted clause goes on.',
      'End.',
    ]);
  });

  test('a table is rows; a cell may have paragraphs; an empty row is layout', () => {
    const { blocks } = read('|   |   |\n| --- | --- |\n| **Cap** | one<br>two |');
    expect(blocks.map(({ block }) => block)).toEqual([
      {
        type: 'row',
        cells: [
          { paragraphs: [{ type: 'paragraph', runs: [{ text: 'Cap', marks: ['bold'] }] }] },
          {
            paragraphs: [
              { type: 'paragraph', runs: [{ text: 'one' }] },
              { type: 'paragraph', runs: [{ text: 'two' }] },
            ],
          },
        ],
      },
    ]);
  });
});

describe('inside a paragraph', () => {
  test('marks, links and tags', () => {
    expect(
      paragraphs(
        '**Bold *both*** ~~gone~~ `code` [a *link*](https://example.org/x "t") <a name="y">H<sub>2</sub>O</a>',
      ),
    ).toEqual([
      {
        runs: [
          { text: 'Bold ', marks: ['bold'] },
          { text: 'both', marks: ['bold', 'italic'] },
          { text: ' ' },
          { text: 'gone', marks: ['strike'] },
          { text: ' code ' },
          { text: 'a ', href: 'https://example.org/x' },
          { text: 'link', marks: ['italic'], href: 'https://example.org/x' },
          { text: ' H' },
          { text: '2', marks: ['subscript'] },
          { text: 'O' },
        ],
      },
    ]);
  });

  test('escapes and entities are read; nothing is made typographic', () => {
    expect(lines('4\\.2 A\\_B &amp; C&nbsp;D "q" -- (c) ...')).toEqual(['4.2 A_B & C\u00a0D "q" -- (c) ...']);
  });

  test('a forced line end parts paragraphs, a wrapped one is a space', () => {
    expect(lines('One\ntwo  \nthree\\\nfour<br>five')).toEqual(['One two', 'three', 'four', 'five']);
  });

  test('a wrapped line that begins with a number is an item only after the end of one', () => {
    expect(lines('The Vendor shall:\n(a) deliver;\n(b) support; and\n(c) as set out in Section\n4.2 invoice.')).toEqual(
      ['The Vendor shall:', '(a) deliver;', '(b) support; and', '(c) as set out in Section 4.2 invoice.'],
    );
  });

  test('bold with a stray space before its end is bold', () => {
    expect(paragraphs('**Between the parties **')).toEqual([
      { runs: [{ text: 'Between the parties', marks: ['bold'] }] },
    ]);
  });
});

describe('what no line of a contract may get lost in', () => {
  test('metadata is left out; what only looks like it is not', () => {
    expect(lines('---\ntitle: Terms\nversions:\n  - 1\n---\n\nText.')).toEqual(['Text.']);
    expect(lines('---\n\nThe parties agree.\n\n---\n\nText.')).toEqual(['The parties agree.', 'Text.']);
  });

  test('comments are left out, over several lines too; one that never ends is text', () => {
    expect(lines('One <!-- not\nshown --> two.')).toEqual(['One two.']);
    expect(lines('One.\n\n<!-- never ends')).toEqual(['One.', '<!-- never ends']);
  });

  test('link targets are no text; a sentence that looks like one is', () => {
    expect(lines('See [the policy][p].\n\n[p]: https://example.org')).toEqual(['See the policy.']);
    expect(lines('Text[^1] and [Reserved].\n\n[Reserved]: none\n\n[^1]: Note')).toEqual([
      'Text[^1] and [Reserved].',
      '[Reserved]: none',
      '[^1]: Note',
    ]);
  });

  test('images are counted', () => {
    expect(read('Logo: ![logo](x.png)').notes).toEqual([{ code: 'images-not-read', count: 1 }]);
  });

  test('source covers the lines of each block, also after metadata and with Windows line ends', () => {
    const text = '---\r\na: b\r\n---\r\n# Title\r\n\r\n1. One\r\n   more\r\n2. Two  \r\nthree\r\n';
    const { blocks } = read(text);
    expect(blocks.map(({ source }) => text.slice(source.from, source.to))).toEqual([
      '# Title',
      '1. One\r\n   more',
      '2. Two  ',
      'three',
    ]);
  });
});
