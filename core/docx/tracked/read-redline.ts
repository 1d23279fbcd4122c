import type { RedlineBlock, RedlineDocument, RedlineStory } from '../../model/redline-document.ts';
import type { SourceFile } from '../../model/source.ts';
import type { Platform } from '../../platform.ts';
import { ListLabels } from '../list-labels.ts';
import { indexNotes, type NoteKind, NoteMarks, readNoteSections } from '../notes.ts';
import { type Numbering, readNumbering } from '../numbering.ts';
import { type DocxPackage, openPackage } from '../package.ts';
import { readStyles, type StyleSheet } from '../styles.ts';
import { attributeOf, type XmlElement } from '../xml.ts';
import { readComments } from './comments.ts';
import { TrackedPlace } from './place.ts';
import type { PassedOverFields } from './tracked-fields.ts';
import { type TrackedContext, TrackedStoryReader } from './tracked-story.ts';

/**
 * Reads a `.docx`, `.docm` or `.dotx` with every tracked change in it, to be shown: what was deleted as well as what was inserted, by
 * whom and when, in all of its stories, and the comments. Documents without changes are read too.
 *
 * `readDocx` is the reader for everything else: it takes changes as accepted and forgets the rest. Both read the words
 * of a paragraph with the same code (inline.ts) and number with the same code (list-labels.ts); what they do with
 * changes, on which the shape of the result hangs, is written twice on purpose.
 *
 * Throws as `readDocx` does, but for `no-text`: an empty document is an empty redline.
 */
export function readRedline(file: SourceFile, platform: Platform): RedlineDocument {
  const docx = openPackage(file, platform);
  const [stylesPart] = docx.listRelated(docx.mainPart, 'styles');
  const [numberingPart] = docx.listRelated(docx.mainPart, 'numbering');
  const styles = readStyles(stylesPart === undefined ? null : docx.getXml(stylesPart));
  const numbering = readNumbering(numberingPart === undefined ? null : docx.getXml(numberingPart), styles);
  const first = new Reading(docx, styles, numbering, new Map());
  const document = first.read();
  // Only the end shows which fields never end; without them the text after them is text.
  return first.unclosedFields.size === 0 ? document : new Reading(docx, styles, numbering, first.unclosedFields).read();
}

interface UnclosedFields extends PassedOverFields {
  readonly before: Set<number>;
  readonly after: Set<number>;
}

class Reading {
  readonly unclosedFields = new Map<string, UnclosedFields>();
  readonly #docx: DocxPackage;
  readonly #styles: StyleSheet;
  readonly #numbering: Numbering;
  readonly #passedOverFields: ReadonlyMap<string, PassedOverFields>;
  readonly #quotes = new Map<string, string>();
  readonly #noteMarks = new Map<string, string>();
  readonly #sections: XmlElement[] = [];

  constructor(
    docx: DocxPackage,
    styles: StyleSheet,
    numbering: Numbering,
    passedOverFields: ReadonlyMap<string, PassedOverFields>,
  ) {
    this.#docx = docx;
    this.#styles = styles;
    this.#numbering = numbering;
    this.#passedOverFields = passedOverFields;
  }

