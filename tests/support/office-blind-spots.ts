import { type DocxPackage, openPackage } from '../../core/docx/package.ts';
import { attributeOf, findChild, type XmlElement } from '../../core/docx/xml.ts';
import type { SourceFile } from '../../core/model/source.ts';
import { nodePlatform } from '../../engine/platform.ts';
import type { OfficeCount } from './office-count.ts';

/**
 * Where LibreOffice 7.4 is no second opinion: tracked changes in places where it loses them or settles them wrongly. Each was seen on a
 * document of a few lines and on Word's own files with their accepted and rejected twins.
 */
export const officeBlindSpots = {
  'plain text control': 'a control for plain text (w:sdt with w:text) in a line keeps both texts',
  'first paragraph of a control': 'changes in the first paragraph of a control around paragraphs are mangled',
  'control around a cell': 'a control around a cell, or at the head of one, keeps both texts',
  'control as such': 'a control put around words or taken away from around them is not read',
  'row without tracked words': 'a row whose words are not tracked themselves stays',
  'table in a row': 'a row with a table in it stays, emptied',
  'field result': 'a field whose result was changed inside keeps both texts',
  'frame paragraph': 'after a paragraph with w:framePr tracked changes are lost, at worst to the end of the document',
  cell: 'cells inserted, deleted or merged stay',
  numbering: 'w:ins in w:numPr is not read',
  'page break': 'a page break stays whatever is decided',
  'note at the end of a deleted paragraph': 'the paragraph stays, empty',
  'between tables': 'the last paragraph between two tables stays, empty',
  'insertions around a mark':
    'two insertions between which only a mark stays are taken for one, and rejecting them takes the mark along',
  'floating shape or object': 'shapes and pictures that float, and embedded objects, are not tracked',
  'before a table': 'the paragraph stays, empty, where none stands before it that it could be joined to',
  'text box in a group': 'in a text box that is grouped with other shapes both texts stay',
  formula: 'tracked formulas and their characters are not read, or take their paragraph along',
  'order of notes': 'the nth reference shows the note with the nth lowest w:id, whatever it refers to',
  'later note': 'in every note but the first, changes at its start are lost, and words behind a tracked mark',
  'list given back': 'rejecting gives back the list, but neither a level below the first nor the numbering of a style',
} as const;
export type OfficeBlindSpot = keyof typeof officeBlindSpots;

const contentChanges = new Set(['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo']);
const floating = new Set(['wp:anchor', 'w:pict', 'w:object']);
const cellChanges = new Set(['w:cellIns', 'w:cellDel', 'w:cellMerge']);

/** The blind spots that a document's tracked changes run into, sorted. */
export function findOfficeBlindSpots(file: SourceFile, { aroundMarks }: OfficeCount): OfficeBlindSpot[] {
  const docx = openPackage(file, nodePlatform);
  const found = new Set<OfficeBlindSpot>();
  if (aroundMarks > 0) found.add('insertions around a mark');
  let hasChanges = false;
  let hasFrames = false;
  for (const part of docx.listStoryParts()) {
    const walk = new Walk(found);
    walk.visit(docx.getXml(part), null);
    hasChanges ||= walk.hasChanges;
    hasFrames ||= walk.hasFrames;
    if (/notes/.test(part) && hasChangeInLaterNote(docx.getXml(part))) found.add('later note');
    if (part === docx.mainPart && areNotesOutOfOrder(docx, walk.noteReferences)) found.add('order of notes');
  }
  if (hasChanges && hasFrames) found.add('frame paragraph');
  return [...found].sort();
}

class Walk {
  hasChanges = false;
  hasFrames = false;
  /** `w:id` by kind of note, in document order. */
  readonly noteReferences = { footnote: [] as string[], endnote: [] as string[] };
  readonly #found: Set<OfficeBlindSpot>;
  /** How many groups of shapes are around. */
  #groups = 0;
  /** For each field that is open: whether its result has begun. */
  readonly #fields: boolean[] = [];

  constructor(found: Set<OfficeBlindSpot>) {
    this.#found = found;
  }

