import { type BlockFacts, breaksOff } from './block-facts.ts';
import { wordCount } from './headings.ts';
import { parseLabel } from './labels.ts';
import type { OutlineContext } from './outline-context.ts';

/** A schedule's heading after no more than this is the document's own title, in characters. */
const longestBeforeAnnex = 1_000;

/**
 * What a paragraph that begins with "Exhibit A" or "Annexe 1" opens: a schedule; the document, where that is an annex itself
 * (`title`); or nothing, where the schedule is only mentioned or listed. `openingLength` is how much was placed before the agreed terms
 * began.
 */
export function scheduleRole(
  context: OutlineContext,
  fact: BlockFacts,
  inBody: boolean,
  openingLength: number,
): 'schedule' | 'title' | null {
  if (fact.label?.style !== 'schedule' || !isScheduleHeading(fact) || isListed(context, fact)) return null;
  const isMarked = fact.headingLevel !== null || fact.shape !== null || fact.labelIsCertain;
  // The last line of a signature ends like a sentence that breaks off.
  const isAfterSignature = context.tree.last?.role === 'signature';
  if (!isMarked && !isAfterSignature && breaksOff(context.tree.lastText)) return null;
  if (inBody) return 'schedule';
  if (openingLength < longestBeforeAnnex) return standsInList(context, fact) ? null : 'title';
  return isMarked || !clausesFollow(context, fact.index) ? 'schedule' : null;
}

/** The numbers of clauses begin further down. */
export function clausesFollow(context: OutlineContext, index: number): boolean {
  const series = ['1.', 'article', 'section', 'path 1'];
  return series.some((name) => Number.isFinite(context.labels.next(name, 1, index)));
}

function isScheduleHeading(fact: BlockFacts): boolean {
  const { label, words } = fact;
  if (label === null) return false;
  // "THIS IS SCHEDULE "A" TO …" is nothing else, also where its line end was lost.
  if (/^\s*this is\b/i.test(label.prefix)) return true;
  if (fact.text.length > 220) return false;
  if (words.trim() === '' || fact.headingLevel !== null) return true;
  return fact.isTitle && (label.separated || fact.shape !== null || wordCount(words) <= 12);
}

/** One line of a list of schedules: the next line names another, and this one comes back. */
function isListed(context: OutlineContext, fact: BlockFacts): boolean {
  const next = context.nextParagraph(fact.index);
  if (next?.label?.style !== 'schedule' || fact.headingLevel !== null) return false;
  const reading = fact.label?.readings[0];
  return reading !== undefined && Number.isFinite(context.labels.next(reading.series, reading.value, fact.index));
}

function standsInList(context: OutlineContext, fact: BlockFacts): boolean {
  const next = context.nextParagraph(fact.index);
  return next?.label?.style === 'schedule' || parseLabel(context.tree.lastText)?.style === 'schedule';
}