  read(): RedlineDocument {
    const body = this.#readBody();
    const margins = this.#readHeadersAndFooters();
    const notes = [...this.#readNotes('footnote'), ...this.#readNotes('endnote')];
    const comments = readComments(
      this.#docx,
      (part, comment) => this.#readPart(part, comment),
      (id) => this.#quotes.get(id) ?? '',
    );
    return { name: this.#docx.file, stories: [body, ...margins, ...notes], comments };
  }

  #readBody(): RedlineStory {
    const docx = this.#docx;
    const part = docx.mainPart;
    const [settingsPart] = docx.listRelated(part, 'settings');
    const settings = settingsPart === undefined ? null : docx.getXml(settingsPart);
    const sections = readNoteSections(docx, settings);
    const marks = {
      before: new NoteMarks(sections, this.#styles.language),
      after: new NoteMarks(sections, this.#styles.language),
    };
    const place = new TrackedPlace(this.#quotes);
    const context: TrackedContext = {
      ...this.#context(part, place),
      cite: (kind, reference) => {
        const before = place.isInBefore ? marks.before.next(kind, reference.from) : null;
        const mark = place.isInAfter ? marks.after.next(kind, reference.from) : (before ?? '');
        const key = noteKey(kind, attributeOf(reference, 'w:id') ?? '');
        if (!this.#noteMarks.has(key)) this.#noteMarks.set(key, mark);
        return mark;
      },
      onSection: (section) => this.#sections.push(section),
    };
    const reader = new TrackedStoryReader(context);
    const root = docx.streamXml(part, 2, (element, around) => {
      if (around[0] === 'w:document' && around[1] === 'w:body') reader.readBlock(element);
    });
    if (root.name !== 'w:document')
      throw docx.refuse('not-a-docx', `its main part ${part} is no WordprocessingML document`);
    return { ...plainStory, kind: 'body', part, blocks: reader.close() };
  }

  #readPart(part: string, root: XmlElement): readonly RedlineBlock[] {
    const reader = new TrackedStoryReader(this.#context(part, new TrackedPlace(this.#quotes)));
    reader.readBlocks(root);
    return reader.close();
  }

  #context(part: string, place: TrackedPlace): TrackedContext {
    const newLabels = () => ({
      before: new ListLabels(this.#styles.language),
      after: new ListLabels(this.#styles.language),
    });
    return {
      styles: this.#styles,
      numbering: this.#numbering,
      relationships: this.#docx.relationshipsOf(part),
      labels: newLabels(),
      textBoxLabels: newLabels(),
      place,
      passedOverFields: this.#passedOverFields.get(part) ?? noFields,
      cite: null,
      onSection: () => {},
      onUnclosedFields: ({ before, after }) => {
        if (before.length === 0 && after.length === 0) return;
        const known = this.unclosedFields.get(part) ?? { before: new Set<number>(), after: new Set<number>() };
        for (const ordinal of before) known.before.add(ordinal);
        for (const ordinal of after) known.after.add(ordinal);
        this.unclosedFields.set(part, known);
      },
    };
  }

  /** Each part once, with the sections that refer to it or inherit it (ECMA-376 part 1, 17.10.1 to 17.10.5). */
  #readHeadersAndFooters(): readonly RedlineStory[] {
    const docx = this.#docx;
    const relationships = docx.relationshipsOf(docx.mainPart);
    const stories = new Map<string, { kind: 'header' | 'footer'; pages: RedlineStory['pages']; sections: number[] }>();
    const current = new Map<string, string>();
    for (const [index, section] of this.#sections.entries()) {
      for (let child = section.first; child !== null; child = child.next) {
        const kind = kindOfReference(child.name);
        const part = relationships.get(attributeOf(child, 'r:id') ?? '')?.target;
        if (kind !== null && part !== undefined)
          current.set(`${kind} ${attributeOf(child, 'w:type') ?? 'default'}`, part);
      }
      for (const [key, part] of current) {
        const [kind, pages] = key.split(' ') as ['header' | 'footer', RedlineStory['pages']];
        const story = stories.get(part) ?? { kind, pages, sections: [] };
        story.sections.push(index + 1);
        stories.set(part, story);
      }
    }
    for (const kind of ['header', 'footer'] as const) {
      for (const part of docx.listRelated(docx.mainPart, kind)) {
        if (!stories.has(part)) stories.set(part, { kind, pages: null, sections: [] });
      }
    }
    return [...stories]
      .filter(([part]) => docx.archive.findEntry(part) !== null)
      .map(([part, story]) => ({
        ...plainStory,
        ...story,
        part,
        sections: [...new Set(story.sections)],
        blocks: this.#readPart(part, docx.getXml(part)),
      }));
  }

  #readNotes(kind: NoteKind): readonly RedlineStory[] {
    const [part] = this.#docx.listRelated(this.#docx.mainPart, `${kind}s`);
    if (part === undefined) return [];
    const stories: RedlineStory[] = [];
    for (const [noteId, note] of indexNotes(this.#docx.getXml(part), kind)) {
      // Separators between text and notes (17.11.23).
      if ((attributeOf(note, 'w:type') ?? 'normal') !== 'normal') continue;
      const noteMark = this.#noteMarks.get(noteKey(kind, noteId)) ?? '';
      stories.push({ ...plainStory, kind, part, noteId, noteMark, blocks: this.#readPart(part, note) });
    }
    return stories;
  }
}

const plainStory = { sections: [], pages: null, noteId: '', noteMark: '' } as const;
const noFields: PassedOverFields = { before: new Set(), after: new Set() };

function noteKey(kind: NoteKind, id: string): string {
  return `${kind} ${id}`;
}

function kindOfReference(name: string): 'header' | 'footer' | null {
  if (name === 'w:headerReference') return 'header';
  return name === 'w:footerReference' ? 'footer' : null;
}
