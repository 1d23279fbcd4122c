import { blockText, contentText } from '../model/content.ts';
import type { SourceDocument } from '../model/source.ts';
import type { Bilingual } from './bilingual.ts';
import type { BlockFacts } from './block-facts.ts';
import { definedTerm, formattedHeading, headingEnd, runInHeading } from './headings.ts';
import { type LabelReading, parseLabel } from './labels.ts';
import { agreementIndex, titleLength, titleStart } from './opening.ts';
import {
  bulletParent,
  goesOn,
  openInline,
  openingContainer,
  ownerOf,
  placeTranslation,
  recitalContainer,
} from './outline-body.ts';
import { OutlineContext, paragraphOf, prefixLength } from './outline-context.ts';
import { definitionIn, definitionParent, definitionSeries, namedRow } from './outline-definitions.ts';
import { headingOfNumber, headingShape, isStyledTitle, parentOfLevel, parentOfShape } from './outline-headings.ts';
import { clausesFollow, scheduleRole } from './outline-schedule.ts';
import { endsSignature, startsSignature } from './outline-signature.ts';
import { headingOf, isOuterHeading, type OutlineNode, type OutlineTree } from './outline-tree.ts';
import { chooseLabel } from './sequence.ts';
import {
  agreementFormula,
  openingSentence,
  partyPhrase,
  preambleHeading,
  recitalHeading,
  recitalStart,
  schedulesHeading,
  versionLine,
} from './vocabulary.ts';

/**
 * Puts every block of a document into a tree, in one pass.
 *
 * For each block the questions are asked in a fixed order: is it page furniture, part of the table of contents, of the title, of a
 * signature block; a schedule; a number that numbers something (`sequence.ts`); a recital; a heading; a definition; a bullet; and if
 * it is none of these, whose text does it go on with?
 *
 * What a clause is follows from what a negotiator follows through the rounds. A numbered paragraph is a clause, and
 * unnumbered paragraphs after it are more of it: lawyers say "Article 5", not "the third paragraph of". Where nothing is numbered,
 * or under a heading that has no number, each paragraph is a clause, so that there is something to follow. A paragraph
 * after a list that ends ("(a) …; (b) …. The foregoing …") belongs to no item and is a clause beside them. Definitions and
 * paragraphs that were given a heading of their own are clauses wherever they stand.
 */
export function outlineOf(source: SourceDocument, bilingual: Bilingual | null): OutlineNode[] {
  return new Outline(source, bilingual).build();
}

/** A schedule whose words are longer has more than its heading in the paragraph, in characters. */
const longestHeading = 220;

/** "WHEREAS:" at the end of a text whose line ends were lost. */
const recitalsFollow = /(?<!\p{L})(?:whereas|recitals|attendu\sque|considérant)\s*:\s*$/iu;

class Outline {
  private readonly context: OutlineContext;
  private readonly tree: OutlineTree;
  private readonly titleStart: number;
  private readonly titleEnd: number;
  private readonly agreement: number;
  /** The agreed terms have begun. */
  private inBody = false;
  /** Characters placed before the agreed terms began. */
  private openingLength = 0;
  /** A number that stands alone in its paragraph; its title may be in the next. */
  private awaitsTitle: OutlineNode | null = null;

  constructor(source: SourceDocument, bilingual: Bilingual | null) {
    this.context = new OutlineContext(source, bilingual);
    this.tree = this.context.tree;
    const { facts, contents } = this.context;
    this.titleEnd = titleLength(facts, contents);
    this.titleStart = titleStart(facts, this.titleEnd);
    this.agreement = agreementIndex(facts);
  }

  build(): OutlineNode[] {
    for (const fact of this.context.facts) this.place(fact);
    return this.tree.nodes;
  }

