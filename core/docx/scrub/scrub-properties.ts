import type { XmlElement } from '../xml.ts';
import type { ScrubChoice } from './choices.ts';
import { textOf } from './hidden-text.ts';
import type { PartWork } from './scrub-job.ts';
import { shortName } from './scrub-markup.ts';

/** The core properties (ECMA-376 part 2, 8.3.4) and extended ones (part 1, 22.2.2) that are a matter of their own. */
const choiceByName = new Map<string, ScrubChoice>([
  ['creator', 'authors'],
  ['lastModifiedBy', 'authors'],
  ['created', 'dates'],
  ['modified', 'dates'],
  ['lastPrinted', 'dates'],
  ['Company', 'company'],
  ['Manager', 'company'],
  ['Template', 'paths'],
  ['HyperlinkBase', 'paths'],
]);

const named: ReadonlySet<string> = new Set(['creator', 'lastModifiedBy', 'Company', 'Manager']);

/** Takes document properties out of their part. Returns whether any stays. */
export function scrubProperties(work: PartWork): boolean {
  const { job, part, edits } = work;
  let stays = false;
  for (let child = job.docx.getXml(part).first; child !== null; child = child.next) {
    const local = /[^:}]*$/.exec(child.name)?.[0] ?? '';
    const choice = choiceByName.get(local) ?? 'properties';
    if (!job.removes(choice)) {
      stays = true;
      continue;
    }
    const value = wordsIn(child);
    edits.remove(child.from, child.to);
    job.ledger.removed(choice, part, nameOf(child), value);
    if (named.has(local)) job.names.add(value);
  }
  return stays;
}

/** A custom property is told by its own name. */
function nameOf(property: XmlElement): string {
  const at = property.attributes?.indexOf('name') ?? -1;
  return at >= 0 && at % 2 === 0 ? (property.attributes?.[at + 1] ?? '') : shortName(property.name).replace(/^.*:/, '');
}

function wordsIn(element: XmlElement): string {
  let words = textOf(element) || element.text.trim();
  for (let child = element.first; child !== null; child = child.next) words = `${words} ${wordsIn(child)}`.trim();
  return words;
}
