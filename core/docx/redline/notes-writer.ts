import type { NoteKind } from '../notes.ts';
import { applySplices, type Splice } from '../splices.ts';
import { attributeOf } from '../xml.ts';
import type { RedlineSession } from './session.ts';
import type { Stories, Story } from './stories.ts';
import { insertedBlock, lastInsertedParagraph } from './story-writer.ts';

/**
 * Writes the notes of B whose references were put in into A's notes part, each with its words tracked as inserted; the mark of a note's
 * last paragraph cannot be tracked, the note goes with its reference. `addSplice` takes what goes into a part that A has; a part
 * that it does not have is made after B's.
 */
export function writeNotes(
  session: RedlineSession,
  b: Stories,
  addSplice: (part: string, splice: Splice) => void,
): void {
  const made = new Map<NoteKind, { part: string; partOfB: string; notes: string }>();
  // Writing a note may put in others, which join the map while it is gone through.
  for (const [key, id] of session.broughtNotes) {
    const [kind, idInB] = key.split(' ') as [NoteKind, string];
    const note = b.findNote({ kind, id: idInB });
    if (note === null) continue;
    const own = session.findNotesPart(kind);
    if (own !== null) {
      const end = session.a.docx.getText(own).lastIndexOf('</');
      addSplice(own, { from: end, to: end, text: insertedNote(session, kind, id, own, note) });
    } else {
      const part = made.get(kind) ?? { part: session.newPart(note.part), partOfB: note.part, notes: '' };
      made.set(kind, part);
      part.notes += insertedNote(session, kind, id, part.part, note);
    }
  }
  for (const [kind, { part, partOfB, notes }] of made) {
    const text = withoutNotes(session, kind, partOfB);
    const end = text.lastIndexOf('</');
    const data = applySplices(text, [{ from: end, to: end, text: notes }]);
    session.merger.addPart(session.a.docx.mainPart, `${kind}s`, part, session.b.docx.contentTypeOf(partOfB), data);
  }
}

function insertedNote(session: RedlineSession, kind: NoteKind, id: string, part: string, note: Story): string {
  const copier = session.copier(part, note.part);
  const task = {
    sideA: session.sideB(note.part),
    sideB: session.sideB(note.part),
    copier,
    onNotes: () => {},
    onSection: () => {},
    onSectionCarried: () => {},
    onUntracked: () => {},
  };
  const content = note.blocks.map((block, index) =>
    index === note.blocks.length - 1 && block.kind === 'paragraph'
      ? lastInsertedParagraph(block, task)
      : insertedBlock(block, task),
  );
  const name = copier.names.get(`w:${kind}`);
  return `<${name} ${copier.names.get('w:id')}="${id}">${content.join('')}</${name}>`;
}

/** B's part with its separators only, which have a type (ECMA-376 part 1, 17.11.2). */
function withoutNotes({ b }: RedlineSession, kind: NoteKind, partOfB: string): string {
  const splices: Splice[] = [];
  for (let note = b.docx.getXml(partOfB).first; note !== null; note = note.next) {
    const type = attributeOf(note, 'w:type') ?? 'normal';
    if (note.name === `w:${kind}` && type === 'normal') splices.push({ from: note.from, to: note.to, text: '' });
  }
  return applySplices(b.docx.getText(partOfB), splices);
}
