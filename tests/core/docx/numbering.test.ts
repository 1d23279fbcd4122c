import { describe, expect, test } from 'vitest';
import { inList, list, listLevel, p, r } from '../../support/docx.ts';
import { readContent, readLabels } from '../../support/read-docx.ts';

/** The labels of paragraphs `[list, level]`, with that numbering part. */
function labels(numbering: string, places: readonly (readonly [number, number])[]): string[] {
  const body = places.map(([numId, level]) => p('x', inList(numId, level))).join('');
  return readLabels({ body, numbering }).map((line) => line.slice(0, -2));
}

const legal = list(
  1,
  listLevel(0, 'decimal', 'Article %1.'),
  listLevel(1, 'decimal', '%1.%2'),
  listLevel(2, 'lowerLetter', '(%3)'),
);

test('levels count on, and begin again under the next paragraph above', () => {
  expect(
    labels(legal, [
      [1, 0],
      [1, 1],
      [1, 1],
      [1, 2],
      [1, 2],
      [1, 1],
      [1, 2],
      [1, 0],
      [1, 1],
    ]),
  ).toEqual(['Article 1.', '1.1', '1.2', '(a)', '(b)', '1.3', '(a)', 'Article 2.', '2.1']);
});

test('a level that was skipped shows its start number and is counted by it', () => {
  expect(
    labels(legal, [
      [1, 1],
      [1, 1],
      [1, 0],
      [1, 2],
      [1, 1],
    ]),
  ).toEqual(['1.1', '1.2', 'Article 2.', '(a)', '2.2']);
});

test('lists of one abstract list count on from one another; others do not', () => {
  const two = `${legal}<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>${list(3, listLevel(0, 'decimal', '%1)'))}`;
  expect(
    labels(two, [
      [1, 0],
      [2, 0],
      [3, 0],
      [1, 0],
    ]),
  ).toEqual(['Article 1.', 'Article 2.', '1)', 'Article 3.']);
});

test('a start override begins anew, once', () => {
  const override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>';
  const two = `${legal}<w:num w:numId="2"><w:abstractNumId w:val="1"/>${override}</w:num>`;
  expect(
    labels(two, [
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 1],
      [2, 0],
      [1, 0],
    ]),
  ).toEqual(['Article 1.', '1.1', 'Article 5.', '5.1', 'Article 6.', 'Article 7.']);
});

test('a list may override a level altogether', () => {
  const override = `<w:lvlOverride w:ilvl="0">${listLevel(0, 'upperRoman', '%1.')}</w:lvlOverride>`;
  const two = `${legal}<w:num w:numId="2"><w:abstractNumId w:val="1"/>${override}</w:num>`;
  expect(
    labels(two, [
      [1, 0],
      [2, 0],
    ]),
  ).toEqual(['Article 1.', 'II.']);
});

test('start numbers, zero and missing ones included', () => {
  const numbering = list(1, listLevel(0, 'decimal', '%1', '', 7), '<w:lvl w:ilvl="1"><w:lvlText w:val="%2"/></w:lvl>');
  expect(
    labels(numbering, [
      [1, 0],
      [1, 1],
      [1, 1],
      [1, 0],
    ]),
  ).toEqual(['7', '0', '1', '8']);
});

test('restart rules: never, and only after a certain level', () => {
  const restart = (value: number) => `<w:lvlRestart w:val="${value}"/>`;
  const numbering = list(
    1,
    listLevel(0, 'decimal', '%1'),
    listLevel(1, 'decimal', '%2', restart(0)),
    listLevel(2, 'decimal', '%3', restart(1)),
  );
  expect(
    labels(numbering, [
      [1, 0],
      [1, 1],
      [1, 2],
      [1, 1],
      [1, 2],
      [1, 0],
      [1, 1],
      [1, 2],
    ]),
  ).toEqual(['1', '1', '1', '2', '2', '2', '3', '1']);
});

test('legal numbering shows all numbers in digits', () => {
  const numbering = list(1, listLevel(0, 'upperRoman', '%1.'), listLevel(1, 'lowerLetter', '%1.%2', '<w:isLgl/>'));
  expect(
    labels(numbering, [
      [1, 0],
      [1, 0],
      [1, 1],
    ]),
  ).toEqual(['I.', 'II.', '2.1']);
});

test('bullets are plain characters', () => {
  const bullet = (level: number, font: string, text: string) =>
    listLevel(level, 'bullet', text).replace(
      '</w:lvl>',
      `<w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/></w:rPr></w:lvl>`,
    );
  const numbering = list(
    1,
    bullet(0, 'Symbol', '\uf0b7'),
    bullet(1, 'Courier New', 'o'),
    bullet(2, 'Wingdings', '\uf0a7'),
    bullet(3, 'Wingdings', '\uf0fc'),
    bullet(4, 'Arial', '–'),
    bullet(5, 'Unknown Dings', '\uf041'),
    bullet(6, '', '\uf0b7'),
    bullet(7, 'Arial', ''),
  );
  const levels = [0, 1, 2, 3, 4, 5, 6, 7];
  expect(
    labels(
      numbering,
      levels.map((level) => [1, level] as const),
    ),
  ).toEqual(['•', '◦', '▪', '✓', '–', '•', '•', '-']);
});

