import type { Splice } from '../splices.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { rangeMarkOf } from './elements.ts';
import { isEmptied, type StoryResolver, type Tally } from './inline.ts';
import { type CellShape, isPropertyContainer, resolvedProperties, resolveProperties } from './properties.ts';
import { contentOf, replacement, unwrapping } from './raw-xml.ts';
import { remainsOf } from './remains.ts';
import type { Resolution } from './resolution.ts';
import { isCellRemoved, isRowRemoved, planShape } from './table-shape.ts';

export interface ResolvedTable {
  readonly splices: readonly Splice[];
  /** Whether rows are left. */
  readonly survives: boolean;
  /** Runs that show comments whose place is gone; they stand in the next paragraph. */
  readonly comments: string;
}

/** Resolves a table's rows and cells (ECMA-376 part 1, 17.13.5.1 to 17.13.5.3, 17.13.5.12, 17.13.5.17). */
export function resolveTable(table: XmlElement, story: StoryResolver): ResolvedTable {
  return new TableResolver(table, story).resolve();
}

class TableResolver {
  readonly #table: XmlElement;
  readonly #story: StoryResolver;
  readonly #resolution: Resolution;
  readonly #shapes: ReadonlyMap<XmlElement, CellShape>;
  readonly #splices: Splice[] = [];
  #comments = '';

  constructor(table: XmlElement, story: StoryResolver) {
    this.#table = table;
    this.#story = story;
    this.#resolution = story.resolution;
    this.#shapes = planShape(table, story.resolution);
  }

  resolve(): ResolvedTable {
    const rows = this.#resolveInside(this.#table, 'w:tr', (row) => this.#resolveRow(row));
    const survives = !isEmptied(rows);
    if (!survives) {
      this.#comments = '';
      this.#removeInstead(0, this.#table);
    }
    return { splices: this.#splices, survives, comments: this.#comments };
  }

  /** Goes through rows or cells, also in content controls, and counts them. */
  #resolveInside(parent: XmlElement, name: string, resolveOne: (element: XmlElement) => boolean): Tally {
    let had = 0;
    let left = 0;
    for (let child = parent.first; child !== null; child = child.next) {
      if (child.name === name) {
        had++;
        if (resolveOne(child)) left++;
      } else if (child.name === 'w:sdt' || child.name === 'w:customXml') {
        const inside = this.#resolveControl(child, name, resolveOne);
        had += inside.had;
        left += inside.left;
      } else if (rangeMarkOf(child.name) !== null) {
        if (this.#resolution.settles(child)) this.#splices.push(replacement(child));
      } else if (isPropertyContainer(child.name)) resolveProperties(child, this.#resolution, this.#splices);
    }
    return { had, left };
  }

  #resolveControl(control: XmlElement, name: string, resolveOne: (element: XmlElement) => boolean): Tally {
    const content = contentOf(control);
    const tally = content === null ? { had: 0, left: 0 } : this.#resolveInside(content, name, resolveOne);
    if (isEmptied(tally) || this.#resolution.dissolves(control)) {
      this.#resolution.release(control);
      this.#splices.push(...unwrapping(this.#resolution.text, control));
    } else {
      const properties = findChild(control, 'w:sdtPr');
      if (properties !== null) resolveProperties(properties, this.#resolution, this.#splices);
    }
    return tally;
  }

  #resolveRow(row: XmlElement): boolean {
    const from = this.#splices.length;
    const comments = this.#comments;
    if (isRowRemoved(row, this.#resolution)) return this.#removeInstead(from, row);
    const cells = this.#resolveInside(row, 'w:tc', (cell) => this.#resolveCell(cell));
    if (!isEmptied(cells)) return true;
    this.#comments = comments;
    return this.#removeInstead(from, row);
  }

  #resolveCell(cell: XmlElement): boolean {
    if (isCellRemoved(cell, this.#resolution)) return this.#removeInstead(this.#splices.length, cell);
    const properties = findChild(cell, 'w:tcPr');
    const resolved =
      properties === null ? null : resolvedProperties(properties, this.#resolution, this.#shapes.get(cell));
    if (properties !== null && resolved !== null) this.#splices.push(replacement(properties, resolved));
    this.#story.resolveStory(cell, this.#splices);
    return true;
  }

  #removeInstead(from: number, element: XmlElement): false {
    const remains = remainsOf(element, this.#resolution);
    this.#splices.length = from;
    this.#splices.push(replacement(element, remains.anchors));
    this.#comments += remains.comments;
    return false;
  }
}
