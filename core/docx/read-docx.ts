import type { Paragraph, Run } from '../model/content.ts';
import type { ImportNote, SourceBlock, SourceDocument, SourceFile } from '../model/source.ts';
import type { Platform } from '../platform.ts';
import { FieldTracker } from './fields.ts';
import type { NoteCitation } from './inline.ts';
import { ListLabels } from './list-labels.ts';
import { recogniseManualRedline } from './manual-redline/recognise.ts';
import { indexNotes, type NoteKind, NoteMarks, readNoteSections } from './notes.ts';
import { type Numbering, readNumbering } from './numbering.ts';
import { type DocxPackage, openPackage } from './package.ts';
import { keepTrees } from './package-trees.ts';
import { listRevisions } from './revisions/resolve-revisions.ts';
import { type BlockSink, paragraphBlock, type StoryContext, StoryReader } from './story.ts';
import { readStyles, type StyleSheet } from './styles.ts';
import { Survey } from './survey.ts';
import type { XmlElement } from './xml.ts';

/**
 * Reads a `.docx`, `.docm` or `.dotx` (ECMA-376, Transitional or Strict) into blocks of text, with tracked changes taken as
 * accepted. Each layer knows the one below and nothing else:
 *
 *     zip → package → xml → styles, numbering, notes → inline → story → this file
 *
 * Reading keeps words, their marks and their labels and forgets the rest. Writing a redline starts from the same
 * package instead: `zip` keeps entries as they are and `xml` knows where an element stands in its part, so
 * what is not touched can be copied. A document model that holds everything, from which a file is made anew,
 * was turned down: whatever it does not know is lost, and nothing stays byte for byte what it was.
 *
 * Throws `not-a-docx`, `legacy-doc`, `encrypted`, `damaged`, `too-large` or `no-text`, each with the details
 * `file` and `reason`.
 */
export function readDocx(file: SourceFile, platform: Platform): SourceDocument {
  const docx = openPackage(file, platform);
  const survey = new Survey();
  // A file with changes is looked through twice, and then its trees are kept: parsed again they would take the memory twice.
  const kept = keepTrees(docx);
  const revisions = listRevisions(kept);
  const blocks = readWith(revisions.length === 0 ? docx : kept, survey);
  survey.addRevisions(revisions);
  survey.add('headers-footers-not-read', countHeadersAndFooters(docx));
  return {
    format: 'docx',
    blocks,
    notes: survey.listNotes().map((note) => withRedlineByHand(note, docx)),
  };
}

/** The blocks that `readDocx` reads, of a package that is open, without notes on what else it holds. Throws as `readDocx` does. */
export function readBlocks(docx: DocxPackage): readonly SourceBlock[] {
  return readWith(docx, null);
}

function readWith(docx: DocxPackage, survey: Survey | null): readonly SourceBlock[] {
  const [stylesPart] = docx.listRelated(docx.mainPart, 'styles');
  const [numberingPart] = docx.listRelated(docx.mainPart, 'numbering');
  const styles = readStyles(stylesPart === undefined ? null : docx.getXml(stylesPart));
  const numbering = readNumbering(numberingPart === undefined ? null : docx.getXml(numberingPart), styles);

  let reading = new Reading(docx, styles, numbering, new Map(), survey);
  reading.readBody();
  if (reading.unclosedFields.size > 0) {
    // Only the end shows which fields never end; without them the text after them is text.
    survey?.forget();
    reading = new Reading(docx, styles, numbering, reading.unclosedFields, survey);
    reading.readBody();
  }
  if (reading.blocks.length === 0) throw docx.refuse('no-text', 'its body holds no words');
  return reading.blocks;
}

/** Struck words may be one half of a redline; only a document that has some is looked through for it. */
function withRedlineByHand(note: ImportNote, docx: DocxPackage): ImportNote {
  const found = note.code === 'struck-text-read-as-live' ? recogniseManualRedline(docx) : null;
  if (found === null) return note;
  const { deletions, insertions } = found;
  return { ...note, byHand: { deletions, insertions } };
}

/** One pass through the main document part and the notes it cites. */
class Reading {
  readonly blocks: SourceBlock[] = [];
  /** Ordinals of `w:fldChar` elements by part. */
  readonly unclosedFields = new Map<string, Set<number>>();
  readonly #docx: DocxPackage;
  readonly #styles: StyleSheet;
  readonly #numbering: Numbering;
  readonly #passedOverFields: ReadonlyMap<string, ReadonlySet<number>>;
  readonly #survey: Survey | null;
  readonly #noteParts = new Map<NoteKind, NotePart | null>();
  readonly #citedNotes = new Set<string>();

  constructor(
    docx: DocxPackage,
    styles: StyleSheet,
    numbering: Numbering,
    passedOverFields: ReadonlyMap<string, ReadonlySet<number>>,
    survey: Survey | null,
  ) {
    this.#survey = survey;
    this.#docx = docx;
    this.#styles = styles;
    this.#numbering = numbering;
    this.#passedOverFields = passedOverFields;
  }

