import type { BlockFacts } from './block-facts.ts';
import { wordCount } from './headings.ts';
import { isFirst, type OutlineContext } from './outline-context.ts';
import { clausesFollow } from './outline-schedule.ts';
import { chooseLabel } from './sequence.ts';
import { signatureLine, signatureStart } from './vocabulary.ts';

/** The shortest text that can end in signatures without any clause before them, in characters. */
const shortestSigned = 400;

/** Whether signatures begin here; `openingLength` is how much was placed before the agreed terms, `inBody` whether these have begun. */
export function startsSignature(
  context: OutlineContext,
  fact: BlockFacts,
  inBody: boolean,
  openingLength: number,
): boolean {
  const isLine = signatureLine.test(fact.text);
  // "This Agreement is entered into on …" opens an agreement whose clauses are still to come.
  const isTooEarly = openingLength < shortestSigned || clausesFollow(context, fact.index);
  if (!inBody && isTooEarly && !isLine) return false;
  const isFormula = signatureStart.test(fact.words) && (fact.label === null || fact.text.length < 400);
  // Fields of a form inside a clause look the same; after signatures, no number goes on.
  const isBlock = isLine && hasMoreLines(context, fact) && context.seriesGoingOn(fact.index) === undefined;
  return (isFormula || isBlock) && !isNumbered(context, fact);
}

/** Whether the signatures that the last block belongs to are over. */
export function endsSignature(context: OutlineContext, fact: BlockFacts): boolean {
  if (fact.headingLevel !== null) return true;
  if (signatureLine.test(fact.text) || signatureStart.test(fact.words)) return false;
  if (isNumbered(context, fact)) return fact.labelIsCertain || fact.words.length > 3;
  if (wordCount(fact.text) >= 45) return true;
  if (fact.shape === null || !fact.isTitle) return false;
  const next = context.nextParagraph(fact.index);
  return next !== null && (wordCount(next.text) >= 30 || isFirst(next)) && !signatureLine.test(next.text);
}

function isNumbered(context: OutlineContext, fact: BlockFacts): boolean {
  if (fact.label === null || fact.label.style === 'bullet') return false;
  return chooseLabel(context.tree, fact, context.labels) !== null;
}

/** One "Name:" is a form's field; a signature has more of the kind around it. */
function hasMoreLines(context: OutlineContext, fact: BlockFacts): boolean {
  const next = context.facts.slice(fact.index + 1, fact.index + 8);
  return next.some(({ kind, text }) => kind === 'paragraph' && signatureLine.test(text));
}
