import type { ParagraphStyle, StyleSheet } from '../styles.ts';
import type { PartNames } from '../xml-writer.ts';

/** What writing in one part needs. */
export interface PartWriting {
  readonly text: string;
  readonly names: PartNames;
  readonly styles: StyleSheet;
  /** A stretch of the part's text, with what was written inside it (text boxes) in place. */
  raw(from: number, to: number): string;
  /** The attributes of a `w:hyperlink` to that target. */
  hyperlinkTo(href: string): string;
}

/** How a paragraph begins that is written. */
export interface WrittenParagraph {
  /** `w:pPr`, or empty. */
  readonly properties: string;
  readonly style: ParagraphStyle;
}
