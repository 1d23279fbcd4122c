import type { Splice } from '../splices.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { isContentChange, rangeMarkOf } from './elements.ts';
import { type MathParts, resolveMath } from './math.ts';
import { marksRemoved, resolveProperties } from './properties.ts';
import { contentOf, renaming, replacement, unwrapping } from './raw-xml.ts';
import { remainsOf } from './remains.ts';
import type { Resolution } from './resolution.ts';
import { holdsContent, isContent } from './run-words.ts';

/**
 * Resolves what stands in a paragraph: runs, and what wraps them (ECMA-376 part 1, 17.13.5.14 to 17.13.5.22). Changes may stand in changes:
 * what one author inserted another deletes. Each is dealt with where it stands, from the outside in, because
 * rejecting an insertion takes with it whatever became of the words inside.
 */

/** How many runs with content there were, and are left. */
export interface Tally {
  readonly had: number;
  readonly left: number;
}
const nothing: Tally = { had: 0, left: 0 };
const one: Tally = { had: 1, left: 1 };

export interface InlineScope {
  /** Whether words here are deleted still. */
  readonly isDeleted: boolean;
  /** Whether a deletion around was resolved, so that `w:delText` is text again unless it is deleted still. */
  readonly isRestored: boolean;
}
const plainScope: InlineScope = { isDeleted: false, isRestored: false };

/** What goes on outside of paragraphs, which the text boxes in them need. */
export interface StoryResolver {
  readonly resolution: Resolution;
  /** Broken fields: their characters and instructions, which go. */
  readonly brokenFields: ReadonlySet<XmlElement>;
  resolveStory(container: XmlElement, splices: Splice[]): void;
}

export class InlineResolver {
  readonly #story: StoryResolver;
  readonly #resolution: Resolution;
  readonly #splices: Splice[];

  /** `splices` takes what is to be changed. */
  constructor(story: StoryResolver, splices: Splice[]) {
    this.#story = story;
    this.#resolution = story.resolution;
    this.#splices = splices;
  }

  /** Resolves what stands in an element. */
  resolve(parent: XmlElement, scope = plainScope): Tally {
    let had = 0;
    let left = 0;
    for (let child = parent.first; child !== null; child = child.next) {
      const tally = this.resolveChild(child, scope);
      had += tally.had;
      left += tally.left;
    }
    return { had, left };
  }

  /** Resolves an element that stands in a paragraph or formula. */
  resolveChild(element: XmlElement, scope = plainScope): Tally {
    const { name } = element;
    switch (name) {
      case 'w:r':
      case 'm:r':
        return this.#resolveRun(element, scope);
      case 'w:hyperlink':
      case 'w:smartTag':
      case 'w:fldSimple':
      case 'w:dir':
      case 'w:bdo':
      case 'w:sdt':
      case 'w:customXml':
        return this.#resolveWrapper(element, scope);
      case 'w:rt':
      case 'w:rubyBase':
        return this.resolve(element, scope);
      case 'mc:AlternateContent':
        return this.#resolveBranches(element, scope);
      case 'w:pPr':
        // Of the paragraph, which deals with it.
        return nothing;
    }
    if (isContentChange(name)) return this.#resolveChange(element, scope);
    if (name.startsWith('m:')) return resolveMath(element, this.#mathParts(scope));
    if (rangeMarkOf(name) !== null) {
      if (this.#resolution.settles(element)) this.#splices.push(replacement(element));
    } else this.#resolveNested(element);
    return nothing;
  }

  #resolveChange(element: XmlElement, scope: InlineScope): Tally {
    const resolution = this.#resolution;
    if (resolution.removes(element)) return this.#remove(element);
    const isDeletion = element.name === 'w:del';
    if (resolution.settles(element)) {
      this.#unwrap(element);
      return this.resolve(element, isDeletion ? { ...scope, isRestored: true } : scope);
    }
    const tally = this.resolve(element, isDeletion ? { ...scope, isDeleted: true } : scope);
    if (isEmptied(tally)) {
      this.#unwrap(element);
      resolution.markGone(element);
    }
    return tally;
  }

  #resolveWrapper(element: XmlElement, scope: InlineScope): Tally {
    const content = contentOf(element);
    const tally = content === null ? nothing : this.resolve(content, scope);
    if (isEmptied(tally) || this.#resolution.dissolves(element)) this.#unwrap(element);
    else if (content !== element) {
      const properties = findChild(element, 'w:sdtPr');
      if (properties !== null) resolveProperties(properties, this.#resolution, this.#splices);
    }
    return tally;
  }

  #unwrap(element: XmlElement): void {
    this.#resolution.release(element);
    this.#splices.push(...unwrapping(this.#resolution.text, element));
  }

  /** Cuts an element away; what outlives it takes its place. */
  #remove(element: XmlElement): Tally {
    this.#splices.push(replacement(element, remainsOf(element, this.#resolution).inline));
    return { had: countRuns(element), left: 0 };
  }

