import type { Platform } from '../../platform.ts';
import type { DocxPackage } from '../package.ts';
import { rewriteZip } from '../write-zip.ts';
import { encodeXml } from '../xml.ts';
import { XmlError } from '../xml-error.ts';
import { mayHoldRevisions } from './elements.ts';
import { indexRevisions } from './index-revisions.ts';
import type { NoteKey } from './resolution.ts';
import { listCommentsInNotes, type ResolvedPart, resolvePart } from './resolve-part.ts';
import type { Decide, Decision, Revision } from './revision.ts';

export interface ResolvedParts {
  /** By name the parts that changed, as their text. */
  readonly texts: ReadonlyMap<string, string>;
  /** Accepted or rejected. */
  readonly resolved: readonly Revision[];
  /** Still pending. */
  readonly kept: readonly Revision[];
  /** To be kept, but gone with what they stood in: a deletion inside an insertion that was rejected. */
  readonly swallowed: readonly Revision[];
}

export interface ResolvedRevisions extends Omit<ResolvedParts, 'texts'> {
  /** The file; the same bytes that were read when nothing changed, and else with every part that did not change as it was. */
  readonly bytes: Uint8Array;
  /** Parts with tracked changes that are not resolved: building blocks (ECMA-376 part 1, 11.3.8), which are no part of the text. */
  readonly leftAlone: readonly string[];
}

/**
 * Accepts and rejects tracked changes in every story and in styles and numbering. `decide` is asked once for each change, both ends of
 * a move together. Throws `damaged` or `too-large` when a part cannot be read.
 */
export function resolveRevisions(docx: DocxPackage, decide: Decide, platform: Platform): ResolvedRevisions {
  const { texts, ...outcome } = resolveParts(docx, decide);
  const changes = new Map(Array.from(texts, ([name, text]) => [name, encodeXml(text, platform)]));
  return { bytes: rewriteZip(docx.archive, changes, platform), ...outcome, leftAlone: listLeftAlone(docx) };
}

/** The same, for whoever goes on with the parts: the package stays as it is. */
export function resolveParts(docx: DocxPackage, decide: Decide): ResolvedParts {
  const decisions = new Map<string, Decision>();
  const decideOnce: Decide = (revision) => {
    let decision = decisions.get(revision.id);
    if (decision === undefined) {
      decision = decide(revision);
      decisions.set(revision.id, decision);
    }
    return decision;
  };
  const texts = new Map<string, string>();
  const parts: ResolvedPart[] = [];
  const goneNotes = new Set<NoteKey>();
  let commentsInNotes: ReadonlyMap<NoteKey, readonly string[]> | null = null;
  const surroundings = {
    commentsInNote: (note: NoteKey) => {
      commentsInNotes ??= readCommentsInNotes(docx);
      return commentsInNotes.get(note) ?? [];
    },
    isNoteGone: (note: NoteKey) => goneNotes.has(note),
  };
  for (const name of listRevisableParts(docx)) {
    const text = docx.getText(name);
    const losesNotes = goneNotes.size > 0 && noteParts(docx).includes(name);
    if (!losesNotes && !mayHoldRevisions(text)) continue;
    const part = resolveOrRefuse(docx, name, () =>
      resolvePart({ name, text, root: docx.getXml(name) }, decideOnce, surroundings),
    );
    // The main document comes first, and it alone cites notes.
    if (name === docx.mainPart) for (const note of part.goneNotes) goneNotes.add(note);
    parts.push(part);
    if (part.text !== text) texts.set(name, part.text);
  }
  return {
    texts,
    resolved: mergeEnds(parts.flatMap(({ resolved }) => resolved)),
    kept: mergeEnds(parts.flatMap(({ kept }) => kept)),
    swallowed: mergeEnds(parts.flatMap(({ swallowed }) => swallowed)),
  };
}

/** The tracked changes of a file, part by part in the order in which they begin. Throws `damaged` or `too-large`. */
export function listRevisions(docx: DocxPackage): readonly Revision[] {
  const revisions: Revision[] = [];
  for (const name of listRevisableParts(docx)) {
    const text = docx.getText(name);
    if (mayHoldRevisions(text)) revisions.push(...indexRevisions(name, text, docx.getXml(name)).revisions);
  }
  return mergeEnds(revisions);
}

/** Parts with tracked changes that are neither listed nor resolved. */
export function listLeftAlone(docx: DocxPackage): readonly string[] {
  const glossaries = docx.listRelated(docx.mainPart, 'glossaryDocument');
  const related = glossaries.flatMap((part) =>
    ['footnotes', 'endnotes'].flatMap((type) => docx.listRelated(part, type)),
  );
  return [...glossaries, ...related].filter((part) => mayHoldRevisions(docx.getText(part)));
}

function listRevisableParts(docx: DocxPackage): readonly string[] {
  const others = ['styles', 'numbering'].flatMap((type) => docx.listRelated(docx.mainPart, type));
  return [...docx.listStoryParts(), ...others];
}

function noteParts(docx: DocxPackage): readonly string[] {
  return ['footnotes', 'endnotes'].flatMap((type) => docx.listRelated(docx.mainPart, type));
}

function readCommentsInNotes(docx: DocxPackage): ReadonlyMap<NoteKey, readonly string[]> {
  const commented = noteParts(docx).filter((part) => docx.getText(part).includes('commentReference'));
  return new Map(commented.flatMap((part) => [...listCommentsInNotes(docx.getXml(part))]));
}

function resolveOrRefuse(docx: DocxPackage, part: string, resolve: () => ResolvedPart): ResolvedPart {
  try {
    return resolve();
  } catch (cause) {
    if (!(cause instanceof XmlError)) throw cause;
    throw docx.refuse(cause.code, `the part ${part} cannot be changed: ${cause.message}`, cause);
  }
}

/** The ends of a move may stand in two parts. */
function mergeEnds(revisions: readonly Revision[]): readonly Revision[] {
  const byId = new Map<string, Revision>();
  for (const revision of revisions) {
    const known = byId.get(revision.id);
    if (known === undefined) byId.set(revision.id, revision);
    else if (known.kind === 'move' && revision.kind === 'move') byId.set(revision.id, joinEnds(known, revision));
  }
  return [...byId.values()];
}

function joinEnds(a: Revision, b: Revision): Revision {
  const places = [...a.places, ...b.places].sort((x, y) => Number(x.side === 'new') - Number(y.side === 'new'));
  return { ...a, places, text: { old: a.text.old + b.text.old, new: a.text.new + b.text.new } };
}
