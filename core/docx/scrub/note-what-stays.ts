import { childValue, isAttributeOn } from '../properties.ts';
import { attributeOf, type XmlElement } from '../xml.ts';
import { localAttribute } from './comments.ts';
import { readSection } from './headers-not-shown.ts';
import { holds } from './hidden-text.ts';
import type { PartWork } from './scrub-job.ts';

/** Names in the report what an element that stays may tell besides the words. */
export function noteWhatStays({ job, part, mayHide }: PartWork, element: XmlElement): void {
  switch (element.name) {
    case 'w:style':
      if (isAttributeOn(element, 'w:customStyle')) {
        job.ledger.left('style-names', part, 'w:style', childValue(element, 'w:name'));
      }
      if (
        mayHide &&
        job.removes('hidden-text') &&
        attributeOf(element, 'w:type') === 'table' &&
        holds(element, 'w:vanish')
      ) {
        job.ledger.left('table-styles-that-hide', part, 'w:style', childValue(element, 'w:name'));
      }
      return;
    case 'w:sectPr':
      job.sections.push(readSection(element, part));
      return;
    case 'w:bookmarkStart': {
      const name = attributeOf(element, 'w:name') ?? '';
      if (!/^_(?:Toc|Ref|Hlk|Hlt)\d*$/.test(name)) job.ledger.left('bookmark-names', part, element.name, name);
      return;
    }
    case 'w:alias':
      job.ledger.left('content-control-titles', part, element.name, attributeOf(element, 'w:val'));
      return;
    case 'w:listItem':
    case 'w:listEntry':
      job.ledger.left(
        'drop-down-lists',
        part,
        element.name,
        localAttribute(element, 'displayText') ?? attributeOf(element, 'w:val'),
      );
      return;
    case 'w:altChunk':
      job.ledger.left('imported-content', part, element.name, null);
      return;
    case 'c:f':
      if (element.text.includes('[')) job.ledger.left('chart-sources', part, element.name, element.text);
  }
}
