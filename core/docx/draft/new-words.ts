import type { Paragraph } from '../../model/content.ts';
import { childValue } from '../properties.ts';
import { applyMarks, readMarks } from '../run-marks.ts';
import type { ParagraphStyle } from '../styles.ts';
import { findChild } from '../xml.ts';
import { escapeText, type PartNames } from '../xml-writer.ts';
import type { Leaf } from './flat-runs.ts';
import type { PartWriting, WrittenParagraph } from './part-writing.ts';
import { writeRunProperties } from './run-format.ts';
import { markSet, type Put } from './word-steps.ts';

/** A paragraph that is new, with the properties of `like`; its runs take those of the `donors`. */
export function newParagraph(
  paragraph: Paragraph,
  like: WrittenParagraph,
  donors: readonly Leaf[] | null,
  writing: PartWriting,
): string {
  const name = writing.names.get('w:p');
  let xml = '';
  for (const { text, marks, href } of paragraph.runs) {
    const wanted = markSet(marks);
    const donor = donors?.find((leaf) => leaf.marks === wanted && leaf.href === null) ?? donors?.[0] ?? null;
    const run = writePut({ text, marks: wanted }, donor, href !== undefined, like.style, writing);
    const link = writing.names.get('w:hyperlink');
    xml += href === undefined ? run : `<${link} ${writing.hyperlinkTo(href)}>${run}</${link}>`;
  }
  return `<${name}>${like.properties}${xml}</${name}>`;
}

/** Runs in the words of a draft, for a paragraph that is new; `donor` lends its properties. */
export function writePut(
  put: Pick<Put, 'text' | 'marks'>,
  donor: Leaf | null,
  inLink: boolean,
  style: ParagraphStyle,
  part: PartWriting,
): string {
  const { names, styles, text } = part;
  const properties = donor?.run == null ? null : findChild(donor.run, 'w:rPr');
  // What makes a link look like one does not go with words that are none.
  const leavesStyle = donor !== null && donor.href !== null && !inLink;
  const styleId = properties === null || leavesStyle ? null : childValue(properties, 'w:rStyle');
  const inherited = styles.marks(style, styleId);
  const xml = writeRunProperties(
    {
      ...{ properties, text, inherited, wanted: put.marks },
      now: applyMarks(inherited, readMarks(properties)),
      without: leavesStyle ? notOfNewWords.with : notOfNewWords.without,
    },
    names,
  );
  const run = names.get('w:r');
  return `<${run}>${xml}${writeWords(put.text, names)}</${run}>`;
}

const notOfNewWords = {
  without: new Set(['w:rPrChange']),
  with: new Set(['w:rPrChange', 'w:rStyle']),
};

/** Text as `w:t`, with tabs and line breaks as the elements that they are. */
function writeWords(text: string, names: PartNames): string {
  let xml = '';
  for (const piece of text.split(/([\t\n])/)) {
    if (piece === '\t') xml += `<${names.get('w:tab')}/>`;
    else if (piece === '\n') xml += `<${names.get('w:br')}/>`;
    else if (piece !== '') xml += writeText(piece, names);
  }
  return xml;
}

/** Characters without tabs and breaks as `w:t`. */
export function writeText(text: string, names: PartNames): string {
  const name = names.get('w:t');
  return `<${name}${/^\s|\s$|\s\s/.test(text) ? ' xml:space="preserve"' : ''}>${escapeText(text)}</${name}>`;
}
