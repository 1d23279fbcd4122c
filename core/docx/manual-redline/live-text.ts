import { chosenBranch } from '../alternate-content.ts';
import type { DocxPackage } from '../package.ts';
import { childValue } from '../properties.ts';
import { applyMarks, type MarkSet, readMarks, setOf } from '../run-marks.ts';
import { isDropCap, isSectionBreak } from '../story.ts';
import type { ParagraphStyle, StyleSheet } from '../styles.ts';
import { textElementWords } from '../text-element.ts';
import { findChild, type XmlElement } from '../xml.ts';

/**
 * The live text of a part as a drafter sees it: paragraphs of runs with what can be markup made by hand, strikethrough, bold,
 * underline and colour. Runs inside tracked changes are not live and are left out; text boxes are left as they are.
 */
export interface LivePart {
  readonly part: string;
  /** The part's text, in which elements have their offsets. */
  readonly xml: string;
  /** In the order of the part, those of nested tables included. */
  readonly paragraphs: readonly LiveParagraph[];
  readonly rows: readonly LiveRow[];
}

export interface LiveParagraph {
  readonly element: XmlElement;
  readonly properties: XmlElement | null;
  readonly runs: readonly LiveRun[];
  /** The runs' text joined. */
  readonly text: string;
  /** Paragraphs with the same number stand in the same body, cell or note. */
  readonly container: number;
  /** Whether its end could be taken away: another paragraph follows in the same container, and it ends no section. */
  readonly canJoinNext: boolean;
}

export interface LiveRow {
  readonly element: XmlElement;
  /** Its paragraphs, as indexes; half-open. */
  readonly from: number;
  readonly to: number;
}

export interface LiveRun {
  readonly element: XmlElement;
  /** Where its text begins in the paragraph's. */
  readonly from: number;
  readonly to: number;
  readonly look: Look;
  readonly pieces: readonly LivePiece[];
}

/** A child of a run and the characters that it is; none for pictures, notes, fields. */
export interface LivePiece {
  readonly element: XmlElement;
  readonly from: number;
  readonly to: number;
}

export interface Look {
  readonly struck: boolean;
  readonly bold: boolean;
  readonly underline: 'none' | 'single' | 'double';
  /** RRGGBB in upper case, or `null` for black, grey and automatic. */
  readonly colour: string | null;
  readonly inLink: boolean;
}

const strike = setOf('strike');
const bold = setOf('bold');
const underline = setOf('underline');

export function readLivePart(docx: DocxPackage, part: string, styles: StyleSheet): LivePart {
  const reader = new LiveReader(styles);
  reader.readBlocks(docx.getXml(part));
  return { part, xml: docx.getText(part), paragraphs: reader.paragraphs, rows: reader.rows };
}

class LiveReader {
  readonly paragraphs: LiveParagraph[] = [];
  readonly rows: LiveRow[] = [];
  readonly #styles: StyleSheet;
  #containers = 0;

  constructor(styles: StyleSheet) {
    this.#styles = styles;
  }

  /** Reads the children of a body, cell or note, and of what wraps stories (the part's root, `w:footnote`). */
  readBlocks(parent: XmlElement): void {
    const container = this.#containers++;
    const flow: { index: number; element: XmlElement }[] = [];
    this.#walk(parent, container, flow);
    for (const [place, { index }] of flow.entries()) {
      const paragraph = this.paragraphs[index] as LiveParagraph;
      const next = flow[place + 1];
      // A paragraph whose end is taken away joins the next one, and there must be one right behind it.
      const isFollowed = next !== undefined && paragraph.element.next === next.element;
      const canJoinNext = isFollowed && !isSectionBreak(paragraph.properties) && !isDropCap(paragraph.element);
      this.paragraphs[index] = { ...paragraph, canJoinNext };
    }
  }