  visit(element: XmlElement, parent: XmlElement | null): void {
    const group = element.name === 'wpg:wgp' || element.name === 'v:group' ? 1 : 0;
    this.#groups += group;
    this.#look(element, parent);
    for (let child = element.first; child !== null; child = child.next) this.visit(child, element);
    this.#groups -= group;
  }

  #look(element: XmlElement, parent: XmlElement | null): void {
    const { name } = element;
    if (cellChanges.has(name)) this.#found.add('cell');
    if (contentChanges.has(name)) {
      this.hasChanges = true;
      if (this.#groups > 0) this.#found.add('text box in a group');
      if (parent?.name === 'w:numPr') this.#found.add('numbering');
      if (this.#fields.includes(true) && holdsRun(element)) this.#found.add('field result');
      if (holds(element, (each) => each.name === 'w:br' && attributeOf(each, 'w:type') === 'page')) {
        this.#found.add('page break');
      }
      if (holds(element, (each) => floating.has(each.name))) {
        this.#found.add('floating shape or object');
      }
      if (parent?.name.startsWith('m:') === true || holds(element, (each) => each.name === 'm:oMath')) {
        this.#found.add('formula');
      }
    }
    if (name === 'w:pPrChange' && parent !== null && losesList(parent, element)) this.#found.add('list given back');
    if (name === 'm:ctrlPr' && holdsChange(element)) this.#found.add('formula');
    if (name === 'w:footnoteReference') this.noteReferences.footnote.push(attributeOf(element, 'w:id') ?? '');
    if (name === 'w:endnoteReference') this.noteReferences.endnote.push(attributeOf(element, 'w:id') ?? '');
    if (name === 'w:framePr') this.hasFrames = true;
    if (name === 'w:fldSimple' && holdsChange(element)) this.#found.add('field result');
    if (name === 'w:fldChar') this.#followField(attributeOf(element, 'w:fldCharType'));
    if (/^w:customXml(?:Ins|Del|MoveFrom|MoveTo)RangeStart$/.test(name)) this.#found.add('control as such');
    if (name === 'w:tr') this.#lookAtRow(element);
    if (name === 'w:sdt') this.#lookAtControl(element, parent);
    if (name === 'w:p') this.#lookAtParagraph(element, parent);
  }

  #followField(type: string | null): void {
    if (type === 'begin') this.#fields.push(false);
    if (type === 'separate') this.#fields[this.#fields.length - 1] = true;
    if (type === 'end') this.#fields.pop();
  }

  #lookAtControl(control: XmlElement, parent: XmlElement | null): void {
    const properties = findChild(control, 'w:sdtPr');
    const content = findChild(control, 'w:sdtContent');
    if (content === null || !holdsChange(content)) return;
    const first = content.first;
    if (holds(content, (each) => each.name === 'w:tc') && first?.name === 'w:tc') {
      this.#found.add('control around a cell');
    } else if (first?.name === 'w:p') {
      if (properties !== null && findChild(properties, 'w:docPartObj') !== null) return;
      if (parent?.name === 'w:tc') this.#found.add('control around a cell');
      else if (holdsChange(first)) this.#found.add('first paragraph of a control');
    } else if (properties !== null && findChild(properties, 'w:text') !== null) {
      this.#found.add('plain text control');
    }
  }

  #lookAtRow(row: XmlElement): void {
    const properties = findChild(row, 'w:trPr');
    if (properties === null || !holdsChange(properties)) return;
    const isUntracked = (element: XmlElement): boolean => {
      if (contentChanges.has(element.name)) return false;
      if (element.name === 'w:t') return true;
      for (let child = element.first; child !== null; child = child.next) if (isUntracked(child)) return true;
      return false;
    };
    if (holds(row, ({ name }) => name === 'w:tbl')) this.#found.add('table in a row');
    if (isUntracked(row)) this.#found.add('row without tracked words');
  }

  #lookAtParagraph(paragraph: XmlElement, parent: XmlElement | null): void {
    if (!isMarkChanged(paragraph)) return;
    let next = paragraph.next;
    while (next !== null && next.name !== 'w:p' && next.name !== 'w:tbl') next = next.next;
    if (next?.name === 'w:tbl') {
      const before = blockThatStays(parent, paragraph);
      if (before?.name === 'w:tbl') this.#found.add('between tables');
      else if (before === null) this.#found.add('before a table');
    }
    let lastRun: XmlElement | null = null;
    for (let child = paragraph.first; child !== null; child = child.next) {
      if (contentChanges.has(child.name) || child.name === 'w:r') lastRun = child;
    }
    if (lastRun !== null && endsWithNote(lastRun)) this.#found.add('note at the end of a deleted paragraph');
  }
}

