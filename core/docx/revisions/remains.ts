import { attributeOf, findChild, type XmlElement } from '../xml.ts';
import { isAnchor, isRevisionElement, rangeMarkOf } from './elements.ts';
import { startTag, withoutRevisions, writtenName, writtenPrefix } from './raw-xml.ts';
import type { Resolution } from './resolution.ts';

/**
 * What outlives content that goes: bookmarks and permissions, which other places refer to, and comments. Word deletes a comment
 * together with the words it is on, answers and all. Here a thread is never lost that way: its anchor
 * shrinks to the place where its words were, and whoever is done with it can delete it.
 */
export interface Remains {
  /** Everything in its order, to stand among runs. */
  readonly inline: string;
  /** The marks that may stand anywhere, between blocks and rows too, but for those of `comments`. */
  readonly anchors: string;
  /** The runs that show comments, which need a paragraph, with the marks of the comments that were wholly inside. */
  readonly comments: string;
}

interface Remain {
  readonly name: string;
  readonly id: string;
  readonly text: string;
}

/** Takes note of all that goes with an element, and returns what outlives it. */
export function remainsOf(element: XmlElement, resolution: Resolution): Remains {
  const remains = new Map<string, Remain>();
  collect(element, resolution, ({ name, id, text }) => {
    // A text box is written twice, its marks too.
    if (!remains.has(text)) remains.set(text, { name, id, text });
  });
  const all = [...remains.values()];
  const find = (name: string, id: string) => all.find((each) => each.name === name && each.id === id);
  const comments = all
    .filter(({ name }) => name === 'w:commentReference')
    .flatMap((reference) => {
      const start = find('w:commentRangeStart', reference.id);
      const end = find('w:commentRangeEnd', reference.id);
      return start === undefined || end === undefined ? [reference] : [start, end, reference];
    });
  const join = (list: readonly Remain[]) => list.map(({ text }) => text).join('');
  return { inline: join(all), anchors: join(all.filter((each) => !comments.includes(each))), comments: join(comments) };
}

function collect(element: XmlElement, resolution: Resolution, onRemain: (remain: Remain) => void): void {
  const { text } = resolution;
  const { name } = element;
  const keep = (what: XmlElement, written = text.slice(what.from, what.to)) =>
    onRemain({ name: what.name, id: attributeOf(what, 'w:id') ?? '', text: written });
  if (isAnchor(name)) keep(element);
  else if (name === 'w:r') {
    for (let child = element.first; child !== null; child = child.next) {
      if (child.name === 'w:commentReference') keep(child, commentRun(element, child, text));
    }
  } else if (name === 'w:footnoteReference' || name === 'w:endnoteReference') {
    const note = resolution.countCitation(element, false);
    const prefix = writtenPrefix(text, element);
    for (const id of resolution.surroundings.commentsInNote(note)) {
      onRemain({ name: 'w:commentReference', id, text: newCommentRun(prefix, id) });
    }
  } else if (rangeMarkOf(name) !== null && !resolution.settles(element)) keep(element);
  else if (isRevisionElement(name)) resolution.markGone(element);
  for (let child = element.first; child !== null; child = child.next) collect(child, resolution, onRemain);
}

/** A run with nothing left in it but its properties and the comment that it shows. */
function commentRun(run: XmlElement, reference: XmlElement, text: string): string {
  const properties = findChild(run, 'w:rPr');
  const inside = properties === null ? '' : withoutRevisions(properties, text);
  return `${startTag(text, run)}${inside}${text.slice(reference.from, reference.to)}</${writtenName(text, run)}>`;
}

function newCommentRun(prefix: string, id: string): string {
  const value = id.replace(/[&<"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<${prefix}r><${prefix}commentReference ${prefix || 'w:'}id="${value}"/></${prefix}r>`;
}
