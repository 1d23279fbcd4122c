import type { NamedStyle, ParagraphLook, RunStyle, Shading } from 'docx';
import { deleted, ink, inserted, muted } from './palette.ts';

/** The page of a memo as a Word document and its styles. Lengths in twips, sizes in half-points, borders in eighths of a point. */

const margin = 1134;
/** A4. */
export const page = {
  size: { width: 11906, height: 16838 },
  margin: { top: 1418, bottom: 1247, left: margin, right: margin, header: 624, footer: 567 },
};
/** Between the margins. */
export const textWidth = page.size.width - 2 * margin;
/** Where the words of a fact begin, behind its name. */
const factIndent = 2268;

/** The text's own. */
export const serif = { font: 'Times New Roman' };
const sans = { font: 'Arial' };

/** Of `Title` and `Heading1` to `Heading3`. */
export const headingStyles = {
  title: style({ ...sans, size: 36, bold: true }, { keepNext: true, spacing: { before: 0, after: 200 } }),
  heading1: style(
    { ...sans, size: 26, bold: true },
    { keepNext: true, keepLines: true, spacing: { before: 440, after: 140 } },
  ),
  heading2: style(
    { ...sans, size: 21, bold: true },
    { keepNext: true, keepLines: true, spacing: { before: 260, after: 100 } },
  ),
  heading3: style(
    { ...sans, size: 19, bold: true },
    { keepNext: true, keepLines: true, spacing: { before: 200, after: 80 } },
  ),
};

function style(run: RunStyle, paragraph: ParagraphLook) {
  return { run: { color: hex(ink), ...run }, paragraph, basedOn: 'Normal', next: 'Normal', quickFormat: true };
}

/** Those of the memo's own paragraphs. */
export const paragraphStyles: readonly NamedStyle[] = [
  named('MemoText', 'Memo Text', {}, { spacing: { after: 100, line: 276 }, widowControl: true }),
  named('Contract', 'Contract Wording', {}, { spacing: { after: 100, line: 276 }, widowControl: true }),
  named(
    'Aside',
    'Memo Aside',
    { ...sans, size: 17, color: hex(muted) },
    { spacing: { before: 100, after: 100, line: 264 } },
  ),
  named('Audience', 'Memo Audience', { ...sans, size: 17, bold: true }, { spacing: { after: 360 } }),
  named('MemoKind', 'Memo Kind', { ...sans, size: 18, color: hex(muted) }, { keepNext: true, spacing: { after: 40 } }),
  named(
    'Fact',
    'Memo Fact',
    { ...sans, size: 18 },
    {
      spacing: { after: 60, line: 259 },
      indent: { left: factIndent, hanging: factIndent },
      tabStops: [{ type: 'left', position: factIndent }],
    },
  ),
  named(
    'TableHeading',
    'Table Heading',
    { ...sans, size: 16, bold: true, color: hex(muted) },
    { keepNext: true, spacing: {} },
  ),
  named('TableText', 'Table Text', { ...sans, size: 17 }, { spacing: { after: 50, line: 254 } }),
  named(
    'TableContract',
    'Table Contract Wording',
    { size: 20 },
    { spacing: { after: 80, line: 264 }, widowControl: true },
  ),
  named('TableAside', 'Table Aside', { ...sans, size: 16, color: hex(muted) }, { spacing: { after: 50 } }),
  named('AfterTable', 'After Table', { size: 8 }, { spacing: { before: 0, after: 60 } }),
  named('PageEdge', 'Page Edge', { ...sans, size: 15, color: hex(muted) }, { spacing: {} }),
];

/** Inserted and deleted words. */
export const characterStyles: readonly NamedStyle[] = [
  wordStyle('InsertedWords', 'Inserted Words', {
    color: hex(inserted),
    underline: { type: 'double', color: hex(inserted) },
  }),
  wordStyle('DeletedWords', 'Deleted Words', { color: hex(deleted), strike: true }),
];

function named(id: string, name: string, run: RunStyle, paragraph: ParagraphLook): NamedStyle {
  return { id, name, basedOn: 'Normal', quickFormat: true, run, paragraph };
}

function wordStyle(id: string, name: string, run: RunStyle): NamedStyle {
  return { id, name, basedOn: 'DefaultParagraphFont', quickFormat: true, run };
}

/** A plain background. */
export function shading(fill: string): Shading {
  return { type: 'clear', fill: hex(fill), color: 'auto' };
}

/** A colour of the palette, `#1a2b3c`, as WordprocessingML has it. */
export function hex(colour: string): string {
  return colour.slice(1).toUpperCase();
}
