import { findChild, type XmlElement } from '../xml.ts';
import { authorOf, type Draft, Drafts, isOfSameHand, sideOf } from './drafts.ts';
import { type Direction, directionOf, formattingKindOf, isContentChange, rangeMarkOf } from './elements.ts';
import { EnclosingChanges } from './enclosing-changes.ts';
import { RangeMarks } from './range-marks.ts';
import type { Revision, RevisionKind, RevisionPlace, RevisionStory } from './revision.ts';
import { holdsContent, wordsOfRunChild } from './run-words.ts';

/**
 * Finds the tracked changes of a part and says which elements belong to which.
 *
 * Word cuts a change at every run, bookmark and spelling mark, and tells a paragraph's mark, a row and the words in it apart; a
 * person sees one change. So elements of the same kind, author and date are one change
 *
 * - where nothing but marks stands between them in a paragraph, the paragraph's own mark included;
 * - inside a row or cell that was put in or taken away with them;
 * - in the formatting and the cells of one table;
 * - at both ends of a move, and in both branches of `mc:AlternateContent`, which say the same twice.
 *
 * A change goes on to the end of its paragraph at most, so that a whole new article can be decided clause by clause.
 */
export interface PartRevisions {
  /** In the order in which they begin. */
  readonly revisions: readonly Revision[];
  /** The change that an element belongs to. What stands inside properties of the past belongs to none. */
  readonly owners: ReadonlyMap<XmlElement, Revision>;
  /** Content controls whose tags were put in or taken away while their content stays. */
  readonly controls: ReadonlyMap<XmlElement, { readonly revision: Revision; readonly direction: Direction }>;
}

/** `part` is the part's name; `text` and `root` are its XML. */
export function indexRevisions(part: string, text: string, root: XmlElement): PartRevisions {
  return new Indexer(part, text, root).index();
}

const stories: Readonly<Record<string, RevisionStory>> = {
  'w:hdr': 'header',
  'w:ftr': 'footer',
  'w:footnotes': 'footnote',
  'w:endnotes': 'endnote',
  'w:comments': 'comment',
  'w:styles': 'styles',
  'w:numbering': 'numbering',
};

interface OpenParagraph {
  readonly ordinal: number;
  /** How many runs with content were met. */
  runs: number;
  words: string;
  /** The last change of each element name. */
  readonly last: Map<string, Draft>;
}

interface OpenTable {
  /** The ordinal of its first paragraph. */
  readonly paragraph: number | null;
  readonly drafts: Draft[];
  readonly gridChanges: XmlElement[];
}

class Indexer {
  readonly #text: string;
  readonly #root: XmlElement;
  readonly #drafts: Drafts;
  readonly #ranges: RangeMarks;
  readonly #enclosing: EnclosingChanges;
  #paragraph: OpenParagraph | null = null;
  #table: OpenTable | null = null;

  constructor(part: string, text: string, root: XmlElement) {
    this.#text = text;
    this.#root = root;
    this.#drafts = new Drafts(part);
    this.#ranges = new RangeMarks(this.#drafts);
    this.#enclosing = new EnclosingChanges(this.#drafts);
  }

  index(): PartRevisions {
    this.#walkInside(this.#root);
    this.#ranges.finish();
    const revisions = this.#drafts.finish(stories[this.#root.name] ?? 'body');
    const owners = new Map<XmlElement, Revision>();
    for (const [draft, revision] of revisions) {
      for (const element of draft.elements) owners.set(element, revision);
    }
    const controls = new Map<XmlElement, { revision: Revision; direction: Direction }>();
    for (const { control, draft, direction } of this.#ranges.listControls()) {
      controls.set(control, { revision: revisions.get(draft) as Revision, direction });
    }
    return { revisions: [...revisions.values()], owners, controls };
  }