  private place(fact: BlockFacts): void {
    const { tree } = this;
    if (fact.index < this.titleEnd) this.placeTitle(fact);
    else if (this.context.contents.has(fact.index)) this.placeContents(fact);
    else if (fact.kind === 'empty' || fact.kind === 'furniture' || fact.kind === 'note') this.placeBeside(fact);
    else if (this.context.translations.has(fact.index)) placeTranslation(tree, fact);
    else if (fact.kind === 'row') this.placeRow(fact);
    else if (this.takesTitle(fact)) this.appendTitle(fact);
    else if (this.takesWords(fact)) this.appendWords(fact);
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

  /** Empty lines, page numbers and notes stay where they are. */
  private placeBeside(fact: BlockFacts): void {
    if (this.tree.last === null) this.tree.add(null, fact, { role: 'title' });
    else this.tree.append(fact);
  }

  private placeTitle(fact: BlockFacts): void {
    const { tree } = this;
    const { last } = tree;
    if (fact.index < this.titleStart) {
      // A website's links or a date above the title.
      if (last === null) tree.add(null, fact, { role: 'opening' });
      else tree.append(fact);
      return;
    }
    const isWords = fact.kind === 'paragraph';
    if (last?.role !== 'title') {
      tree.add(null, fact, { role: 'title', headingTo: isWords ? headingEnd(fact.text) : 0 });
      return;
    }
    // "Exhibit 10.4" or "Execution version" over a contract is no title, nor is an empty line.
    const lastLine = headingOf(last).split('\n').at(-1) ?? '';
    const isUntitled = parseLabel(lastLine)?.style === 'schedule' || versionLine.test(lastLine);
    tree.append(fact);
    if (isWords && (last.headingTo === 0 || isUntitled)) last.headingTo = headingToEndOf(last, fact);
  }

  private placeContents(fact: BlockFacts): void {
    if (this.tree.last?.role === 'contents') this.tree.append(fact);
    else this.tree.add(null, fact, { role: 'contents', headingTo: fact.text.length < 60 ? headingEnd(fact.text) : 0 });
  }

  /** "ARTICLE 1er" and, in the next paragraph, "Objet". */
  private takesTitle(fact: BlockFacts): boolean {
    const node = this.awaitsTitle;
    if (node === null || node !== this.tree.last || fact.label !== null) return false;
    if (recitalStart.test(fact.text) || recitalHeading.test(fact.text.trim())) return false;
    if (node.headingTo > 0 && /^\p{Ll}/u.test(fact.text)) return fact.text.length <= 150 && !/[;:]\s*$/.test(fact.text);
    return fact.isTitle && !/:\s*$/.test(fact.text) && (fact.text.length <= 100 || fact.shape !== null);
  }

  /** "II. – Obligations of the Vendor towards" and, in the next paragraph, "the Department." */
  private goesOnInSmallLetters(fact: BlockFacts, node: OutlineNode): boolean {
    if (!node.isHeadingOnly || fact.shape === null || /[.:;]\s*$/.test(fact.words)) return false;
    const next = this.context.nextParagraph(fact.index);
    return next?.label === null && next.shape === fact.shape && /^\p{Ll}/u.test(next.text);
  }

  private appendTitle(fact: BlockFacts): void {
    const node = this.tree.last;
    if (node === null) return;
    const titled = this.tree.append(fact);
    titled.headingTo = headingToEndOf(titled, fact);
    // A schedule's title often runs over several lines of capitals.
    const goesOn = titled === node && node.role === 'schedule' && fact.shape === 'caps' && node.headingTo <= 200;
    this.awaitsTitle = goesOn ? node : null;
  }

  /** "(a)" and, in the next paragraph, what it numbers. */
  private takesWords(fact: BlockFacts): boolean {
    const node = this.awaitsTitle;
    if (node === null || node !== this.tree.last || fact.label !== null || fact.headingLevel !== null) return false;
    return node.role === 'number' && node.headingTo === 0 && !isOuterHeading(node) && !recitalStart.test(fact.text);
  }

  private appendWords(fact: BlockFacts): void {
    const node = this.tree.last;
    if (node === null) return;
    const worded = this.tree.append(fact);
    const paragraph = paragraphOf(fact);
    const heading = definedTerm(paragraph, 0, false) || runInHeading(paragraph, 0, true);
    if (heading > 0) worded.headingTo = lastBlockFrom(worded) + heading;
    node.startsAsHeading = false;
    node.isHeadingOnly = false;
    this.awaitsTitle = null;
  }

  private placeSchedule(fact: BlockFacts): boolean {
    const role = scheduleRole(this.context, fact, this.inBody, this.openingLength);
    if (role === null) return false;
    if (role === 'schedule') this.inBody = true;
    const isAlone = fact.words.trim() === '';
    const node = this.tree.add(null, fact, {
      role,
      label: fact.label,
      reading: fact.label?.readings[0] ?? null,
      headingTo: isAlone || fact.words.length > longestHeading ? 0 : headingEnd(fact.words),
      isHeadingOnly: true,
    });
    if (isAlone) this.awaitsTitle = node;
    return true;
  }

  private placeSignature(fact: BlockFacts): boolean {
    const { tree } = this;
    if (tree.last?.role === 'signature') {
      if (endsSignature(this.context, fact)) return false;
      tree.append(fact);
      return true;
    }
    if (!startsSignature(this.context, fact, this.inBody, this.openingLength)) return false;
    // Signatures belong to the schedule they stand in, unless their heading is as far out as its.
    const level = fact.headingLevel ?? Number.POSITIVE_INFINITY;
    // The table that a cover page is signed in closes its annexes: what comes after it is the contract.
    const isTable = fact.kind === 'row';
    const schedule =
      (isTable ? [] : tree.scopes()).find(
        (scope) => scope?.role === 'schedule' && (scope.headingLevel ?? -1) < level,
      ) ?? null;
    const isHeading = fact.isTitle && (fact.shape !== null || fact.headingLevel !== null);
    tree.add(schedule, fact, { role: 'signature', headingTo: isHeading ? headingEnd(fact.text) : 0 });
    return true;
  }

  private placeNumber(fact: BlockFacts): boolean {
    const { tree } = this;
    const { label } = fact;
    if (label === null || label.style === 'bullet' || label.style === 'schedule') return false;
    const choice = chooseLabel(tree, fact, this.context.labels);
    if (choice === null) return false;
    const role = this.openingRole(fact, choice.reading);
    if (role === 'number') this.inBody = true;
    let { parent } = choice;
    // The first article does not belong to the recitals before it.
    while (role === 'number' && (parent?.role === 'recital' || parent?.role === 'opening')) parent = parent.parent;
    const heading = headingOfNumber(this.context, fact, this.openSibling(choice.reading));
    const node = tree.add(parent, fact, { role, label, reading: choice.reading, ...heading });
    if (fact.words.trim() === '' || this.goesOnInSmallLetters(fact, node)) this.awaitsTitle = node;
    openInline(node, fact.words);
    return true;
  }

  /** Numbers before the first clause count parties or recitals, when the clauses' own numbers come later. */
  private openingRole(fact: BlockFacts, reading: LabelReading): 'number' | 'recital' | 'opening' {
    if (this.inBody || fact.headingLevel !== null) return 'number';
    const container = this.tree.scopes().find((scope) => scope?.isHeadingOnly === true);
    const style = fact.label?.style;
    const isTitled = fact.isTitle || runInHeading(paragraphOf(fact), prefixLength(fact), true) > 0;
    if (!clausesFollow(this.context, fact.index) || style === 'keyword' || (isTitled && style !== 'list'))
      return 'number';
    if (container?.role === 'recital' || container?.role === 'opening') return container.role;
    if ((style === 'number' || style === 'path') && fact.index > this.agreement) return 'number';
    const goesOn = this.openSibling(reading)?.role === 'recital' || recitalsFollow.test(this.tree.lastText.slice(-40));
    return goesOn || recitalStart.test(fact.words) ? 'recital' : 'opening';
  }

  /** The node before this one in its series, while nothing has closed it. */
  private openSibling(reading: LabelReading): OutlineNode | null {
    return this.tree.scopes().find((scope) => scope?.reading?.series === reading.series) ?? null;
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
    const isBullet = fact.label?.style === 'bullet';
    tree.add(recitalContainer(tree), fact, { role: 'recital', ...(isBullet ? { label: fact.label } : {}) });
    return true;
  }

  private placeHeading(fact: BlockFacts): boolean {
    // A bullet in a heading's style is a heading; any other bullet is an item.
    if (fact.label?.style === 'bullet' && (fact.headingLevel === null || !fact.labelIsCertain)) return false;
    if (fact.headingLevel !== null && (fact.isTitle || isStyledTitle(fact.text))) {
      this.addHeading(parentOfLevel(this.context, fact.headingLevel), fact, null);
      return true;
    }
    const shape = headingShape(this.context, fact);
    const isOpeningLine = schedulesHeading.test(fact.text.trim()) || partyPhrase.test(fact.text);
    if (shape === null || (!this.inBody && isOpeningLine)) return false;
    const next = this.context.nextParagraph(fact.index)?.text ?? '';
    if (!this.inBody && (openingSentence.test(next) || recitalStart.test(next))) {
      // The title once more, on the page where the agreement begins.
      this.tree.add(null, fact, { role: 'opening', headingTo: headingEnd(fact.text) });
      return true;
    }
    this.addHeading(parentOfShape(this.context, fact, shape), fact, shape);
    return true;
  }

  private addHeading(parent: OutlineNode | null, fact: BlockFacts, shape: string | null): void {
    this.inBody = true;
    const reading = shape === null ? null : unnumbered(shape);
    this.tree.add(parent, fact, { role: 'heading', reading, headingTo: headingEnd(fact.text), isHeadingOnly: true });
  }

  private placeDefinition(fact: BlockFacts): boolean {
    const isBullet = fact.label?.style === 'bullet';
    if (fact.label !== null && !isBullet) return false;
    const term = definitionIn(this.context, fact, this.inBody || isBullet);
    if (term === null) return false;
    if (isBullet) this.addBullet(fact, term);
    else {
      const reading = unnumbered(definitionSeries);
      this.tree.add(definitionParent(this.context), fact, { role: 'definition', reading, headingTo: term });
    }
    return true;
  }

  private placeBullet(fact: BlockFacts): boolean {
    if (fact.label?.style !== 'bullet') return false;
    this.addBullet(fact, runInHeading(paragraphOf(fact), prefixLength(fact), true));
    return true;
  }

  private addBullet(fact: BlockFacts, headingTo: number): void {
    const { label } = fact;
    const reading = unnumbered(`bullet ${fact.listLevel ?? label?.label ?? ''}`);
    const parent = bulletParent(this.context, reading.series, fact);
    this.tree.add(parent, fact, { role: 'bullet', label, reading, headingTo });
  }

  /**
   * A row goes on with what stands before its table, unless it is the heading over the rows after it or begins the signatures; but where
   * a clause is one paragraph, a row that names a term and sets it ("Governing Law | The laws of …") is a clause too.
   */
  private placeRow(fact: BlockFacts): void {
    const { tree } = this;
    const { last } = tree;
    this.awaitsTitle = null;
    if (this.placeSignature(fact)) return;
    if (fact.lead !== null && (this.placeSchedule(fact) || this.placeHeading(fact))) return;
    const owner = ownerOf(tree);
    const isNumbered = owner?.role === 'number' && !isOuterHeading(owner);
    const term = isNumbered || last?.role === 'signature' ? 0 : namedRow(fact.source.block);
    const isFrame = last === null || last.role === 'title' || last.role === 'contents';
    if (!isFrame && term === 0 && !(last.isHeadingOnly && last.label === null)) {
      last.isHeadingOnly = false;
      tree.append(fact);
    } else if (this.inBody) tree.add(owner, fact, { role: 'paragraph', headingTo: term });
    else tree.add(openingContainer(tree), fact, { role: 'opening', headingTo: term });
  }

  private placeBody(fact: BlockFacts): void {
    const { tree } = this;
    const { last } = tree;
    if (last !== null && goesOn(tree, fact, last)) {
      tree.append(fact);
      return;
    }
    const paragraph = paragraphOf(fact);
    const headingTo = runInHeading(paragraph, 0, false);
    if (!this.inBody) {
      const container = openingContainer(tree);
      tree.add(container, fact, { role: container?.role === 'recital' ? 'recital' : 'opening', headingTo });
      return;
    }
    const owner = ownerOf(tree);
    // A paragraph that was given a heading of its own is a clause of its own.
    const isTitled = owner?.startsAsHeading === true && formattedHeading(paragraph, 0) > 0;
    if (owner !== null && owner === last && owner.role === 'number' && !isOuterHeading(owner) && !isTitled) {
      owner.isHeadingOnly = false;
      tree.append(fact);
    } else tree.add(owner, fact, { role: 'paragraph', headingTo });
  }
}

/** Things of one kind that follow each other without numbers. */
function unnumbered(series: string): LabelReading {
  return { series, value: 0, key: null, parentKey: null };
}

/** Where the heading of a node ends whose last block, just added, is part of it. */
function headingToEndOf(node: OutlineNode, fact: BlockFacts): number {
  return lastBlockFrom(node) + headingEnd(fact.text);
}

/** Where a node's last block begins in its text. */
function lastBlockFrom(node: OutlineNode): number {
  const last = node.blocks.at(-1);
  return contentText(node.blocks).length - (last === undefined ? 0 : blockText(last).length);
}