test('padded formats that came after the standard', () => {
  const custom = `<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>`;
  expect(
    labels(list(1, custom), [
      [1, 0],
      [1, 0],
    ]),
  ).toEqual(['009', '010']);
});

test('numbers in words are in the language of the document', () => {
  const content = {
    body: p('x', inList(1)),
    numbering: list(1, listLevel(0, 'ordinalText', 'Article %1')),
    styles: '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>',
  };
  expect(readLabels(content)).toEqual(['Article Premier x']);
});

test('a level without text, a list that is not defined and list 0 show no label', () => {
  const content = {
    body: p('a', inList(1)) + p('b', inList(9)) + p('c', inList(0)),
    numbering: list(1, listLevel(0, 'none', '')),
  };
  expect(readContent(content).blocks.map(({ block }) => block)).toEqual([
    { type: 'paragraph', runs: [{ text: 'a' }], listLevel: 0 },
    { type: 'paragraph', runs: [{ text: 'b' }] },
    { type: 'paragraph', runs: [{ text: 'c' }] },
  ]);
});

test('empty paragraphs are counted; hidden ones and empty section breaks are not', () => {
  const content = {
    body:
      p('a', inList(1)) +
      p('', inList(1)) +
      p('', `${inList(1)}<w:sectPr/>`) +
      p(r('hidden', '<w:vanish/>'), `${inList(1)}<w:rPr><w:vanish/></w:rPr>`) +
      p('b', inList(1)) +
      p('c', `${inList(1)}<w:sectPr/>`),
    numbering: list(1, listLevel(0, 'decimal', '%1.')),
  };
  expect(readLabels(content)).toEqual(['1. a', '- hidden', '3. b', '4. c']);
});

describe('numbering through styles', () => {
  const style = (id: string, numbering: string, basedOn = '') =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/>${basedOn && `<w:basedOn w:val="${basedOn}"/>`}<w:pPr>${numbering && `<w:numPr>${numbering}</w:numPr>`}</w:pPr></w:style>`;
  const numId = '<w:numId w:val="1"/>';
  const numbering = list(
    1,
    listLevel(0, 'decimal', '%1.', '<w:pStyle w:val="Article"/>'),
    listLevel(1, 'decimal', '%1.%2', '<w:pStyle w:val="Section"/>'),
    listLevel(2, 'lowerRoman', '(%3)'),
  );
  const styles =
    style('Article', numId) +
    style('Section', numId) +
    style('Point', '<w:ilvl w:val="2"/>', 'Section') +
    style('Derived', '', 'Section') +
    style('Off', '<w:numId w:val="0"/>', 'Article');
  const read = (...paragraphs: readonly string[]) => readLabels({ body: paragraphs.join(''), numbering, styles });
  const inStyle = (id: string, more = '') => p('x', `<w:pStyle w:val="${id}"/>${more}`);

  test('the level is the one that names the style', () => {
    expect(read(inStyle('Article'), inStyle('Section'), inStyle('Section'))).toEqual(['1. x', '1.1 x', '1.2 x']);
  });

  test('list and level are inherited apart from one another', () => {
    expect(read(inStyle('Article'), inStyle('Derived'), inStyle('Point'))).toEqual(['1. x', '1.1 x', '(i) x']);
    expect(read(inStyle('Article', '<w:numPr><w:ilvl w:val="2"/></w:numPr>'))).toEqual(['(i) x']);
  });

  test('list 0 switches the style off, in a style and in a paragraph', () => {
    expect(read(inStyle('Off'), inStyle('Article', inList(0)), inStyle('Article'))).toEqual(['- x', '- x', '1. x']);
  });

  test('an abstract list may refer to a numbering style, and that to the list with the levels', () => {
    const linked = `<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Legal"/></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num>`;
    const source = `<w:abstractNum w:abstractNumId="6"><w:styleLink w:val="Legal"/>${listLevel(0, 'upperLetter', '%1)')}</w:abstractNum><w:num w:numId="6"><w:abstractNumId w:val="6"/></w:num>`;
    const numberingStyle = (id: number) =>
      `<w:style w:type="numbering" w:styleId="Legal"><w:name w:val="Legal"/><w:pPr><w:numPr><w:numId w:val="${id}"/></w:numPr></w:pPr></w:style>`;
    const body = p('x', inList(5)) + p('y', inList(6));
    expect(readLabels({ body, numbering: linked + source, styles: numberingStyle(6) })).toEqual(['A) x', 'B) y']);
    expect(readLabels({ body, numbering: linked + source })).toEqual(['A) x', 'B) y']);
    // A circle: the style refers back to the list that refers to the style.
    expect(readLabels({ body: p('x', inList(5)), numbering: linked, styles: numberingStyle(5) })).toEqual(['- x']);
  });

  test('numbering that was inserted as a tracked change counts', () => {
    const inserted = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:id="1" w:author="A"/></w:numPr>';
    const former =
      '<w:pPrChange w:id="2" w:author="A"><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:pPrChange>';
    expect(read(p('x', inserted + former))).toEqual(['1. x']);
  });
});
