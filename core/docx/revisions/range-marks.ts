import { attributeOf, type XmlElement } from '../xml.ts';
import { authorOf, type Draft, type Drafts, dateOf, isOfSameHand, sideOf } from './drafts.ts';
import { type Direction, type RangeMark, rangeMarkOf } from './elements.ts';

/**
 * Follows the marks of moves (`w:moveFromRangeStart`, ECMA-376 part 1, 17.13.5.24) and of content controls whose tags were put in or
 * taken away (`w:customXmlInsRangeStart`, 17.13.5.7): a range around the control's start tag, and another
 * around its end tag.
 */
export class RangeMarks {
  readonly #drafts: Drafts;
  readonly #moves = new Map<string, Draft>();
  readonly #openMoves: { readonly id: string; readonly direction: Direction; readonly draft: Draft }[] = [];
  readonly #controls: ControlChange[] = [];
  readonly #openControls: { readonly id: string; readonly change: ControlChange }[] = [];

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
  }

  /** `paragraph`: the ordinal of the one it stands in. */
  add(element: XmlElement, paragraph: number | null): void {
    const mark = rangeMarkOf(element.name);
    if (mark === null) return;
    const id = attributeOf(element, 'w:id') ?? '';
    if (mark.kind === 'move') {
      if (mark.starts) this.#startMove(element, mark, id, paragraph);
      else this.#endMove(element, mark, id, paragraph);
    } else if (mark.starts) this.#startControl(element, mark, id, paragraph);
    else this.#endControl(element, mark, id, paragraph);
  }

  /** The move whose words stand here. */
  findOpenMove(direction: Direction): Draft | null {
    return this.#openMoves.findLast((open) => open.direction === direction)?.draft ?? null;
  }

  /** A content control begins: its start tag may stand in an open range. */
  enterControl(control: XmlElement): void {
    const open = this.#openControls.findLast(({ change }) => change.control === null);
    if (open !== undefined) open.change.control = control;
  }

  /** The tags of a content control around moved words belong to their move. */
  claimControls(move: Draft, element: XmlElement, direction: Direction): void {
    for (const change of this.#controls) {
      const { control, mark } = change;
      if (change.draft !== null || mark.kind !== 'movedContentControl' || mark.direction !== direction) continue;
      if (control !== null && control.from < element.from && element.to < control.to) change.draft = move;
    }
  }

  /** At the part's end: the changes of content controls that belong to no other. */
  finish(): void {
    for (const change of this.#controls) {
      const { mark, elements, paragraph } = change;
      const [first] = elements as [XmlElement];
      if (change.draft === null) {
        const isMove = mark.kind === 'movedContentControl';
        change.draft = this.#drafts.begin(isMove ? 'move' : mark.kind, first);
        const side = isMove ? sideOf(mark.direction) : 'both';
        this.#drafts.addPlace(change.draft, change.control ?? first, side, paragraph);
      }
      change.draft.elements.push(...elements);
    }
  }

  /** After `finish`: the controls with the changes of their tags. */
  listControls(): readonly { control: XmlElement; draft: Draft; direction: Direction }[] {
    return this.#controls.flatMap(({ control, draft, mark: { direction } }) =>
      control === null || draft === null ? [] : [{ control, draft, direction }],
    );
  }

  #startMove(element: XmlElement, { direction }: RangeMark, id: string, paragraph: number | null): void {
    const name = attributeOf(element, 'w:name');
    const draft = (name === null ? undefined : this.#moves.get(name)) ?? this.#drafts.begin('move', element, name);
    if (name !== null) this.#moves.set(name, draft);
    this.#drafts.addElement(draft, element, sideOf(direction), paragraph);
    this.#openMoves.push({ id, direction, draft });
  }

  #endMove(element: XmlElement, { direction }: RangeMark, id: string, paragraph: number | null): void {
    const ended = this.#openMoves.findLastIndex((open) => open.direction === direction && open.id === id);
    const [open] = ended < 0 ? [] : this.#openMoves.splice(ended, 1);
    if (open === undefined) this.#addOrphan(element, 'move', direction, paragraph);
    else open.draft.elements.push(element);
  }

  #startControl(element: XmlElement, mark: RangeMark, id: string, paragraph: number | null): void {
    const begun = this.#controls.findLast(
      ({ control, mark: { range }, elements }) =>
        range === mark.range &&
        control !== null &&
        control.from < element.from &&
        element.to < control.to &&
        isSameHand(elements[0] as XmlElement, element),
    );
    const change = begun ?? { mark, elements: [], paragraph, control: null, draft: null };
    change.elements.push(element);
    if (begun === undefined) this.#controls.push(change);
    this.#openControls.push({ id, change });
  }

  #endControl(element: XmlElement, mark: RangeMark, id: string, paragraph: number | null): void {
    const ended = this.#openControls.findLastIndex((open) => open.id === id && open.change.mark.range === mark.range);
    const [open] = ended < 0 ? [] : this.#openControls.splice(ended, 1);
    if (open !== undefined) open.change.elements.push(element);
    else this.#addOrphan(element, mark.kind === 'movedContentControl' ? 'move' : mark.kind, mark.direction, paragraph);
  }

  /** An end without a beginning means nothing, but must be gone in the end like everything else. */
  #addOrphan(element: XmlElement, kind: Draft['kind'], direction: Direction, paragraph: number | null): void {
    this.#drafts.addElement(this.#drafts.begin(kind, element), element, sideOf(direction), paragraph);
  }
}

/** The tags of a content control that were put in or taken away. */
interface ControlChange {
  readonly mark: RangeMark;
  readonly elements: XmlElement[];
  readonly paragraph: number | null;
  control: XmlElement | null;
  draft: Draft | null;
}

function isSameHand(a: XmlElement, b: XmlElement): boolean {
  return isOfSameHand({ author: authorOf(a), date: dateOf(a) }, b);
}
