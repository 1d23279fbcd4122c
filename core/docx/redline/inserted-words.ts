import type { ContentCopier } from './content-copier.ts';
import type { FlatParagraph, Link } from './flat-paragraph.ts';
import type { Group } from './group-edits.ts';
import { copyRuns, type Stretch, type Tracking, tracked } from './tracked-xml.ts';

/** The paragraph whose mark stands at that place of a group's text; its end is the last one's mark. */
export function paragraphEndingAt(group: Group, place: number): FlatParagraph {
  const index = group.starts.findIndex((start) => start > place);
  return group.paragraphs[index < 0 ? group.paragraphs.length - 1 : index - 1] as FlatParagraph;
}

/** The items of a stretch of a group's text within one paragraph, cut to it; parts of a field follow its first. */
export function stretchesOf(group: Group, from: number, to: number): Stretch[] {
  let index = group.starts.findIndex((start) => start > from);
  index = (index < 0 ? group.starts.length : index) - 1;
  const { items } = group.paragraphs[index] as FlatParagraph;
  const start = group.starts[index] as number;
  const stretches: Stretch[] = [];
  for (const item of items) {
    const itemFrom = item.from + start;
    const itemTo = item.to + start;
    // A link is written anew around its words, whatever field it was.
    if (item.chromeOf !== null) continue;
    if (itemFrom >= to && itemFrom < itemTo) break;
    if (item.head !== null) {
      if (item.head.from + start >= from && item.head.from + start < to) stretches.push({ item, text: '' });
    } else if (itemTo > from && itemFrom < to) {
      const cutFrom = Math.max(itemFrom, from);
      stretches.push({ item, text: item.leaf.text.slice(cutFrom - itemFrom, Math.min(itemTo, to) - itemFrom) });
    }
  }
  return stretches;
}

/** Words of B, tracked, in stretches that have one link or none. */
export function insertedWords(
  stretches: readonly Stretch[],
  adding: Tracking,
  copier: ContentCopier,
): { link: Link | null; xml: string }[] {
  const words: { link: Link | null; xml: string }[] = [];
  for (let at = 0; at < stretches.length; ) {
    const { link } = (stretches[at] as Stretch).item;
    let to = at;
    while (to < stretches.length && (stretches[to] as Stretch).item.link?.key === link?.key) to++;
    const runs = copyRuns(stretches.slice(at, to), copier);
    if (runs !== '') words.push({ link, xml: tracked(adding, runs, copier) });
    at = to;
  }
  return words;
}

/** The words of a stretch of B within one paragraph, tracked, links and all. */
export function insertedContent(
  group: Group,
  from: number,
  to: number,
  adding: Tracking,
  copier: ContentCopier,
): string {
  if (from === to) return '';
  return insertedWords(stretchesOf(group, from, to), adding, copier)
    .map(({ link, xml }) => (link === null ? xml : linked(link, xml, copier)))
    .join('');
}

export function linked(link: Link, words: string, copier: ContentCopier): string {
  const { owner } = link;
  const name = copier.names.get('w:hyperlink');
  if (owner.name === 'w:hyperlink') return `<${copier.startTag(owner)}>${words}</${name}>`;
  return `<${name} ${copier.hyperlinkTo(link.key)}>${words}</${name}>`;
}
