import { type AttributeRule, findAttributeRule, splitName } from './attribute-rules.ts';
import {
  encodeValue,
  isForeignNamespace,
  type MarkupAttribute,
  type MarkupHandler,
  type StartTag,
  walkMarkup,
} from './markup.ts';
import { RangeCursor } from './part-edits.ts';
import { isLocalPath } from './paths.ts';
import type { PartWork } from './scrub-job.ts';

/**
 * The second look at a part: attributes, and what stands between the elements. It comes after the elements that go
 * are known, so that it passes them over and finds out which relationships the part still uses. `onTag` sees
 * every tag that stays.
 */
export function scrubMarkup(work: PartWork, onTag: (tag: StartTag) => void = () => {}): void {
  const scrubber = new MarkupScrubber(work, onTag);
  walkMarkup(work.text, scrubber);
  scrubber.finish();
}

/** Attributes that list prefixes (ECMA-376 part 3, 7.2 to 7.5). */
const prefixLists: ReadonlySet<string> = new Set([
  'mc:Ignorable',
  'mc:ProcessContent',
  'mc:MustUnderstand',
  'mc:PreserveElements',
  'mc:PreserveAttributes',
]);

class MarkupScrubber implements MarkupHandler {
  readonly #work: PartWork;
  readonly #onTag: (tag: StartTag) => void;
  readonly #gone: RangeCursor;
  readonly #relationshipIds: ReadonlySet<string>;
  readonly #rules = new Map<string, Map<string, AttributeRule | null>>();
  /** Prefixes that alternative content requires: their declarations must stay. */
  readonly #required: ReadonlySet<string>;
  readonly #foreignPrefixes = new Set<string>();
  readonly #isInComments: boolean;
  readonly #shapeIds: MarkupAttribute[] = [];
  readonly #shapeReferences = new Set<string>();
  /** The outermost element of a foreign namespace that is open. */
  #foreign: StartTag | null = null;

  constructor(work: PartWork, onTag: (tag: StartTag) => void) {
    this.#work = work;
    this.#onTag = onTag;
    this.#gone = new RangeCursor(work.edits.listRemoved());
    this.#relationshipIds = new Set(work.job.docx.relationshipsOf(work.part).keys());
    this.#required = requiredPrefixes(work.text);
    const { docx } = work.job;
    this.#isInComments = docx.listRelated(docx.mainPart, 'comments').includes(work.part);
  }

