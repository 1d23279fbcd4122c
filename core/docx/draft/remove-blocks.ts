import { forEachInside } from '../story.ts';
import { findChild, type XmlElement } from '../xml.ts';
import type { Place } from './find-places.ts';
import { sectionOf } from './paragraph-properties.ts';
import type { PartSplices } from './part-splices.ts';

/** Takes away what stands at these places, in order. `keepsLast`: the last paragraph stays, empty, because a cell must have one. */
export function removeBlocks(gone: readonly Place[], keepsLast: boolean, splices: PartSplices): void {
  const goneRows = new Set(gone.map(({ elements }) => elements[0]?.from));
  for (const [index, place] of gone.entries()) {
    if (place.isRow) removeRow(place, goneRows, splices);
    else removeParagraph(place, keepsLast && index === gone.length - 1, splices);
  }
}

function removeParagraph(place: Place, isLast: boolean, splices: PartSplices): void {
  const { part, around } = place;
  const text = splices.text(part);
  // A note whose words are all gone is one that is not cited any more; it holds on to its paragraph.
  const keeps = isLast || around.story !== null;
  for (const element of place.elements) {
    const section = sectionOf(element, text);
    if (!keeps && section === '') splices.add(part, element.from, element.to, looseMarks(element, text));
    else emptyParagraph(element, part, splices);
  }
}

function emptyParagraph(element: XmlElement, part: string, splices: PartSplices): void {
  const text = splices.text(part);
  const properties = findChild(element, 'w:pPr');
  const from = properties === null ? element.contentFrom : properties.to;
  const to = text.lastIndexOf('</', element.to - 1);
  splices.add(part, from, to, looseMarks(element, text));
}

/** A table goes with the last of its rows. */
function removeRow(place: Place, goneRows: ReadonlySet<number | undefined>, splices: PartSplices): void {
  const [row] = place.elements as [XmlElement];
  const { table } = place.around;
  const rows: XmlElement[] = [];
  if (table !== null) forEachInside(table, 'w:tr', (each) => rows.push(each));
  const isLast = table !== null && rows.every((each) => goneRows.has(each.from));
  if (!isLast) splices.add(place.part, row.from, row.to, '');
  else if (row.from === rows[0]?.from) splices.add(place.part, table.from, table.to, '');
}

/** Bookmarks and comments that begin or end in a paragraph that goes and have their other end elsewhere. */
function looseMarks(element: XmlElement, text: string): string {
  const open = new Map<string, XmlElement>();
  const walk = (inner: XmlElement) => {
    const kind = /^w:(bookmark|commentRange|perm)(Start|End)$/.exec(inner.name)?.[1];
    const { attributes } = inner;
    const at = attributes?.indexOf('w:id') ?? -1;
    if (kind !== undefined && at >= 0) {
      const key = `${kind} ${attributes?.[at + 1]}`;
      if (open.has(key)) open.delete(key);
      else open.set(key, inner);
    }
    for (let child = inner.first; child !== null; child = child.next) walk(child);
  };
  walk(element);
  return [...open.values()].map((mark) => text.slice(mark.from, mark.to)).join('');
}
