import type { XmlElement } from '../xml.ts';
import { propertyElements } from './element-rules.ts';
import type { PartEdits } from './part-edits.ts';

/**
 * An element whose content may go piece by piece. When the last piece is gone, so is the element, if it may: a run, a
 * tracked insertion or a link around nothing would be left over.
 */
export interface Container {
  readonly from: number;
  readonly to: number;
  readonly parent: Container | null;
  readonly isRemovable: boolean;
  /** Children that are content and not gone. */
  left: number;
}

/** For what stays whatever is taken out of it. */
export const fixed: Container = { from: 0, to: 0, parent: null, isRemovable: false, left: Number.POSITIVE_INFINITY };

export function containerOf(element: XmlElement, parent: Container, isRemovable: boolean): Container {
  return { from: element.from, to: element.to, parent, isRemovable, left: countContent(element) };
}

function countContent(element: XmlElement): number {
  let count = 0;
  for (let child = element.first; child !== null; child = child.next) if (!propertyElements.has(child.name)) count++;
  return count;
}

/** Takes elements out of a part, each once, and what is empty without them. */
export class Remover {
  readonly #edits: PartEdits;
  readonly #gone = new Set<number>();

  constructor(edits: PartEdits) {
    this.#edits = edits;
  }

  remove(element: XmlElement, container: Container): void {
    if (this.#gone.has(element.from)) return;
    this.#gone.add(element.from);
    this.#edits.remove(element.from, element.to);
    if (!propertyElements.has(element.name)) this.#emptied(container);
  }

  #emptied(container: Container): void {
    container.left -= 1;
    if (container.left > 0 || !container.isRemovable) return;
    this.#edits.remove(container.from, container.to);
    if (container.parent !== null) this.#emptied(container.parent);
  }
}