  openTag(tag: StartTag): void {
    if (this.#gone.contains(tag.from) || this.#foreign !== null) return;
    if (tag.name.isForeign && this.#work.job.removes('unknown-markup')) {
      this.#foreign = tag;
      return;
    }
    this.#onTag(tag);
    if (tag.attributes.length === 0) return;
    for (const attribute of tag.attributes) this.#noteForeignPrefix(attribute);
    for (const attribute of tag.attributes) this.#scrubAttribute(tag, attribute);
    this.#noteWhatStays(tag);
  }

  closeTag(tag: StartTag, _from: number, to: number): void {
    if (tag !== this.#foreign) return;
    this.#foreign = null;
    const { job, part, text, edits } = this.#work;
    edits.remove(tag.from, to);
    job.ledger.removed('unknown-markup', part, shortName(tag.name.canonical), text.slice(tag.from, to));
  }

  strayText(from: number, to: number): void {
    this.#removeOther('characters outside the text', from, to);
  }

  other(from: number, to: number): void {
    const isComment = this.#work.text.startsWith('<!--', from);
    this.#removeOther(isComment ? 'XML comment' : 'processing instruction', from, to);
  }

  #removeOther(what: string, from: number, to: number): void {
    const { job, part, text, edits } = this.#work;
    if (!job.removes('unknown-markup') || this.#gone.contains(from) || this.#foreign !== null) return;
    edits.remove(from, to);
    job.ledger.removed('unknown-markup', part, what, text.slice(from, to).trim());
  }

  finish(): void {
    this.#replaceShapeIds();
  }

  #noteForeignPrefix({ name, value }: MarkupAttribute): void {
    if (!name.startsWith('xmlns:') || !isForeignNamespace(value)) return;
    const prefix = name.slice('xmlns:'.length);
    if (this.#required.has(prefix)) this.#work.job.ledger.left('namespaces', this.#work.part, name, value);
    else this.#foreignPrefixes.add(prefix);
  }

  #scrubAttribute(tag: StartTag, attribute: MarkupAttribute): void {
    const { job, part, edits, dropped, usedIds } = this.#work;
    const { name, value, from, to } = attribute;
    if (attribute.isForeign || name.startsWith('xmlns')) {
      const isForeign = attribute.isForeign || this.#foreignPrefixes.has(name.slice('xmlns:'.length));
      if (!isForeign || !job.removes('unknown-markup')) return;
      edits.remove(from, to);
      job.ledger.removed('unknown-markup', part, shortName(name), value);
      return;
    }
    if (prefixLists.has(name)) {
      this.#shortenPrefixList(attribute);
      return;
    }
    if (this.#relationshipIds.has(value)) {
      const isReference = name.startsWith('r:') || name === 'o:relid';
      if (isReference && dropped.has(value)) {
        edits.remove(from, to);
        return;
      }
      usedIds.add(value);
    }
    if (name === 'w15:paraIdParent' && job.comments.removesId(value)) {
      edits.remove(from, to);
      return;
    }
    const rule = this.#ruleOf(tag, name);
    if (rule !== null) this.#apply(rule, tag, attribute);
    else if (isLocalPath(value)) job.ledger.left('paths-in-attributes', part, whatOf(tag, attribute), value);
  }

  #ruleOf(tag: StartTag, attribute: string): AttributeRule | null {
    const { canonical } = tag.name;
    let ofTag = this.#rules.get(canonical);
    if (ofTag === undefined) {
      ofTag = new Map();
      this.#rules.set(canonical, ofTag);
    }
    let rule = ofTag.get(attribute);
    if (rule === undefined) {
      rule = findAttributeRule(canonical, attribute);
      ofTag.set(attribute, rule);
    }
    return rule;
  }