  readBody(): void {
    const docx = this.#docx;
    const part = docx.mainPart;
    const [settingsPart] = docx.listRelated(part, 'settings');
    const settings = settingsPart === undefined ? null : docx.getXml(settingsPart);
    const noteMarks = new NoteMarks(readNoteSections(docx, settings), this.#styles.language);
    const context = this.#storyContext(part, (kind, reference) => noteMarks.next(kind, reference.from));
    const reader = new StoryReader(context, this.#bodySink(part));
    const root = docx.streamXml(part, 2, (element, around) => {
      if (around[0] !== 'w:document' || around[1] !== 'w:body') return;
      this.#survey?.walk(element);
      reader.readBlock(element);
    });
    if (root.name !== 'w:document')
      throw docx.refuse('not-a-docx', `its main part ${part} is no WordprocessingML document`);
    reader.close();
    context.onUnclosedFields(context.fields.listUnclosed());
  }

  #storyContext(part: string, cite: StoryContext['cite']): StoryContext {
    const passedOverFields = this.#passedOverFields.get(part) ?? new Set<number>();
    return {
      part,
      styles: this.#styles,
      numbering: this.#numbering,
      relationships: this.#docx.relationshipsOf(part),
      labels: new ListLabels(this.#styles.language),
      textBoxLabels: new ListLabels(this.#styles.language),
      fields: new FieldTracker(passedOverFields),
      passedOverFields,
      cite,
      onTextBox: () => this.#survey?.add('text-boxes-read-in-place'),
      onUnclosedFields: (ordinals) => {
        if (ordinals.length === 0) return;
        const known = this.unclosedFields.get(part) ?? new Set();
        for (const ordinal of ordinals) known.add(ordinal);
        this.unclosedFields.set(part, known);
      },
    };
  }

  #bodySink(part: string): BlockSink {
    return {
      addParagraph: (read) => {
        this.#countMarks(read.paragraph);
        this.blocks.push(paragraphBlock(read, part));
      },
      addRow: (row, from, to) => {
        for (const { paragraphs } of row.cells) for (const paragraph of paragraphs) this.#countMarks(paragraph);
        this.blocks.push({ block: row, source: { part, from, to } });
      },
      addCitations: (citations) => {
        for (const citation of citations) this.#readNote(citation);
      },
    };
  }

  /** A note is read where it is first cited: were it read again at each citation, a small file could make a huge text. */
  #readNote({ kind, id, mark }: NoteCitation): void {
    const notes = this.#notePart(kind);
    const note = notes?.byId.get(id);
    const key = `${kind} ${id}`;
    if (notes === null || note === undefined || this.#citedNotes.has(key)) return;
    this.#citedNotes.add(key);
    this.#survey?.walk(note);
    let label: string | null = mark;
    const { context } = notes;
    const fields = new FieldTracker(context.passedOverFields);
    const reader = new StoryReader(
      { ...context, fields },
      {
        addParagraph: (read) => {
          const { label: _, ...words } = read.paragraph;
          const paragraph: Paragraph = { ...words, ...(label ? { label } : {}), role: kind };
          label = null;
          this.#countMarks(paragraph);
          this.blocks.push(paragraphBlock({ ...read, paragraph }, context.part));
        },
        addCitations: () => {},
      },
    );
    reader.readBlocks(note);
    reader.close();
    context.onUnclosedFields(fields.listUnclosed());
  }

  #notePart(kind: NoteKind): NotePart | null {
    let notes = this.#noteParts.get(kind);
    if (notes === undefined) {
      const [part] = this.#docx.listRelated(this.#docx.mainPart, `${kind}s`);
      notes =
        part === undefined
          ? null
          : { context: this.#storyContext(part, null), byId: indexNotes(this.#docx.getXml(part), kind) };
      this.#noteParts.set(kind, notes);
    }
    return notes;
  }

  #countMarks(paragraph: Paragraph): void {
    const survey = this.#survey;
    if (survey === null) return;
    for (const run of paragraph.runs) {
      if (run.marks === undefined || run.text.trim() === '') continue;
      if (hasMark(run, 'strike')) survey.add('struck-text-read-as-live');
      if (hasMark(run, 'hidden')) survey.add('hidden-text-read');
    }
  }
}

interface NotePart {
  readonly context: StoryContext;
  readonly byId: ReadonlyMap<string, XmlElement>;
}

function hasMark(run: Run, mark: 'strike' | 'hidden'): boolean {
  return run.marks?.includes(mark) === true;
}

/** How many header and footer parts hold words. */
function countHeadersAndFooters(docx: DocxPackage): number {
  const parts = [...docx.listRelated(docx.mainPart, 'header'), ...docx.listRelated(docx.mainPart, 'footer')];
  return parts.filter((part) => holdsText(docx.getXml(part))).length;
}

function holdsText(element: XmlElement): boolean {
  if (element.name === 'w:t' && element.text.trim() !== '') return true;
  for (let child = element.first; child !== null; child = child.next) if (holdsText(child)) return true;
  return false;
}