  /** The branches say the same, so one counts. */
  #resolveBranches(element: XmlElement, scope: InlineScope): Tally {
    let first: Tally | null = null;
    for (let branch = element.first; branch !== null; branch = branch.next) {
      const tally = this.resolve(branch, scope);
      first ??= tally;
    }
    return first ?? nothing;
  }

  #resolveRun(run: XmlElement, scope: InlineScope): Tally {
    const hadContent = holdsContent(run);
    const properties = findChild(run, 'w:rPr');
    if (marksRemoved(properties, this.#resolution)) return this.#remove(run);
    const from = this.#splices.length;
    const restores = properties !== null && this.#settlesDeletion(properties);
    const left = this.#resolveRunChildren(run, restores ? { ...scope, isRestored: true } : scope);
    if (left === 'goes' || (hadContent && left === 0)) return this.#removeInstead(from, run);
    return hadContent ? one : nothing;
  }

  #settlesDeletion(properties: XmlElement): boolean {
    const deletion = findChild(properties, 'w:del');
    return deletion !== null && this.#resolution.settles(deletion);
  }

  /** Returns how many children with content are left, or that the run goes whatever stands in it. */
  #resolveRunChildren(parent: XmlElement, scope: InlineScope): number | 'goes' {
    let left = 0;
    for (let child = parent.first; child !== null; child = child.next) {
      if (child.name === 'w:rPr') resolveProperties(child, this.#resolution, this.#splices);
      else if (!isContentChange(child.name)) {
        if (this.#resolveRunContent(child, scope) && isContent(child.name)) left++;
      } else if (!this.#resolution.removes(child)) {
        // Formulas have changes inside of their runs, around what they hold or around their properties alone (22.1.2.87).
        const inside = this.#resolveRunChildren(child, scope);
        if (inside === 'goes') return inside;
        left += inside;
        if (this.#resolution.settles(child)) this.#unwrap(child);
      } else if (holdsContent(child)) this.#remove(child);
      else return 'goes';
    }
    return left;
  }

  #removeInstead(from: number, run: XmlElement): Tally {
    this.#splices.length = from;
    return this.#remove(run);
  }

  /** Whether a child of a run stays. */
  #resolveRunContent(element: XmlElement, scope: InlineScope): boolean {
    if (this.#story.brokenFields.has(element)) {
      this.#splices.push(replacement(element));
      return false;
    }
    const isTextAgain = scope.isRestored && !scope.isDeleted;
    const { text } = this.#resolution;
    switch (element.name) {
      case 'w:delText':
        if (isTextAgain) this.#splices.push(...renaming(text, element, 't'));
        break;
      case 'w:delInstrText':
        if (isTextAgain) this.#splices.push(...renaming(text, element, 'instrText'));
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        this.#resolution.countCitation(element, true);
        break;
      case 'w:rt':
      case 'w:rubyBase':
        this.resolve(element, scope);
        break;
      default:
        this.#resolveNested(element);
    }
    return true;
  }

  /** Looks through anything else: pictures with text boxes in them, ruby text, properties of content controls. */
  #resolveNested(element: XmlElement): void {
    if (element.first === null) {
      if (element.name === 'w:numberingChange' && this.#resolution.settles(element))
        this.#splices.push(replacement(element));
      return;
    }
    if (element.name === 'w:txbxContent') this.#story.resolveStory(element, this.#splices);
    else if (element.name === 'w:rt' || element.name === 'w:rubyBase') this.resolve(element);
    else if (element.name === 'w:rPr') resolveProperties(element, this.#resolution, this.#splices);
    else
      for (let child: XmlElement | null = element.first; child !== null; child = child.next) this.#resolveNested(child);
  }

  #mathParts(scope: InlineScope): MathParts {
    return {
      resolution: this.#resolution,
      splices: this.#splices,
      resolveChild: (element) => this.resolveChild(element, scope),
      removeInstead: (from, element) => this.#removeInstead(from, element),
    };
  }
}

/** Whether there was content and all of it goes. */
export function isEmptied({ had, left }: Tally): boolean {
  return had > 0 && left === 0;
}

function countRuns(element: XmlElement): number {
  if (element.name === 'w:r' || element.name === 'm:r') return holdsContent(element) ? 1 : 0;
  let count = 0;
  for (let child = element.first; child !== null; child = child.next) count += countRuns(child);
  return count;
}
