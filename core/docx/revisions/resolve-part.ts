import type { NoteKind } from '../notes.ts';
import { applySplices, type Splice } from '../splices.ts';
import { attributeOf, findChild, type XmlElement } from '../xml.ts';
import { XmlError } from '../xml-error.ts';
import { indexRevisions, type PartRevisions } from './index-revisions.ts';
import { withoutLeftovers } from './leftovers.ts';
import { resolveProperties } from './properties.ts';
import { replacement } from './raw-xml.ts';
import { type NoteKey, type PartSurroundings, Resolution } from './resolution.ts';
import type { Decide, Revision } from './revision.ts';
import { StoryReviser } from './story.ts';

/** An XML part with its text, and the tree of it. */
export interface ParsedPart {
  readonly name: string;
  readonly text: string;
  readonly root: XmlElement;
}

export interface ResolvedPart {
  /** The same string when nothing changed. */
  readonly text: string;
  /** Accepted or rejected. */
  readonly resolved: readonly Revision[];
  /** Still pending. */
  readonly kept: readonly Revision[];
  /** To be kept, but gone with what they stood in: a deletion inside an insertion that was rejected. */
  readonly swallowed: readonly Revision[];
  /** Notes that nothing in the part cites any more. */
  readonly goneNotes: ReadonlySet<NoteKey>;
}

const alone: PartSurroundings = { commentsInNote: () => [], isNoteGone: () => false };

/**
 * Resolves a part's tracked changes (ECMA-376 part 1, 17.13.5) by replacing stretches of its text, so that every character which no
 * decision concerns stays. `decide` is asked once for each change. Throws `XmlError` rather than hand over a wrong part.
 *
 * Building the part anew from a model was turned down because a model forgets what it does not know, and
 * a transformed tree because serializing it would touch every line.
 */
export function resolvePart(
  part: ParsedPart,
  decide: Decide,
  surroundings: PartSurroundings = alone,
  revisions: PartRevisions = indexRevisions(part.name, part.text, part.root),
): ResolvedPart {
  const { text, root } = part;
  const resolution = new Resolution(text, root, revisions, decide, surroundings);
  let after = text;
  if (!resolution.keepsAll || isNotes(root)) after = resolvedText(root, resolution);
  if (!resolution.keepsAll) after = withoutLeftovers(part.name, after, resolution.keptSignatures());
  const goneNotes = new Set([...resolution.uncitedNotes].filter((note) => !resolution.citedNotes.has(note)));
  return { text: after, ...resolution.outcome(), goneNotes };
}

/** The part's text with everything made that the decisions ask for. */
function resolvedText(root: XmlElement, resolution: Resolution): string {
  try {
    const splices = resolveRoot(root, resolution);
    return applySplices(resolution.text, [...splices, ...resolution.listDeclarations()]);
  } catch (cause) {
    // Elements inside one another as the schema allows never give splices that overlap.
    if (!(cause instanceof RangeError)) throw cause;
    throw new XmlError('damaged', 'its tracked changes stand in one another in a way that has no meaning');
  }
}

function resolveRoot(root: XmlElement, resolution: Resolution): Splice[] {
  const splices: Splice[] = [];
  const reviser = new StoryReviser(resolution);
  switch (root.name) {
    case 'w:document': {
      const body = findChild(root, 'w:body');
      if (body !== null) reviser.resolveStory(body, splices);
      break;
    }
    case 'w:hdr':
    case 'w:ftr':
      reviser.resolveStory(root, splices);
      break;
    case 'w:footnotes':
    case 'w:endnotes':
    case 'w:comments':
      for (let story = root.first; story !== null; story = story.next) {
        if (resolution.surroundings.isNoteGone(noteKey(story))) {
          resolution.markAllGone(story);
          splices.push(replacement(story));
        } else reviser.resolveStory(story, splices);
      }
      break;
    default:
      resolveProperties(root, resolution, splices);
  }
  return splices;
}

function isNotes(root: XmlElement): boolean {
  return root.name === 'w:footnotes' || root.name === 'w:endnotes';
}

function noteKey(note: XmlElement): NoteKey {
  const kind: NoteKind = note.name === 'w:endnote' ? 'endnote' : 'footnote';
  return `${kind} ${attributeOf(note, 'w:id') ?? ''}`;
}

/** The comments that are anchored in the notes of a part, by note. */
export function listCommentsInNotes(root: XmlElement): ReadonlyMap<NoteKey, readonly string[]> {
  const byNote = new Map<NoteKey, string[]>();
  for (let note = root.first; note !== null; note = note.next) {
    const ids: string[] = [];
    const walk = (element: XmlElement) => {
      for (let child = element.first; child !== null; child = child.next) {
        if (child.name === 'w:commentReference') ids.push(attributeOf(child, 'w:id') ?? '');
        walk(child);
      }
    };
    walk(note);
    if (ids.length > 0) byNote.set(noteKey(note), ids);
  }
  return byNote;
}
