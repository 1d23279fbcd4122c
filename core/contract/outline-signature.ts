import { blockText } from '../model/content.ts';
import type { BlockFacts } from './block-facts.ts';
import { wordCount } from './headings.ts';
import { isFirst, type OutlineContext } from './outline-context.ts';
import { opensTable } from './outline-headings.ts';
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
  if (fact.kind === 'row') return startsSignatureTable(context, fact);
  const isLine = signatureLine.test(fact.text);
  // "This Agreement is entered into on …" opens an agreement whose clauses are still to come.
  const isTooEarly = openingLength < shortestSigned || clausesFollow(context, fact.index);
  if (!inBody && isTooEarly && !isLine) return false;
  const isFormula = signatureStart.test(fact.words) && (fact.label === null || fact.text.length < 400);
  // Fields of a form inside a clause look the same; after signatures, no number goes on.
  const isBlock = isLine && hasMoreLines(context, fact) && context.seriesGoingOn(fact.index) === undefined;
  return (isFormula || isBlock) && !isNumbered(context, fact);
}

/** Whether a row begins a table in which the parties sign: "Signature", under it "Name" or "Date", perhaps over both the parties' names. */
function startsSignatureTable(context: OutlineContext, fact: BlockFacts): boolean {
  const cells = cellsOf(fact);
  if (fact.kind !== 'row' || cells.some((cell) => wordCount(cell) > 12)) return false;
  const next = context.facts.slice(fact.index + 1, fact.index + 6);
  const isSigning = signingCell.test(cells[0] ?? '');
  const namesParties =
    cells.length > 1 && !isSigning && signingCell.test(next[0] === undefined ? '' : (cellsOf(next[0])[0] ?? ''));
  return (
    (isSigning || namesParties) && next.some((row) => row.kind === 'row' && signerCell.test(cellsOf(row)[0] ?? ''))
  );
}

const signingCell =
  /^(?:signatures?|signed|signed by|by|signé par|signature et cachet|cachet et signature|par)\s*:?[\s_]*$/iu;
const signerCell =
  /^(?:(?:print(?:ed)? )?name|title|date|nom|nom et prénom|nom et qualité|prénom|qualité|fonction|titre|lieu et date)\s*:?[\s_]*$/iu;

function isOfSigning(row: BlockFacts): boolean {
  const first = cellsOf(row)[0] ?? '';
  return signingCell.test(first) || signerCell.test(first);
}

function isAfterTable(context: OutlineContext, { index, text }: BlockFacts): boolean {
  const before = context.facts.slice(Math.max(0, index - 3), index).findLast(({ kind }) => kind !== 'empty');
  return before?.kind === 'row' && wordCount(text) >= 2;
}

/** The words of each cell of a row. */
function cellsOf({ source: { block } }: BlockFacts): string[] {
  if (block.type !== 'row') return [];
  return block.cells.map((cell) => blockText({ type: 'row', cells: [cell] }).trim());
}

/** Whether the signatures that the last block belongs to are over. */
export function endsSignature(context: OutlineContext, fact: BlockFacts): boolean {
  const next = context.nextParagraph(fact.index);
  if (fact.kind === 'row')
    return fact.lead !== null && !isOfSigning(fact) && !(next?.kind === 'row' && isOfSigning(next));
  if (opensTable(fact, next)) return true;
  if (fact.headingLevel !== null) return true;
  if (signatureLine.test(fact.text) || signatureStart.test(fact.words)) return false;
  if (isNumbered(context, fact)) return fact.labelIsCertain || fact.words.length > 3;
  if (wordCount(fact.text) >= 45) return true;
  const isSetOff = fact.shape !== null || isAfterTable(context, fact);
  if (!isSetOff || !fact.isTitle) return false;
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
