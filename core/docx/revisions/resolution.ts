import type { NoteKind } from '../notes.ts';
import type { Splice } from '../splices.ts';
import { attributeOf, type XmlElement } from '../xml.ts';
import { XmlError } from '../xml-error.ts';
import { directionOf } from './elements.ts';
import type { PartRevisions } from './index-revisions.ts';
import { signatureOf } from './leftovers.ts';
import type { Decide, Decision, Revision } from './revision.ts';

/** Notes of the main document, by kind and `w:id`: `footnote 3`. */
export type NoteKey = `${NoteKind} ${string}`;

/** What a part needs to know of the others. */
export interface PartSurroundings {
  /** The `w:id` of the comments that are anchored in a note, which are not to go with it. */
  commentsInNote(note: NoteKey): readonly string[];
  /** Whether a note of this part was cited in what is gone. */
  isNoteGone(note: NoteKey): boolean;
}

/** What was decided on a part's changes, and what comes of it while the part is gone through. */
export class Resolution {
  readonly text: string;
  readonly root: XmlElement;
  readonly surroundings: PartSurroundings;
  /** Notes cited in what stays and in what goes. */
  readonly citedNotes = new Set<NoteKey>();
  readonly uncitedNotes = new Set<NoteKey>();
  readonly #revisions: PartRevisions;
  readonly #decisions = new Map<Revision, Decision>();
  readonly #gone = new Set<XmlElement>();
  /** Namespaces that elements declared whose tags are gone, by prefix. */
  readonly #namespaces = new Map<string, string>();

  constructor(
    text: string,
    root: XmlElement,
    revisions: PartRevisions,
    decide: Decide,
    surroundings: PartSurroundings,
  ) {
    this.text = text;
    this.root = root;
    this.#revisions = revisions;
    this.surroundings = surroundings;
    for (const revision of revisions.revisions) this.#decisions.set(revision, decide(revision));
  }

  get keepsAll(): boolean {
    for (const decision of this.#decisions.values()) if (decision !== 'keep') return false;
    return true;
  }

  /** What was decided on the change that an element belongs to; `keep` for one that belongs to none. */
  decisionOf(element: XmlElement): Decision {
    const revision = this.#revisions.owners.get(element);
    return (revision !== undefined && this.#decisions.get(revision)) || 'keep';
  }

  settles(element: XmlElement): boolean {
    return this.decisionOf(element) !== 'keep';
  }

  /** Whether an element says of content that it was put in or taken away, and that content now goes. */
  removes(element: XmlElement): boolean {
    const direction = directionOf(element.name);
    return direction !== null && this.decisionOf(element) === (direction === 'puts' ? 'reject' : 'accept');
  }

  /** Whether the tags of a content control go while its content stays. */
  dissolves(control: XmlElement): boolean {
    const change = this.#revisions.controls.get(control);
    if (change === undefined) return false;
    return this.#decisions.get(change.revision) === (change.direction === 'puts' ? 'reject' : 'accept');
  }

  /** An element that tracks a change is gone together with what stood around it. */
  markGone(element: XmlElement): void {
    this.#gone.add(element);
  }

  /** Everything in an element is gone. */
  markAllGone(element: XmlElement): void {
    this.#gone.add(element);
    for (let child = element.first; child !== null; child = child.next) this.markAllGone(child);
  }

  /** An element's tags go and what stands in it stays: what they declare must be declared elsewhere. */
  release(element: XmlElement): void {
    for (const [prefix, uri] of element.namespaces ?? []) {
      const known = this.root.namespaces?.get(prefix) ?? this.#namespaces.get(prefix);
      if (known === undefined && prefix !== '') this.#namespaces.set(prefix, uri);
      else if (known !== uri) {
        throw new XmlError('damaged', `it gives the prefix “${prefix}” another meaning around a tracked change`);
      }
    }
  }

  /** The declarations that the root must make now. */
  listDeclarations(): readonly Splice[] {
    const { text, root } = this;
    let at = root.from + 1;
    while (!/[\s/>]/.test(text[at] as string)) at++;
    return [...this.#namespaces].map(([prefix, uri]) => ({
      from: at,
      to: at,
      text: ` xmlns:${prefix}="${uri.replace(/[&<"]/g, (character) => `&#${character.charCodeAt(0)};`)}"`,
    }));
  }

  /** Takes note of a citation that stays or goes, and returns what it cites. */
  countCitation(reference: XmlElement, stays: boolean): NoteKey {
    const kind: NoteKind = reference.name === 'w:footnoteReference' ? 'footnote' : 'endnote';
    const note: NoteKey = `${kind} ${attributeOf(reference, 'w:id') ?? ''}`;
    (stays ? this.citedNotes : this.uncitedNotes).add(note);
    return note;
  }

  /** The signatures of the elements whose changes are kept. */
  keptSignatures(): ReadonlySet<string> {
    const signatures = new Set<string>();
    for (const [element, revision] of this.#revisions.owners) {
      if (this.#decisions.get(revision) === 'keep' && !this.#gone.has(element)) signatures.add(signatureOf(element));
    }
    return signatures;
  }

  /** The changes by what became of them. */
  outcome(): { resolved: Revision[]; kept: Revision[]; swallowed: Revision[] } {
    const alive = new Set<Revision>();
    for (const [element, revision] of this.#revisions.owners) if (!this.#gone.has(element)) alive.add(revision);
    const outcome = { resolved: [] as Revision[], kept: [] as Revision[], swallowed: [] as Revision[] };
    for (const [revision, decision] of this.#decisions) {
      if (decision !== 'keep') outcome.resolved.push(revision);
      else if (alive.has(revision)) outcome.kept.push(revision);
      else outcome.swallowed.push(revision);
    }
    return outcome;
  }
}