  #walkInside(element: XmlElement): void {
    for (let child = element.first; child !== null; child = child.next) this.#walk(child);
  }

  #walk(element: XmlElement): void {
    switch (element.name) {
      case 'w:p':
        this.#walkParagraph(element);
        break;
      case 'w:r':
      case 'm:r':
        this.#walkRun(element);
        break;
      case 'w:ins':
      case 'w:del':
      case 'w:moveFrom':
      case 'w:moveTo':
        this.#walkChange(element);
        break;
      case 'w:tbl':
        this.#walkTable(element);
        break;
      case 'w:tr':
        this.#walkCells(element, 'w:trPr', ['w:ins', 'w:del']);
        break;
      case 'w:tc':
        this.#walkCells(element, 'w:tcPr', ['w:cellIns', 'w:cellDel']);
        break;
      case 'w:trPr':
      case 'w:tcPr':
        this.#walkRowOrCellProperties(element);
        break;
      case 'w:sdt':
      case 'w:customXml':
        this.#ranges.enterControl(element);
        this.#walkInside(element);
        break;
      case 'w:txbxContent':
        this.#walkTextBox(element);
        break;
      case 'mc:AlternateContent':
        this.#drafts.forEachBranch(element, (branch) => this.#walkInside(branch));
        break;
      default:
        if (formattingKindOf(element.name) !== null) this.#addFormatting(element);
        else if (rangeMarkOf(element.name) !== null) this.#ranges.add(element, this.#ordinal);
        else this.#walkInside(element);
    }
  }

  get #ordinal(): number | null {
    return this.#paragraph?.ordinal ?? null;
  }

  #walkParagraph(element: XmlElement): void {
    const around = this.#paragraph;
    const paragraph: OpenParagraph = { ordinal: element.ordinal, runs: 0, words: '', last: new Map() };
    this.#paragraph = paragraph;
    const properties = findChild(element, 'w:pPr');
    for (let child = element.first; child !== null; child = child.next) if (child !== properties) this.#walk(child);
    // The mark stands at the paragraph's end, and its properties at the beginning.
    this.#walkMark(properties === null ? null : findChild(properties, 'w:rPr'));
    if (properties !== null) this.#walkParagraphProperties(properties, paragraph);
    this.#paragraph = around;
  }

  #walkMark(mark: XmlElement | null): void {
    const around = this.#enclosing.inStory();
    if (mark === null && around.length === 0) return;
    const told = new Set<Draft>();
    const tell = (draft: Draft, direction: Direction) => {
      if (!told.has(draft)) this.#drafts.addText(draft, direction, '\n');
      told.add(draft);
    };
    let isTaken = false;
    for (let child = mark?.first ?? null; child !== null; child = child.next) {
      if (isContentChange(child.name)) isTaken ||= directionOf(child.name) === 'takes';
    }
    for (let child = mark?.first ?? null; child !== null; child = child.next) {
      const direction = isContentChange(child.name) ? directionOf(child.name) : null;
      if (direction !== null) {
        const draft = this.#draftOfChange(child, direction);
        if (direction === 'takes' || !isTaken) tell(draft, direction);
      } else if (child.name === 'w:rPrChange') this.#addFormatting(child);
    }
    for (const { draft, direction } of around) tell(draft, direction);
  }

  #walkParagraphProperties(properties: XmlElement, paragraph: OpenParagraph): void {
    for (let child = properties.first; child !== null; child = child.next) {
      if (child.name === 'w:numPr') {
        for (let inner = child.first; inner !== null; inner = inner.next) {
          if (inner.name === 'w:ins' || inner.name === 'w:numberingChange') {
            this.#addParagraphChange('numbering', inner, paragraph);
          }
        }
      } else if (child.name === 'w:pPrChange') this.#addParagraphChange('paragraphFormatting', child, paragraph);
      else if (child.name === 'w:sectPr') this.#walk(child);
    }
  }

  #addParagraphChange(kind: RevisionKind, element: XmlElement, { words }: OpenParagraph): void {
    const draft = this.#addElement(kind, element, 'both');
    draft.before = this.#inside(element);
    this.#drafts.addText(draft, 'takes', words);
    this.#drafts.addText(draft, 'puts', words);
  }

  #walkRun(run: XmlElement): void {
    const properties = findChild(run, 'w:rPr');
    let entered = 0;
    let formatting: Draft | null = null;
    for (let child = properties?.first ?? null; child !== null; child = child.next) {
      const direction = isContentChange(child.name) ? directionOf(child.name) : null;
      if (direction !== null) {
        this.#enclosing.enter(this.#draftOfChange(child, direction), direction);
        entered++;
      } else if (child.name === 'w:rPrChange') formatting = this.#addFormatting(child);
    }
    if (this.#paragraph !== null && holdsContent(run)) {
      this.#paragraph.runs++;
      if (formatting !== null) formatting.runsTo = this.#paragraph.runs;
    }
    for (let child = run.first; child !== null; child = child.next) {
      if (child === properties) continue;
      const words = wordsOfRunChild(child);
      if (words !== '') {
        this.#addWords(words);
        if (formatting !== null) {
          this.#drafts.addText(formatting, 'takes', words);
          this.#drafts.addText(formatting, 'puts', words);
        }
      }
      this.#walk(child);
    }
    for (; entered > 0; entered--) this.#leaveChange();
  }

  #addWords(words: string): void {
    if (this.#enclosing.addWords(words) && this.#paragraph !== null) this.#paragraph.words += words;
  }

  #walkChange(element: XmlElement): void {
    const direction = directionOf(element.name) as Direction;
    this.#enclosing.enter(this.#draftOfChange(element, direction), direction);
    this.#walkInside(element);
    this.#leaveChange();
  }

  #leaveChange(): void {
    const left = this.#enclosing.leave();
    if (left !== null && this.#paragraph !== null) left.runsTo = this.#paragraph.runs;
  }

  /** The change that a `w:ins`, `w:del`, `w:moveFrom` or `w:moveTo` belongs to. */
  #draftOfChange(element: XmlElement, direction: Direction): Draft {
    const isMove = element.name === 'w:moveFrom' || element.name === 'w:moveTo';
    const draft =
      (isMove ? this.#ranges.findOpenMove(direction) : this.#enclosing.findCells(element, direction)) ??
      this.#findPrevious(element) ??
      this.#drafts.begin(isMove ? 'move' : direction === 'puts' ? 'insertion' : 'deletion', element);
    this.#drafts.addElement(draft, element, sideOf(direction), this.#ordinal);
    if (isMove) this.#drafts.sign(draft, element);
    if (this.#paragraph !== null) {
      draft.runsTo = this.#paragraph.runs;
      this.#paragraph.last.set(element.name, draft);
    }
    if (isMove) this.#ranges.claimControls(draft, element, direction);
    return draft;
  }

  /** The change that ends right before this element in the paragraph; a move may have ended earlier, and a minute before its paragraph. */
  #findPrevious(element: XmlElement): Draft | null {
    const last = this.#paragraph?.last.get(element.name);
    if (last === undefined) return null;
    if (last.moveName !== null && last.author === authorOf(element)) return last;
    return isOfSameHand(last, element) && last.runsTo === this.#paragraph?.runs ? last : null;
  }

  #walkCells(element: XmlElement, propertiesName: string, names: readonly string[]): void {
    let entered = 0;
    const isRow = element.name === 'w:tr';
    const properties = findChild(element, propertiesName);
    for (let child = properties?.first ?? null; child !== null; child = child.next) {
      const direction = names.includes(child.name) ? directionOf(child.name) : null;
      if (direction === null) continue;
      const side = sideOf(direction);
      const paragraph = firstParagraphIn(element);
      const draft = isRow
        ? this.#addElement(direction === 'puts' ? 'rowInsertion' : 'rowDeletion', child, side, paragraph)
        : this.#addTableChange(direction === 'puts' ? 'cellInsertion' : 'cellDeletion', child, side, paragraph);
      this.#drafts.addPlace(draft, element, side, paragraph);
      this.#enclosing.enter(draft, direction, true);
      entered++;
    }
    this.#walkInside(element);
    for (; entered > 0; entered--) this.#enclosing.leave();
  }

  #walkRowOrCellProperties(properties: XmlElement): void {
    for (let child = properties.first; child !== null; child = child.next) {
      if (child.name === 'w:cellMerge') this.#addTableChange('cellMerge', child, 'both');
      else if (formattingKindOf(child.name) !== null) this.#addFormatting(child);
    }
  }

  #walkTable(element: XmlElement): void {
    const around = this.#table;
    const table: OpenTable = { paragraph: firstParagraphIn(element), drafts: [], gridChanges: [] };
    this.#table = table;
    this.#walkInside(element);
    for (const change of table.gridChanges) {
      // It names no author (17.13.5.33) and comes with some other change of the table.
      const known = table.drafts.find(({ kind }) => kind === 'tableFormatting') ?? table.drafts[0];
      if (known !== undefined) known.elements.push(change);
      else {
        const draft = this.#addElement('tableFormatting', change, 'both', table.paragraph);
        draft.before = this.#inside(change);
      }
    }
    this.#table = around;
  }

  /** A text box is a story of its own, whatever paragraph it hangs on. */
  #walkTextBox(element: XmlElement): void {
    const around = { paragraph: this.#paragraph, table: this.#table };
    this.#paragraph = null;
    this.#table = null;
    this.#enclosing.inBox(() => this.#walkInside(element));
    this.#paragraph = around.paragraph;
    this.#table = around.table;
  }

  #addElement(
    kind: RevisionKind,
    element: XmlElement,
    side: RevisionPlace['side'],
    paragraph: number | null = this.#ordinal,
  ): Draft {
    const draft = this.#drafts.begin(kind, element);
    this.#drafts.addElement(draft, element, side, paragraph);
    return draft;
  }

  /** Each hand has one change of a kind in a table. */
  #addTableChange(
    kind: RevisionKind,
    element: XmlElement,
    side: RevisionPlace['side'],
    paragraph: number | null = this.#table?.paragraph ?? null,
  ): Draft {
    const known = this.#table?.drafts.find((draft) => draft.kind === kind && isOfSameHand(draft, element));
    if (known !== undefined) {
      this.#drafts.addElement(known, element, side, paragraph);
      return known;
    }
    const draft = this.#addElement(kind, element, side, paragraph);
    this.#table?.drafts.push(draft);
    return draft;
  }

  /** Returns the change, but for a table's grid, which is settled when the table ends. */
  #addFormatting(element: XmlElement): Draft | null {
    const kind = formattingKindOf(element.name) as RevisionKind;
    if (element.name === 'w:tblGridChange' && this.#table !== null) {
      this.#table.gridChanges.push(element);
      return null;
    }
    const previous = kind === 'formatting' ? this.#findPrevious(element) : null;
    if (previous !== null) {
      this.#drafts.addElement(previous, element, 'both', null);
      return previous;
    }
    const draft =
      kind === 'tableFormatting'
        ? this.#addTableChange(kind, element, 'both')
        : this.#addElement(kind, element, 'both');
    draft.before ??= this.#inside(element);
    if (kind === 'formatting') {
      draft.runsTo = this.#paragraph?.runs ?? 0;
      this.#paragraph?.last.set(element.name, draft);
    }
    return draft;
  }

  #inside(element: XmlElement): string {
    return this.#text.slice(element.contentFrom, element.to);
  }
}

function firstParagraphIn(element: XmlElement): number | null {
  for (let child = element.first; child !== null; child = child.next) {
    const found = child.name === 'w:p' ? child.ordinal : firstParagraphIn(child);
    if (found !== null) return found;
  }
  return null;
}