  #apply({ choice, action }: AttributeRule, tag: StartTag, attribute: MarkupAttribute): void {
    const { job } = this.#work;
    const { value } = attribute;
    const isChange = action === 'author' && tag.name.canonical !== 'w:comment';
    if (isChange) job.trackedChanges += 1;
    if (!job.removes(choice)) return;
    switch (action) {
      case 'remove':
        this.#replace(choice, tag, attribute, null);
        return;
      case 'author': {
        const name = job.choices.authorNames?.get(value) ?? job.choices.author;
        if (name === value) return;
        job.names.add(value);
        this.#replace(choice, tag, attribute, name);
        return;
      }
      case 'date':
        this.#replace(choice, tag, attribute, job.choices.date);
        return;
      case 'drawing-name':
        this.#replace(
          choice,
          tag,
          attribute,
          `Drawing ${tag.attributes.find(({ name }) => name === 'id')?.value ?? ''}`,
        );
        return;
      case 'theme-name':
        if (!/^Office(?: Theme)?$/.test(value)) this.#replace(choice, tag, attribute, 'Office');
        return;
      case 'paragraph-id':
        if (!this.#isInComments || job.comments.removesAll) this.#replace(choice, tag, attribute, null);
        return;
      case 'shape-id':
        this.#shapeIds.push(attribute);
        return;
      case 'remove-path':
        if (!isPlaceInPackage(value)) this.#replace(choice, tag, attribute, null);
        return;
    }
  }

  /** `null` removes the attribute. */
  #replace(choice: AttributeRule['choice'], tag: StartTag, attribute: MarkupAttribute, value: string | null): void {
    if (attribute.value === value) return;
    const { job, part, edits } = this.#work;
    if (value === null) edits.remove(attribute.from, attribute.to);
    else edits.replace(attribute.valueFrom, attribute.valueTo, encodeValue(value));
    job.ledger.removed(choice, part, whatOf(tag, attribute), attribute.value);
  }

  /** Prefixes whose declarations go are taken out of the list. */
  #shortenPrefixList(attribute: MarkupAttribute): void {
    const { job, edits } = this.#work;
    if (!job.removes('unknown-markup')) return;
    const tokens = attribute.value.split(/\s+/).filter((token) => token !== '');
    const kept = tokens.filter((token) => !this.#foreignPrefixes.has(token.split(':')[0] ?? ''));
    if (kept.length === tokens.length) return;
    if (kept.length === 0) edits.remove(attribute.from, attribute.to);
    else edits.replace(attribute.valueFrom, attribute.valueTo, encodeValue(kept.join(' ')));
  }

  #noteWhatStays(tag: StartTag): void {
    const { job, part } = this.#work;
    const { canonical } = tag.name;
    const value = (name: string) => tag.attributes.find((attribute) => attribute.name === name)?.value ?? '';
    if (
      canonical === 'a:srcRect' &&
      ['l', 't', 'r', 'b'].some((side) => Number.parseInt(value(side), 10) !== 0 && value(side) !== '')
    ) {
      job.ledger.left('cropped-pictures', part, canonical, null);
    } else if (canonical === 'v:imagedata' && tag.attributes.some(({ name }) => name.startsWith('crop'))) {
      job.ledger.left('cropped-pictures', part, canonical, null);
    } else if (canonical.endsWith('cNvPr') && /^(?:1|true|on)$/.test(value('hidden'))) {
      job.ledger.left('hidden-shapes', part, shortName(canonical), null);
    }
    for (const { name, value: reference } of tag.attributes) {
      if (name === 'ShapeID' || name === 'w:shapeid') this.#shapeReferences.add(reference);
      else if (reference.startsWith('#')) this.#shapeReferences.add(reference.slice(1));
      else if (name === 'style' && reference.includes('mso-next-textbox:#')) {
        this.#shapeReferences.add(/mso-next-textbox:#([^;]*)/.exec(reference)?.[1]?.trim() ?? '');
      }
    }
  }

  /** The id of a shape is what the user named it, unless something refers to it or Word made it up. */
  #replaceShapeIds(): void {
    const { job, part, edits } = this.#work;
    const taken = new Set(this.#shapeIds.map(({ value }) => value));
    let number = 0;
    for (const { value, valueFrom, valueTo } of this.#shapeIds) {
      if (madeUpShapeId.test(value) || this.#shapeReferences.has(value)) continue;
      do number += 1;
      while (taken.has(`shape${number}`));
      edits.replace(valueFrom, valueTo, `shape${number}`);
      job.ledger.removed('alt-text', part, 'shape id', value);
    }
  }
}

/** Made up by Word or here; by the last two Word knows a watermark again. */
const madeUpShapeId = /^(?:_x0000_[a-z]+|shape|PowerPlusWaterMarkObject|WordPictureWatermark)\d+$/i;

/** A picture of VML may name its part where others name a file. */
function isPlaceInPackage(value: string): boolean {
  return value === '' || value.startsWith('#') || /^(?:https?|mailto):/i.test(value);
}

function requiredPrefixes(text: string): ReadonlySet<string> {
  const prefixes = new Set<string>();
  if (!text.includes('Requires')) return prefixes;
  for (const [, list = ''] of text.matchAll(/\sRequires\s*=\s*["']([^"']*)/g)) {
    for (const prefix of list.split(/\s+/)) prefixes.add(prefix);
  }
  return prefixes;
}

const namedByElement: ReadonlySet<string> = new Set(['name', 'descr', 'title', 'alt', 'id', 'tooltip', 'src', 'href']);

function whatOf(tag: StartTag, attribute: MarkupAttribute): string {
  const isPlain = namedByElement.has(attribute.name) || attribute.name.startsWith('o:');
  return isPlain ? `${shortName(tag.name.canonical)} ${attribute.name}` : shortName(attribute.name);
}

/** A name without the namespace that has no prefix here. */
export function shortName(name: string): string {
  return name.startsWith('{') ? splitName(name).local : name;
}
