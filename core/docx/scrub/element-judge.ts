import { isOn } from '../properties.ts';
import { attributeOf, type XmlElement } from '../xml.ts';
import type { ScrubChoice, ScrubKind } from './choices.ts';
import { localAttribute } from './comments.ts';
import { idExtensions, propertyStores, relationshipElements, removedElements } from './element-rules.ts';
import type { PartWork } from './scrub-job.ts';

/** Decides which elements of a part go with all that is in them. */
export class ElementJudge {
  readonly #work: PartWork;
  /** The kind of notes that the part holds for the main document. */
  readonly #noteKind: 'footnote' | 'endnote' | null;
  readonly #goneBookmarks = new Set<string>();
  readonly #goneRanges = new Set<string>();

  constructor(work: PartWork) {
    this.#work = work;
    const { docx } = work.job;
    const isNotesPart = (kind: string) => docx.listRelated(docx.mainPart, `${kind}s`).includes(work.part);
    this.#noteKind = (['footnote', 'endnote'] as const).find(isNotesPart) ?? null;
  }

  /** What an element belongs to that goes as it is, or `null`. Each element must be asked about once, in order. */
  judge(element: XmlElement): ScrubKind | null {
    const { name } = element;
    const { job } = this.#work;
    if (relationshipElements.has(name)) {
      const dropped = this.#work.dropped.get(attributeOf(element, 'r:id') ?? '');
      if (dropped !== undefined) return dropped;
    }
    const kind = removedElements.get(name);
    if (kind !== undefined) {
      if (kind === 'macros' || job.removes(kind as ScrubChoice)) return kind;
      const isBinding = name === 'w:dataBinding' || name === 'w15:dataBinding';
      return isBinding && job.removes('properties') && this.#isBoundToProperties(element) ? 'properties' : null;
    }
    switch (name) {
      case 'a:ext':
      case 'c:ext':
        return job.removes('document-ids') && idExtensions.has(attributeOf(element, 'uri') ?? '')
          ? 'document-ids'
          : null;
      case 'w:comment':
      case 'w:commentRangeStart':
      case 'w:commentRangeEnd':
      case 'w:commentReference':
        return job.comments.removes(attributeOf(element, 'w:id') ?? '') ? 'comments' : null;
      case 'w:bookmarkStart':
      case 'w:bookmarkEnd':
        return this.#isLastEdit(element) ? 'editing-state' : null;
      case 'w:permStart':
      case 'w:permEnd':
        return this.#isPersonalPermission(element) ? 'authors' : null;
      case 'w:footnote':
      case 'w:endnote':
        return this.#noteToRemove(element);
      case 'w:removePersonalInformation':
      case 'w:removeDateAndTime':
        return this.#clearsPrivacyFlag(element) ? 'privacy-flags' : null;
    }
    return threadElements.has(name) ? this.#threadToRemove(element) : null;
  }

  #isBoundToProperties(element: XmlElement): boolean {
    return propertyStores.has((attributeOf(element, 'w:storeItemID') ?? '').toUpperCase());
  }

  /** The bookmark that Word keeps at the place of the last edit. */
  #isLastEdit(element: XmlElement): boolean {
    if (!this.#work.job.removes('editing-state')) return false;
    const id = attributeOf(element, 'w:id') ?? '';
    if (element.name === 'w:bookmarkEnd') return this.#goneBookmarks.has(id);
    if (attributeOf(element, 'w:name') !== '_GoBack') return false;
    this.#goneBookmarks.add(id);
    return true;
  }

  /** A range that one person may edit, by the name of the account (17.13.7.2); one that a group may edit stays. */
  #isPersonalPermission(element: XmlElement): boolean {
    if (!this.#work.job.removes('authors')) return false;
    const id = attributeOf(element, 'w:id') ?? '';
    if (element.name === 'w:permEnd') return this.#goneRanges.has(id);
    if (attributeOf(element, 'w:ed') === null || attributeOf(element, 'w:edGrp') !== null) return false;
    this.#goneRanges.add(id);
    return true;
  }

  /** A note whose citation was hidden, or that is cited nowhere; separators have a type and stay (17.18.33). */
  #noteToRemove(note: XmlElement): ScrubKind | null {
    const { job } = this.#work;
    const kind = this.#noteKind;
    if (kind === null || note.name !== `w:${kind}`) return null;
    if ((attributeOf(note, 'w:type') ?? 'normal') !== 'normal') return null;
    const id = attributeOf(note, 'w:id') ?? '';
    if (job.cited[kind].has(id)) return null;
    if (job.cited.hiddenNotes.has(`${kind} ${id}`)) return 'hidden-text';
    return job.removes('unreferenced') ? 'unreferenced' : null;
  }

  #threadToRemove(element: XmlElement): ScrubKind | null {
    const id = localAttribute(element, 'paraId') ?? localAttribute(element, 'durableId');
    return id !== null && this.#work.job.comments.removesId(id) ? 'comments' : null;
  }

  #clearsPrivacyFlag(element: XmlElement): boolean {
    const { job } = this.#work;
    if (!isOn(element)) return false;
    if (element.name === 'w:removePersonalInformation') job.privacy.removePersonalInformation = true;
    else job.privacy.removeDateAndTime = true;
    if (!job.removes('privacy-flags') || job.trackedChanges === 0) return false;
    job.privacy.cleared = true;
    return true;
  }
}

/** What the parts beside the comments say of each ([MS-DOCX] 2.5.1, 2.5.2, 2.5.3). */
const threadElements: ReadonlySet<string> = new Set([
  'w15:commentEx',
  '{http://schemas.microsoft.com/office/word/2016/wordml/cid}commentId',
  '{http://schemas.microsoft.com/office/word/2018/wordml/cex}commentExtensible',
]);
