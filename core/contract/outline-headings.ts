import { type BlockFacts, breaksOff } from './block-facts.ts';
import { capitalsLead, definedTerm, headingEnd, runInHeading, wordCount } from './headings.ts';
import { isFirst, type OutlineContext, paragraphOf, prefixLength } from './outline-context.ts';
import { isTermAlone } from './outline-definitions.ts';
import { isContainer, type OutlineNode } from './outline-tree.ts';
import { hasVerb, signatureLine } from './vocabulary.ts';

/** The heading of a numbered paragraph; `before` is the open node before it in its series. */
export function headingOfNumber(
  context: OutlineContext,
  fact: BlockFacts,
  before: OutlineNode | null,
): { headingTo: number; isHeadingOnly: boolean } {
  if (fact.words.trim() === '') return { headingTo: 0, isHeadingOnly: true };
  if (isHeadingOnly(context, fact, before)) return { headingTo: headingEnd(fact.words), isHeadingOnly: true };
  const paragraph = paragraphOf(fact);
  const from = prefixLength(fact);
  const term = definedTerm(paragraph, from, false);
  const lead = term > 0 ? term : runInHeading(paragraph, from, true);
  const capitals = lead === 0 && fact.label?.style === 'keyword' ? capitalsLead(fact.words) : 0;
  return { headingTo: lead + capitals, isHeadingOnly: false };
}

/** The words beside the number are its title and nothing else. */
function isHeadingOnly(context: OutlineContext, fact: BlockFacts, before: OutlineNode | null): boolean {
  const { label } = fact;
  const next = context.nextParagraph(fact.index);
  if (isLongTitle(fact, next)) return true;
  if (fact.words.length > 220) return false;
  if (fact.headingLevel !== null) return fact.isTitle || isStyledTitle(fact.words);
  if (!fact.isTitle) return false;
  if (fact.shape !== null) return true;
  if (next !== null && next.label === null && /^\p{Ll}/u.test(next.text)) return false;
  if (label?.style === 'keyword') return true;
  const stopped = /\.\s*$/.test(fact.words);
  const announces = /:\s*$/.test(fact.words);
  // "A reference to:" opens a list; "Notices:" names a clause.
  if (announces && next !== null && next.label !== null && wordCount(fact.words) > 2) return false;
  if (!announces && next !== null && isFirst(next) && (stopped || isDeeper(next, fact))) return true;
  if (before !== null && before.headingTo === 0) return false;
  // Beside a title, what could be one is one.
  if (
    before?.startsAsHeading === true &&
    label?.style === 'list' &&
    (next?.label === null || next?.label?.style === 'path')
  )
    return true;
  // With its neighbour right after it, a short sentence is a clause, and only a few words are a title.
  if (stopped && next !== null && next.label !== null && wordCount(fact.words) > 3) return false;
  if (label?.style !== 'list' && fact.listLevel === null) return true;
  // "(a) Hardware" in a list of things is no heading; above a text of its own it is one.
  return next !== null && !announces && next.label === null && next.text.length > (stopped ? 40 : 120);
}

const longestTitle = 300;
const shortestText = 60;

/**
 * A title as long as a sentence, as French forms have them: "Vente des logements bénéficiant du taux réduit mentionné à
 * l'article 278." names a thing and something of it, has no verb, and stands above a text of its own.
 */
function isLongTitle({ words, label }: BlockFacts, next: BlockFacts | null): boolean {
  if (label === null || !label.separated || words.length > longestTitle || !/\.\s*$/.test(words)) return false;
  if (label.style === 'list' && !label.label.includes('°')) return false;
  if (next === null) return false;
  // "V. – Obligations towards …" over "Article 18".
  const isOverArticle = label.style === 'capital' && next.label?.style === 'keyword';
  if (!isOverArticle && (next.label !== null || next.text.length < shortestText || /^\p{Ll}/u.test(next.text)))
    return false;
  return namesSomethingOf.test(words) && !/[;:]|\p{L}{3}\.\s+\p{Lu}/u.test(words) && !hasVerb(words);
}

