import { type Block, contentText, paragraphText } from '../model/content.ts';
import type { SourceDocument } from '../model/source.ts';
import { type BlockFacts, breaksOff, leadsIn, readFacts } from './block-facts.ts';
import { findContents } from './contents-table.ts';
import { capitalsLead, definedTerm, formattedHeading, headingEnd, runInHeading, wordCount } from './headings.ts';
import { type LabelReading, parseLabel } from './labels.ts';
import { agreementIndex, titleLength } from './opening.ts';
import { headingOf, isContainer, isOuterHeading, isUnit, type OutlineNode, OutlineTree } from './outline-tree.ts';
import { chooseLabel, LabelIndex, startParent } from './sequence.ts';
import {
  agreementFormula,
  definitionsHeading,
  hasVerb,
  preambleHeading,
  recitalHeading,
  recitalStart,
  signatureLine,
  signatureStart,
} from './vocabulary.ts';

/**
 * Puts every block of a document into a tree, in one pass.
 *
 * For each block the questions are asked in a fixed order: is it page furniture, part of the table of contents, of the title, of a signature
 * block; a schedule; a number that numbers something (`sequence.ts`); a heading; a recital; a definition; a bullet; and if it
 * is none of these, whose text does it go on with?
 *
 * What a clause is follows from what a negotiator follows through the rounds. A numbered paragraph is a clause, and
 * unnumbered paragraphs after it are more of it: lawyers say "Article 5", not "the third paragraph of". Where nothing is
 * numbered, or under a heading that has no number, each paragraph is a clause, so that there is something to follow. A paragraph after a
 * list that ends ("(a) …; (b) …. The foregoing …") belongs to no item and is a clause beside them.
 */
export function outlineOf(source: SourceDocument): OutlineNode[] {
  return new Outline(source).build();
}

/** A schedule's heading after no more than this is the document's own title, in characters. */
const longestBeforeAnnex = 1_000;