  #walk(parent: XmlElement, container: number, flow: { index: number; element: XmlElement }[]): void {
    for (let child = parent.first; child !== null; child = child.next) {
      switch (child.name) {
        case 'w:p':
          flow.push({ index: this.paragraphs.length, element: child });
          this.#readParagraph(child, container);
          break;
        case 'w:tr': {
          const from = this.paragraphs.length;
          this.#walk(child, container, flow);
          this.rows.push({ element: child, from, to: this.paragraphs.length });
          break;
        }
        case 'w:tc':
        case 'w:body':
        case 'w:footnote':
        case 'w:endnote':
          this.readBlocks(child);
          break;
        case 'w:tbl':
        case 'w:sdt':
        case 'w:sdtContent':
        case 'w:customXml':
          this.#walk(child, container, flow);
          break;
        case 'mc:AlternateContent': {
          const branch = chosenBranch(child);
          if (branch !== null) this.#walk(branch, container, flow);
          break;
        }
      }
    }
  }

  #readParagraph(element: XmlElement, container: number): void {
    const properties = findChild(element, 'w:pPr');
    const style = this.#styles.paragraphStyle(childValue(properties, 'w:pStyle'));
    const runs: LiveRun[] = [];
    const text = this.#readRuns(element, style, false, runs, '');
    this.paragraphs.push({ element, properties, runs, text, container, canJoinNext: false });
  }

  #readRuns(parent: XmlElement, style: ParagraphStyle, inLink: boolean, runs: LiveRun[], before: string): string {
    let text = before;
    for (let child = parent.first; child !== null; child = child.next) {
      switch (child.name) {
        case 'w:r':
          text = this.#readRun(child, style, inLink, runs, text);
          break;
        case 'w:hyperlink':
          text = this.#readRuns(child, style, true, runs, text);
          break;
        case 'w:fldSimple':
        case 'w:sdt':
        case 'w:sdtContent':
        case 'w:smartTag':
        case 'w:customXml':
        case 'w:dir':
        case 'w:bdo':
          text = this.#readRuns(child, style, inLink, runs, text);
          break;
      }
    }
    return text;
  }

  #readRun(element: XmlElement, style: ParagraphStyle, inLink: boolean, runs: LiveRun[], before: string): string {
    const pieces: LivePiece[] = [];
    let text = before;
    for (let child = element.first; child !== null; child = child.next) {
      if (child.name === 'w:rPr') continue;
      const from = text.length;
      text += charactersOf(child);
      pieces.push({ element: child, from, to: text.length });
    }
    runs.push({ element, from: before.length, to: text.length, look: this.#lookOf(element, style, inLink), pieces });
    return text;
  }

  #lookOf(run: XmlElement, style: ParagraphStyle, inLink: boolean): Look {
    const properties = findChild(run, 'w:rPr');
    const inherited = this.#styles.marks(style, childValue(properties, 'w:rStyle'));
    const marks: MarkSet = applyMarks(inherited, readMarks(properties));
    return {
      struck: (marks & strike) !== 0,
      bold: (marks & bold) !== 0,
      underline: (marks & underline) === 0 ? 'none' : childValue(properties, 'w:u') === 'double' ? 'double' : 'single',
      colour: colourOf(properties),
      inLink,
    };
  }
}

/** The characters that a child of a run stands for, one for each tab or break. */
export function charactersOf(element: XmlElement): string {
  switch (element.name) {
    case 'w:t':
      return textElementWords(element);
    case 'w:tab':
    case 'w:ptab':
      return '\t';
    case 'w:br':
    case 'w:cr':
      return '\n';
    case 'w:noBreakHyphen':
      return '\u2011';
    case 'w:sym':
      return '\ufffc';
    default:
      return '';
  }
}

/** A colour that a reader would see as one: red, blue, green, not black or grey. */
function colourOf(properties: XmlElement | null): string | null {
  const value = childValue(properties, 'w:color');
  if (value === null || !/^[0-9a-f]{6}$/i.test(value)) return null;
  const channels = [0, 2, 4].map((at) => Number.parseInt(value.slice(at, at + 2), 16));
  return Math.max(...channels) - Math.min(...channels) < 64 ? null : value.toUpperCase();
}
