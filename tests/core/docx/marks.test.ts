import { describe, expect, test } from 'vitest';
import { p, r } from '../../support/docx.ts';
import { readNotes, readRuns } from '../../support/read-docx.ts';

const paragraphStyle = (id: string, runProperties: string, more = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/>${more}<w:rPr>${runProperties}</w:rPr></w:style>`;
const characterStyle = (id: string, runProperties: string, more = '') =>
  `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${id}"/>${more}<w:rPr>${runProperties}</w:rPr></w:style>`;
const basedOn = (id: string) => `<w:basedOn w:val="${id}"/>`;
const defaults = (runProperties: string) =>
  `<w:docDefaults><w:rPrDefault><w:rPr>${runProperties}</w:rPr></w:rPrDefault></w:docDefaults>`;

function marksOf(runProperties: string, styles = '', paragraphProperties = ''): readonly string[] {
  const [run] = readRuns({ body: p(r('x', runProperties), paragraphProperties), styles });
  return run?.marks ?? [];
}

test.each([
  ['<w:b/>', ['bold']],
  ['<w:i w:val="1"/>', ['italic']],
  ['<w:u w:val="double"/>', ['underline']],
  ['<w:u/>', ['underline']],
  ['<w:u w:val="none"/>', []],
  ['<w:strike w:val="on"/>', ['strike']],
  ['<w:strike w:val="0"/><w:dstrike/>', ['strike']],
  ['<w:vertAlign w:val="superscript"/>', ['superscript']],
  ['<w:vertAlign w:val="subscript"/>', ['subscript']],
  ['<w:vertAlign w:val="baseline"/>', []],
  ['<w:smallCaps/>', ['small-caps']],
  ['<w:caps/>', ['caps']],
  ['<w:vanish/>', ['hidden']],
  ['<w:vanish/><w:caps/><w:b/>', ['bold', 'caps', 'hidden']],
  ['<w:b w:val="false"/><w:i w:val="off"/><w:caps w:val="0"/>', []],
])('%s', (properties, marks) => {
  expect(marksOf(properties)).toEqual(marks);
});

describe('styles', () => {
  const styles =
    paragraphStyle('Title', '<w:b/><w:u w:val="single"/>') +
    paragraphStyle('Subtitle', '<w:b w:val="0"/><w:i/>', basedOn('Title')) +
    characterStyle('Strong', '<w:b/>') +
    characterStyle('Stronger', '<w:u w:val="none"/>', basedOn('Strong'));
  const inStyle = (id: string) => `<w:pStyle w:val="${id}"/>`;

  test('a run has the marks of its paragraph style, and of the styles that one is based on', () => {
    expect(marksOf('', styles, inStyle('Title'))).toEqual(['bold', 'underline']);
    expect(marksOf('', styles, inStyle('Subtitle'))).toEqual(['italic', 'underline']);
  });

  test('a toggle in both paragraph and character style is off; other properties follow the innermost', () => {
    expect(marksOf('<w:rStyle w:val="Strong"/>', styles)).toEqual(['bold']);
    expect(marksOf('<w:rStyle w:val="Strong"/>', styles, inStyle('Title'))).toEqual(['underline']);
    expect(marksOf('<w:rStyle w:val="Stronger"/>', styles, inStyle('Title'))).toEqual([]);
  });

  test('what the document has by default, no style toggles back', () => {
    expect(marksOf('<w:rStyle w:val="Strong"/>', defaults('<w:b/>') + styles, inStyle('Title'))).toEqual([
      'bold',
      'underline',
    ]);
  });

  test('direct formatting has the last word', () => {
    expect(marksOf('<w:b w:val="0"/><w:u w:val="none"/>', styles, inStyle('Title'))).toEqual([]);
    expect(marksOf('<w:rStyle w:val="Strong"/><w:b/>', styles, inStyle('Title'))).toEqual(['bold', 'underline']);
  });

  test('a style of the wrong kind or not defined gives nothing', () => {
    expect(marksOf('<w:rStyle w:val="Title"/>', styles)).toEqual([]);
    expect(marksOf('<w:rStyle w:val="None"/>', styles, inStyle('Strong'))).toEqual([]);
  });

  test('struck and hidden words are noticed also where a style strikes and hides them', () => {
    const struck = paragraphStyle('Old', '<w:strike/><w:vanish/>');
    expect(readNotes({ body: p('x', inStyle('Old')), styles: struck })).toEqual({
      'struck-text-read-as-live': 1,
      'hidden-text-read': 1,
    });
  });
});