const namesSomethingOf =
  /^\p{Lu}[\p{L}-]{2,}(?:\s(?:et\s)?(?!qu|ne\b|se\b)[\p{L}-]{3,}){0,2}\s(?:d[eu]s?\s|d['’]|of\s(?:the|a|an|any)\s|aux?\s|à\s)/u;

function isDeeper(fact: BlockFacts, other: BlockFacts): boolean {
  return fact.listLevel !== null && other.listLevel !== null && fact.listLevel > other.listLevel;
}

/** Words in a heading's style that are a heading, and not the whole clause, which many put in that style. */
export function isStyledTitle(words: string): boolean {
  if (/[.;]\s+\S|[;,]\s*$/.test(words)) return false;
  return !/\.\s*$/.test(words) || wordCount(words) <= 3 || (wordCount(words) <= 15 && !hasVerb(words));
}

/** How a paragraph without a heading style shows that it is a heading, as the name of a series of such headings; or `null`. */
export function headingShape(context: OutlineContext, fact: BlockFacts): string | null {
  const text = fact.text.trim();
  if (!fact.isTitle || text.length > 160 || !/\p{L}{3}/u.test(text)) return null;
  if (text.endsWith(':') && fact.shape === null) return null;
  const next = context.nextParagraph(fact.index);
  if (next === null || signatureLine.test(next.text) || signatureLine.test(fact.text)) return null;
  if (opensTable(fact, next)) return `heading ${fact.shape ?? 'plain'}`;
  if (breaksOff(context.tree.lastText) || isTermAlone(text)) return null;
  if (definedTerm(paragraphOf(fact), prefixLength(fact), false) > 0) return null;
  if (fact.shape !== null) return `heading ${fact.shape}`;
  return isPlainHeading(context, fact, next) ? 'heading plain' : null;
}

/** A title right above a table that begins with a heading of its own. */
export function opensTable(fact: BlockFacts, next: BlockFacts | null): boolean {
  if (fact.kind !== 'paragraph' || next?.kind !== 'row' || next.lead === null || fact.label !== null) return false;
  return fact.isTitle && wordCount(fact.text) >= 2 && wordCount(fact.text) <= 10 && !/[:;,.]\s*$/.test(fact.text);
}

/** A short line without any mark of its own, between paragraphs that end in a stop, above a text or a first number. */
function isPlainHeading(context: OutlineContext, fact: BlockFacts, next: BlockFacts): boolean {
  const { tree } = context;
  const text = fact.text.trim();
  if (wordCount(text) > 10 || /[\d@,.;:/_]/.test(text.replace(/\?$/, '')) || text.length < 4) return false;
  const before = tree.last?.role ?? 'title';
  const afterStop = before === 'title' || before === 'heading' || /[.!?:;…»”")]$/u.test(tree.lastText.trim());
  if (!afterStop) return false;
  const scope = tree.scopes().find((node) => node !== null && node.role !== 'bullet' && node.role !== 'paragraph');
  const inNumber = scope?.role === 'number' && scope.headingLevel === null;
  if (isFirst(next)) return !inNumber || next.words.length > 60;
  return !inNumber && next.label === null && wordCount(next.text) >= 15;
}

/** Under what a heading in a heading style stands: the next heading above that is further out. */
export function parentOfLevel(context: OutlineContext, level: number): OutlineNode | null {
  const parent = context.tree.scopes().find((scope) => {
    if (scope === null) return true;
    if (scope.role === 'title') return false;
    if (scope.headingLevel !== null) return scope.headingLevel < level;
    return scope.role === 'schedule' || (scope.role === 'number' && scope.isHeadingOnly);
  });
  return parent ?? null;
}

/** Under what a heading known by its shape alone stands. */
export function parentOfShape(context: OutlineContext, fact: BlockFacts, shape: string): OutlineNode | null {
  const { tree } = context;
  const scopes = tree.scopes();
  const goingOn = context.seriesGoingOn(fact.index);
  // "USE 1. 2. TERM 3.": the numbers run through headings of one kind, which stand beside each other.
  if (goingOn?.role === 'heading' && goingOn.reading?.series === shape) return goingOn.parent;
  if (goingOn !== undefined) {
    // Numbers of a clause go on after it, so it stands inside that clause; numbers of the document, beside them.
    const place = scopes.indexOf(goingOn);
    const isInside = goingOn !== null && goingOn.role === 'number' && !goingOn.startsAsHeading;
    const isNext = context.nextParagraph(fact.index)?.label?.readings.some(({ value }) => value > 1) === true;
    return isInside && !isNext && place > 0 ? (scopes[place - 1] ?? goingOn) : goingOn;
  }
  for (const scope of scopes) {
    if (tree.seriesOf(scope).has(shape)) return scope;
    if (scope?.role === 'schedule') break;
  }
  return scopes.find((scope) => scope === null || (isContainer(scope) && !isLesserShape(scope, shape))) ?? null;
}

const shapeRanks = ['heading caps', 'heading bold', 'heading underline', 'heading plain'];

/** A heading that stands out less than this shape does: capitals are not under a plain line. */
function isLesserShape(node: OutlineNode, shape: string): boolean {
  if (node.role !== 'heading' || node.reading === null) return false;
  return shapeRanks.indexOf(node.reading.series) > shapeRanks.indexOf(shape);
}