const quotedTerm = /^["“«][^"“”«»]{1,80}["”»]$/u;
const meaning = /^(?:means?|shall mean|has the meaning|désigne|signifie)\b/iu;

class Outline {
  private readonly tree = new OutlineTree();
  private readonly facts: BlockFacts[];
  private readonly contents: ReadonlySet<number>;
  private readonly labels: LabelIndex;
  private readonly titleEnd: number;
  /** Where in the blocks before `titleEnd` a heading or a style says that the title begins. */
  private readonly titleStart: number;
  private readonly agreement: number;
  /** The agreed terms have begun. */
  private inBody = false;
  /** Characters placed before the agreed terms began. */
  private openingLength = 0;
  /** A number stands alone in its paragraph and its title may be in the next. */
  private awaitsTitle: OutlineNode | null = null;

  constructor(source: SourceDocument) {
    this.facts = readFacts(source);
    this.contents = findContents(this.facts);
    this.labels = new LabelIndex(this.facts.filter(({ index }) => !this.contents.has(index)));
    this.titleEnd = titleLength(this.facts, this.contents);
    const marked = this.facts.findIndex(
      ({ headingLevel, source: { style } }) => headingLevel !== null || style === 'Title',
    );
    this.titleStart = marked > 0 && marked < this.titleEnd ? marked : 0;
    this.agreement = agreementIndex(this.facts);
  }

  build(): OutlineNode[] {
    for (const fact of this.facts) this.place(fact);
    return this.tree.nodes;
  }

  private place(fact: BlockFacts): void {
    const { tree } = this;
    if (fact.index < this.titleEnd) this.placeTitle(fact);
    else if (this.contents.has(fact.index)) this.placeContents(fact);
    else if (fact.kind === 'empty' || fact.kind === 'furniture' || fact.kind === 'note') {
      if (tree.last === null) tree.add(null, fact, { role: 'title' });
      else tree.append(fact);
    } else if (fact.kind === 'row') this.placeRow(fact);
    else if (this.takesTitle(fact)) this.appendTitle(fact);
    else {
      this.awaitsTitle = null;
      if (!this.inBody) this.openingLength += fact.text.length;
      const placed =
        this.placeSchedule(fact) ||
        this.placeSignature(fact) ||
        this.placeNumber(fact) ||
        this.placeRecital(fact) ||
        this.placeHeading(fact) ||
        this.placeDefinition(fact) ||
        this.placeBullet(fact);
      if (!placed) this.placeBody(fact);
    }
  }

  private placeTitle(fact: BlockFacts): void {
    const last = this.tree.last;
    if (fact.index < this.titleStart) {
      // A website's links or a date above the title.
      if (last === null) this.tree.add(null, fact, { role: 'opening' });
      else this.tree.append(fact);
      return;
    }
    if (last === null || last.role !== 'title') {
      const isHeading = fact.kind === 'paragraph';
      this.tree.add(null, fact, { role: 'title', headingTo: isHeading ? headingEnd(fact.text) : 0 });
      return;
    }
    // "Exhibit 10.4" over a contract is no title, nor is an empty line.
    const isUntitled =
      last.headingTo === 0 || (last.headingTo <= 40 && parseLabel(headingOf(last))?.style === 'schedule');
    this.tree.append(fact);
    if (isUntitled && fact.kind === 'paragraph')
      last.headingTo = textLength(last) - fact.text.length + headingEnd(fact.text);
  }

  private placeContents(fact: BlockFacts): void {
    if (this.tree.last?.role === 'contents') this.tree.append(fact);
    else this.tree.add(null, fact, { role: 'contents', headingTo: fact.text.length < 60 ? headingEnd(fact.text) : 0 });
  }

  // Titles in the paragraph after the number: "ARTICLE 1er" and then "Objet".

  private takesTitle(fact: BlockFacts): boolean {
    const node = this.awaitsTitle;
    if (node === null || node !== this.tree.last || fact.label !== null) return false;
    if (recitalStart.test(fact.text) || recitalHeading.test(fact.text.trim())) return false;
    return fact.isTitle && !/[:]$/.test(fact.text) && (fact.text.length <= 100 || fact.shape !== null);
  }

  private appendTitle(fact: BlockFacts): void {
    const node = this.tree.last;
    if (node === null) return;
    this.tree.append(fact);
    node.headingTo = textLength(node) - fact.text.length + headingEnd(fact.text);
    // A schedule's title often runs over several lines of capitals.
    const isLong = textLength(node) > 200;
    this.awaitsTitle = node.role === 'schedule' && fact.shape === 'caps' && !isLong ? node : null;
  }

  private placeSchedule(fact: BlockFacts): boolean {
    const { label } = fact;
    if (label?.style !== 'schedule' || !isScheduleHeading(fact) || this.isListed(fact)) return false;
    const isMarked = fact.headingLevel !== null || fact.shape !== null || fact.labelIsCertain;
    if (!isMarked && breaksOff(this.tree.lastText)) return false;
    const words = fact.words.trim();
    // A document may be an annex itself: then this is its title.
    const isWhole = !this.inBody && this.openingLength < longestBeforeAnnex;
    if (!isWhole) this.inBody = true;
    const node = this.tree.add(null, fact, {
      role: isWhole ? 'title' : 'schedule',
      label,
      reading: label.readings[0] ?? null,
      headingTo: words === '' ? 0 : headingEnd(fact.words),
      isHeadingOnly: true,
    });
    if (words === '') this.awaitsTitle = node;
    return true;
  }

  /** One line of a list of schedules: the next line names another, and this one comes back. */
  private isListed(fact: BlockFacts): boolean {
    const next = this.nextParagraph(fact.index);
    if (next?.label?.style !== 'schedule' || fact.headingLevel !== null) return false;
    const reading = fact.label?.readings[0];
    return (
      reading !== undefined && this.labels.next(reading.series, reading.value, fact.index) < Number.POSITIVE_INFINITY
    );
  }

  private placeSignature(fact: BlockFacts): boolean {
    const { tree } = this;
    const inSignature = tree.last?.role === 'signature';
    if (inSignature) {
      if (this.endsSignature(fact)) return false;
      tree.append(fact);
      return true;
    }
    if (!this.inBody && this.openingLength < 400 && !signatureLine.test(fact.text)) return false;
    const starts =
      (signatureStart.test(fact.words) && (fact.label === null || fact.text.length < 400)) ||
      (signatureLine.test(fact.text) && this.followedBySignature(fact) && this.seriesGoingOn(fact) === undefined);
    if (
      !starts ||
      (fact.label !== null && fact.label.style !== 'bullet' && chooseLabel(tree, fact, this.labels) !== null)
    )
      return false;
    const schedule = tree.scopes().find((scope) => scope?.role === 'schedule') ?? null;
    tree.add(schedule, fact, {
      role: 'signature',
      headingTo: fact.isTitle && (fact.shape !== null || fact.headingLevel !== null) ? headingEnd(fact.text) : 0,
    });
    return true;
  }

  /** One "Name:" is a form's field; a signature has more of the kind around it. */
  private followedBySignature(fact: BlockFacts): boolean {
    const next = this.facts.slice(fact.index + 1, fact.index + 8).filter(({ kind }) => kind === 'paragraph');
    return next.some(({ text }) => signatureLine.test(text));
  }

  private endsSignature(fact: BlockFacts): boolean {
    if (fact.headingLevel !== null) return true;
    if (signatureLine.test(fact.text) || signatureStart.test(fact.words)) return false;
    if (fact.label !== null && fact.label.style !== 'bullet' && chooseLabel(this.tree, fact, this.labels) !== null) {
      return fact.labelIsCertain || fact.words.length > 3;
    }
    if (wordCount(fact.text) >= 45) return true;
    if (fact.shape === null || !fact.isTitle) return false;
    const next = this.nextParagraph(fact.index);
    return next !== null && (wordCount(next.text) >= 30 || isFirst(next)) && !signatureLine.test(next.text);
  }

  private placeNumber(fact: BlockFacts): boolean {
    const { tree } = this;
    const { label } = fact;
    if (label === null || label.style === 'bullet' || label.style === 'schedule') return false;
    const choice = chooseLabel(tree, fact, this.labels);
    if (choice === null) return false;
    const role = this.openingRole(fact);
    if (role === 'number') this.inBody = true;
    let { parent } = choice;
    // The first article does not belong to the recitals before it.
    if (role === 'number')
      while (parent !== null && (parent.role === 'recital' || parent.role === 'opening')) parent = parent.parent;
    const heading = this.headingIn(fact, this.openSibling(choice.reading));
    const node = tree.add(parent, fact, { role, label, reading: choice.reading, ...heading });
    if (fact.words.trim() === '') this.awaitsTitle = node;
    openInline(node, fact.words);
    return true;
  }

  /** Numbers before the first clause count parties or recitals, when the clauses' own numbers come later. */
  private openingRole(fact: BlockFacts): 'number' | 'recital' | 'opening' {
    if (this.inBody || fact.headingLevel !== null) return 'number';
    const container = this.tree.scopes().find((scope) => scope?.isHeadingOnly === true);
    const isMain =
      fact.label?.style === 'keyword' || fact.isTitle || runInHeading(paragraphOf(fact), prefixLength(fact), true) > 0;
    const isPlain = fact.label?.style === 'number' || fact.label?.style === 'path';
    const clausesFollow = ['1.', 'article', 'section', 'path 1'].some(
      (series) => this.labels.next(series, 1, fact.index) < Number.POSITIVE_INFINITY,
    );
    if (isMain || !clausesFollow) return 'number';
    if (container?.role === 'recital' || container?.role === 'opening') return container.role;
    if (isPlain && fact.index > this.agreement) return 'number';
    return recitalStart.test(fact.words) ? 'recital' : 'opening';
  }

  /** The node before this one in its series, while nothing has closed it. */
  private openSibling(reading: LabelReading): OutlineNode | null {
    return this.tree.scopes().find((scope) => scope?.reading?.series === reading.series) ?? null;
  }

  private headingIn(fact: BlockFacts, before: OutlineNode | null): { headingTo: number; isHeadingOnly: boolean } {
    if (fact.words.trim() === '') return { headingTo: 0, isHeadingOnly: true };
    if (this.isHeadingOnly(fact, before)) return { headingTo: headingEnd(fact.words), isHeadingOnly: true };
    const paragraph = paragraphOf(fact);
    const from = prefixLength(fact);
    const term = definedTerm(paragraph, from, false);
    const lead = term > 0 ? term : runInHeading(paragraph, from, true);
    const capitals = lead === 0 && fact.label?.style === 'keyword' ? capitalsLead(fact.words) : 0;
    return { headingTo: lead + capitals, isHeadingOnly: false };
  }

  /** The words beside the number are its title and nothing else. */
  private isHeadingOnly(fact: BlockFacts, before: OutlineNode | null): boolean {
    const { label } = fact;
    if (fact.words.length > 220) return false;
    if (fact.headingLevel !== null) return fact.isTitle || isStyledTitle(fact.words);
    if (!fact.isTitle) return false;
    if (fact.shape !== null) return true;
    const next = this.nextParagraph(fact.index);
    if (next !== null && next.label === null && /^\p{Ll}/u.test(next.text)) return false;
    if (label?.style === 'keyword') return true;
    const stopped = /\.\s*$/.test(fact.words);
    const announces = /:\s*$/.test(fact.words);
    if (!announces && next !== null && isFirst(next) && (stopped || isDeeper(next, fact))) return true;
    if (before !== null && before.headingTo === 0) return false;
    if (label?.style !== 'list' && fact.listLevel === null) return true;
    // "(a) Hardware" in a list of things is no heading; above a text of its own it is one.
    return next !== null && !announces && next.label === null && next.text.length > (stopped ? 40 : 120);
  }

  private placeRecital(fact: BlockFacts): boolean {
    const { tree } = this;
    const text = fact.text.trim();
    if (!this.inBody) {
      const role = recitalHeading.test(text) ? 'recital' : preambleHeading.test(text) ? 'opening' : null;
      if (role !== null) {
        tree.add(null, fact, { role, headingTo: headingEnd(fact.text), isHeadingOnly: true });
        return true;
      }
    }
    if (agreementFormula.test(fact.words) && (!this.inBody || fact.isTitle)) {
      tree.add(null, fact, { role: 'opening' });
      return true;
    }
    if (this.inBody || !recitalStart.test(fact.words)) return false;
    const container = tree.scopes().find((scope) => scope?.role === 'recital' && scope.isHeadingOnly) ?? null;
    const isBullet = fact.label?.style === 'bullet';
    tree.add(container, fact, { role: 'recital', ...(isBullet ? { label: fact.label } : {}) });
    return true;
  }

  private placeHeading(fact: BlockFacts): boolean {
    const { tree } = this;
    if (fact.label !== null && fact.label.style === 'bullet' && !fact.labelIsCertain) return false;
    if (fact.label?.style === 'bullet' && fact.headingLevel === null) return false;
    if (fact.headingLevel !== null && (fact.isTitle || isStyledTitle(fact.text))) {
      const level = fact.headingLevel;
      const parent =
        tree.scopes().find((scope) => {
          if (scope === null) return true;
          if (scope.headingLevel !== null) return scope.headingLevel < level;
          return scope.role === 'schedule' || (scope.role === 'number' && scope.isHeadingOnly);
        }) ?? null;
      this.addHeading(parent, fact);
      return true;
    }
    const shape = this.headingShape(fact);
    if (shape === null) return false;
    this.addHeading(this.parentOfShape(fact, shape), fact, shape);
    return true;
  }

  private addHeading(parent: OutlineNode | null, fact: BlockFacts, shape: string | null = null): void {
    this.inBody = true;
    const reading = shape === null ? null : { series: shape, value: 0, key: null, parentKey: null };
    this.tree.add(parent, fact, { role: 'heading', reading, headingTo: headingEnd(fact.text), isHeadingOnly: true });
  }

  /** How an unstyled paragraph shows that it is a heading, or `null`. */
  private headingShape(fact: BlockFacts): string | null {
    if (!fact.isTitle || fact.text.length > 160 || (/[:]$/.test(fact.text.trim()) && fact.shape === null)) return null;
    const next = this.nextParagraph(fact.index);
    if (next === null || signatureLine.test(next.text) || signatureLine.test(fact.text)) return null;
    if (breaksOff(this.tree.lastText)) return null;
    if (definedTerm(paragraphOf(fact), prefixLength(fact), false) > 0 || quotedTerm.test(fact.text.trim())) return null;
    if (!/\p{L}{3}/u.test(fact.text)) return null;
    if (fact.shape !== null) return `heading ${fact.shape}`;
    return this.isPlainHeading(fact, next) ? 'heading plain' : null;
  }

  /** A short line without any mark of its own, between paragraphs that end in a stop, above a text or a first number. */
  private isPlainHeading(fact: BlockFacts, next: BlockFacts): boolean {
    const text = fact.text.trim();
    if (wordCount(text) > 10 || /[\d@,.;:/_]/.test(text.replace(/\?$/, '')) || text.length < 4) return false;
    const before = this.tree.last;
    if (
      before !== null &&
      before.role !== 'title' &&
      before.role !== 'heading' &&
      !/[.!?:;…»”")]$/u.test(this.tree.lastText.trim())
    )
      return false;
    const scope = this.tree
      .scopes()
      .find((node) => node !== null && node.role !== 'bullet' && node.role !== 'paragraph');
    const inNumber = scope?.role === 'number' && scope.headingLevel === null;
    if (isFirst(next)) return !inNumber || next.words.length > 60;
    return !inNumber && next.label === null && wordCount(next.text) >= 15;
  }

  private parentOfShape(fact: BlockFacts, shape: string): OutlineNode | null {
    const { tree } = this;
    const scopes = tree.scopes();
    const goingOn = this.seriesGoingOn(fact);
    if (goingOn !== undefined) {
      // Numbers of a clause go on after it, so it stands inside that clause; numbers of the document, beside them.
      const place = scopes.indexOf(goingOn);
      const isInside = goingOn !== null && goingOn.role === 'number' && !goingOn.startsAsHeading;
      const isNext = this.nextParagraph(fact.index)?.label?.readings.some(({ value }) => value > 1) === true;
      return isInside && !isNext && place > 0 ? (scopes[place - 1] ?? goingOn) : goingOn;
    }
    for (const scope of scopes) {
      if (tree.seriesOf(scope).has(shape)) return scope;
      if (scope?.role === 'schedule') break;
    }
    return scopes.find((scope) => scope === null || isContainer(scope)) ?? null;
  }

  /** The scope whose numbers the next label carries on; `undefined` when it begins others. */
  private seriesGoingOn(fact: BlockFacts): OutlineNode | null | undefined {
    for (let i = fact.index + 1; i < this.facts.length && i <= fact.index + 60; i += 1) {
      const label = this.contents.has(i) ? null : this.facts[i]?.label;
      if (label == null || label.style === 'bullet' || label.style === 'schedule' || label.readings.length === 0)
        continue;
      for (const { series, value } of label.readings) {
        if (value < 2) continue;
        for (const scope of this.tree.scopes()) {
          if (this.tree.seriesOf(scope).get(series) === value - 1) return scope;
          if (scope?.role === 'schedule') break;
        }
      }
      return undefined;
    }
    return undefined;
  }

  private placeDefinition(fact: BlockFacts): boolean {
    const { tree } = this;
    if (fact.label !== null && fact.label.style !== 'bullet') return false;
    const section = this.definitionsSection();
    const isTermAlone = quotedTerm.test(fact.text.trim()) && meaning.test(this.nextParagraph(fact.index)?.text ?? '');
    const term = isTermAlone ? fact.text.length : definedTerm(paragraphOf(fact), prefixLength(fact), section !== null);
    if (fact.label?.style === 'bullet') {
      if (term === 0) return false;
      this.addBullet(fact, term);
      return true;
    }
    if (!this.inBody && section === null) return false;
    if (term === 0 && (section === null || !this.standsAlone(fact))) return false;
    // A definition after the items of another one is its neighbour.
    const parent =
      tree.scopes().find((scope) => scope?.series.has('definition')) ??
      section ??
      tree
        .scopes()
        .find((scope) => scope === null || !['bullet', 'definition', 'paragraph', 'signature'].includes(scope.role)) ??
      null;
    tree.add(parent, fact, {
      role: 'definition',
      reading: { series: 'definition', value: 0, key: null, parentKey: null },
      headingTo: term,
    });
    return true;
  }

  private definitionsSection(): OutlineNode | null {
    for (const scope of this.tree.scopes()) {
      if (scope === null || scope.role === 'schedule') break;
      if (scope.headingTo > 0 && definitionsHeading.test(headingOf(scope))) return scope;
      if (scope.role === 'number' && scope.startsAsHeading) return null;
    }
    const schedule = this.tree.scopes().find((scope) => scope?.role === 'schedule');
    return schedule != null && definitionsHeading.test(headingOf(schedule)) ? schedule : null;
  }

  private standsAlone(fact: BlockFacts): boolean {
    return !breaksOff(this.tree.lastText) && !/^\p{Ll}/u.test(fact.words);
  }

  private placeBullet(fact: BlockFacts): boolean {
    if (fact.label?.style !== 'bullet') return false;
    this.addBullet(fact, runInHeading(paragraphOf(fact), prefixLength(fact), true));
    return true;
  }

  private addBullet(fact: BlockFacts, headingTo: number): void {
    const { tree } = this;
    const { label } = fact;
    const series = `bullet ${fact.listLevel ?? label?.label ?? ''}`;
    const parent = this.bulletParent(series, fact);
    tree.add(parent, fact, {
      role: 'bullet',
      label,
      reading: { series, value: 0, key: null, parentKey: null },
      headingTo,
    });
  }

  private bulletParent(series: string, fact: BlockFacts): OutlineNode | null {
    const scopes = this.tree.scopes();
    // An open list of the same bullets goes on; so does a list whose item was followed by a bullet of another kind.
    for (const scope of scopes) {
      if (scope?.role === 'bullet' && scope.reading?.series === series) return scope.parent;
      if (scope?.role === 'bullet' && fact.listLevel !== null && scope.listLevel !== null) {
        if (scope.listLevel < fact.listLevel) return scope;
        continue;
      }
      if (scope?.role !== 'bullet') break;
    }
    return startParent(this.tree, fact, null, this.labels);
  }

  /**
   * A row goes on with what stands before its table; but where a clause is one paragraph, a row that names a term and
   * sets it ("Governing Law | The laws of …") is a clause too.
   */
  private placeRow(fact: BlockFacts): void {
    const { tree } = this;
    const last = tree.last;
    this.awaitsTitle = null;
    const owner = tree.scopes().find((scope) => scope === null || isUnit(scope)) ?? null;
    const isNumbered = owner?.role === 'number' && !isOuterHeading(owner);
    const term = isNumbered ? 0 : namedRow(fact.source.block);
    const needsNode =
      last === null || last.role === 'title' || last.role === 'contents' || (last.isHeadingOnly && last.label === null);
    if (last !== null && last.role !== 'signature' && !needsNode && term === 0) {
      last.isHeadingOnly = false;
      tree.append(fact);
    } else if (last?.role === 'signature') tree.append(fact);
    else if (this.inBody) tree.add(owner, fact, { role: 'paragraph', headingTo: term });
    else {
      const container = tree.scopes().find((scope) => scope?.isHeadingOnly === true && scope.role !== 'title') ?? null;
      tree.add(container, fact, { role: 'opening', headingTo: term });
    }
  }

  private placeBody(fact: BlockFacts): void {
    const { tree } = this;
    const last = tree.last;
    if (last === null) {
      tree.add(null, fact, { role: 'opening', headingTo: runInHeading(paragraphOf(fact), 0, false) });
      return;
    }
    if (last.role !== 'title' && last.role !== 'contents' && this.goesOn(fact, last)) {
      last.isHeadingOnly = false;
      tree.append(fact);
      return;
    }
    const paragraph = paragraphOf(fact);
    const heading = { headingTo: runInHeading(paragraph, 0, false) };
    if (!this.inBody) {
      const container = tree.scopes().find((scope) => scope?.isHeadingOnly === true && scope.role !== 'title') ?? null;
      tree.add(container, fact, { role: container?.role === 'recital' ? 'recital' : 'opening', ...heading });
      return;
    }
    const owner = tree.scopes().find((scope) => scope === null || isUnit(scope)) ?? null;
    // A paragraph that was given a heading of its own is a clause of its own.
    const isTitled = owner?.startsAsHeading === true && formattedHeading(paragraph, 0) > 0;
    if (owner !== null && owner === last && owner.role === 'number' && !isOuterHeading(owner) && !isTitled) {
      if (owner.isHeadingOnly) owner.isHeadingOnly = false;
      tree.append(fact);
      return;
    }
    tree.add(owner, fact, { role: 'paragraph', ...heading });
  }

  /** The block goes on with the sentence or list item before it. */
  private goesOn(fact: BlockFacts, last: OutlineNode): boolean {
    if (last.isHeadingOnly) return false;
    if (fact.source.block.type === 'paragraph' && fact.source.block.listLevel !== undefined && fact.label === null) {
      return last.listLevel !== null;
    }
    if (breaksOff(this.tree.lastText)) return true;
    // A table of definitions that became paragraphs: the term, and then "Means …".
    if (last.role === 'definition' && meaning.test(fact.text) && quotedTerm.test(this.tree.lastText.trim()))
      return true;
    return /^[\p{Ll}),;]/u.test(fact.text) && !leadsIn(this.tree.lastText);
  }

  private nextParagraph(index: number): BlockFacts | null {
    for (let i = index + 1; i < this.facts.length && i < index + 8; i += 1) {
      const fact = this.facts[i];
      if (fact !== undefined && fact.kind !== 'empty' && fact.kind !== 'furniture') return fact;
    }
    return null;
  }
}

function paragraphOf(fact: BlockFacts) {
  const { block } = fact.source;
  return block.type === 'paragraph' ? block : { type: 'paragraph' as const, runs: [] };
}

function prefixLength(fact: BlockFacts): number {
  return fact.label?.prefix.length ?? 0;
}

/** The length of what the first of two cells names, when the second says something about it; otherwise 0. */
function namedRow(block: Block): number {
  if (block.type !== 'row') return 0;
  const cells = block.cells.map(({ paragraphs }) => paragraphs.map(paragraphText).join('\n'));
  const [name = '', value = ''] = cells;
  if (cells.length < 2 || cells.length > 3 || wordCount(value) < 3) return 0;
  const firstLine = name.split('\n', 1)[0] ?? '';
  return /^\p{Lu}/u.test(firstLine) && wordCount(firstLine) <= 8 && wordCount(name) <= 30 ? headingEnd(firstLine) : 0;
}

function isDeeper(fact: BlockFacts, other: BlockFacts): boolean {
  return fact.listLevel !== null && other.listLevel !== null && fact.listLevel > other.listLevel;
}

function isFirst(fact: BlockFacts): boolean {
  return fact.label?.readings.some(({ value }) => value === 1) === true;
}

/** In "4. (a) The Vendor …" and "(2)(i)(A) …" the inner numbers begin series that the next paragraphs go on with. */
function openInline(node: OutlineNode, words: string): void {
  let rest = words.trimStart();
  for (let depth = 0; depth < 3 && rest.startsWith('('); depth += 1) {
    const label = parseLabel(rest);
    if (label?.style !== 'list') return;
    for (const { series, value } of label.readings) if (value === 1) node.series.set(series, value);
    rest = rest.slice(label.prefix.length);
  }
}

function textLength(node: OutlineNode): number {
  return contentText(node.blocks).length;
}

/** Words in a heading's style that are not the whole clause, which many put in that style. */
function isStyledTitle(words: string): boolean {
  if (/[.;]\s+\S|[;,]\s*$/.test(words)) return false;
  return !/\.\s*$/.test(words) || wordCount(words) <= 6 || (wordCount(words) <= 15 && !hasVerb(words));
}

function isScheduleHeading(fact: BlockFacts): boolean {
  const { label, words } = fact;
  if (label === null || fact.text.length > 220) return false;
  if (words.trim() === '' || fact.headingLevel !== null) return true;
  return fact.isTitle && (label.separated || fact.shape !== null || wordCount(words) <= 12);
}