/** The last paragraph or table before a paragraph that is not tracked to its mark, or `null`. */
function blockThatStays(parent: XmlElement | null, paragraph: XmlElement): XmlElement | null {
  let found: XmlElement | null = null;
  for (let child = parent?.first ?? null; child !== null && child !== paragraph; child = child.next) {
    if (child.name === 'w:tbl' || (child.name === 'w:p' && !isMarkChanged(child))) found = child;
  }
  return found;
}

function isMarkChanged(paragraph: XmlElement): boolean {
  const properties = findChild(paragraph, 'w:pPr');
  const ofMark = properties === null ? null : findChild(properties, 'w:rPr');
  return ofMark !== null && [...contentChanges].some((name) => findChild(ofMark, name) !== null);
}

/** `properties` of a paragraph and the change of them in it. */
function losesList(properties: XmlElement, change: XmlElement): boolean {
  const old = findChild(change, 'w:pPr');
  const list = old === null ? null : findChild(old, 'w:numPr');
  if (old === null || list === null) {
    return findChild(properties, 'w:numPr') !== null && old !== null && findChild(old, 'w:pStyle') !== null;
  }
  const level = findChild(list, 'w:ilvl');
  return level !== null && attributeOf(level, 'w:val') !== '0';
}

function hasChangeInLaterNote(notes: XmlElement): boolean {
  let isLater = false;
  for (let note = notes.first; note !== null; note = note.next) {
    if (attributeOf(note, 'w:type') !== null) continue;
    if (isLater && (startsWithChange(note) || holds(note, (each) => each.name === 'w:p' && isMarkChanged(each))))
      return true;
    isLater = true;
  }
  return false;
}

/** Whether the first content of a note's first paragraph is tracked. */
function startsWithChange(note: XmlElement): boolean {
  const paragraph = findChild(note, 'w:p');
  for (let child = paragraph?.first ?? null; child !== null; child = child.next) {
    if (contentChanges.has(child.name)) return true;
    if (child.name === 'w:r') return false;
  }
  return false;
}

/** Whether the nth note that is referred to is not the one with the nth lowest id. */
function areNotesOutOfOrder(
  docx: DocxPackage,
  references: Readonly<Record<'footnote' | 'endnote', readonly string[]>>,
): boolean {
  return (['footnote', 'endnote'] as const).some((kind) => {
    const [part] = docx.listRelated(docx.mainPart, `${kind}s`);
    if (part === undefined || references[kind].length === 0) return false;
    const ids: number[] = [];
    for (let note = docx.getXml(part).first; note !== null; note = note.next) {
      if (attributeOf(note, 'w:type') === null) ids.push(Number(attributeOf(note, 'w:id')));
    }
    ids.sort((a, b) => a - b);
    return references[kind].some((id, index) => Number(id) !== ids[index]);
  });
}

function endsWithNote(element: XmlElement): boolean {
  let last: XmlElement | null = null;
  for (let child = element.first; child !== null; child = child.next) last = child;
  if (last === null) return false;
  return last.name === 'w:footnoteReference' || last.name === 'w:endnoteReference' || endsWithNote(last);
}

function holdsChange(element: XmlElement): boolean {
  return holds(element, ({ name }) => contentChanges.has(name));
}

function holdsRun(element: XmlElement): boolean {
  return holds(element, ({ name }) => name === 'w:t' || name === 'w:delText');
}

function holds(element: XmlElement, is: (element: XmlElement) => boolean): boolean {
  for (let child = element.first; child !== null; child = child.next) if (is(child) || holds(child, is)) return true;
  return false;
}
