import { type ClauseTree, clauseText } from '../model/clause.ts';
import { type Block, blockText, headingText } from '../model/content.ts';
import { definitionsHeading } from './vocabulary.ts';

/**
 * What a clause is among definitions. `entries`: its paragraphs are entries of a definitions article. `marked`: only entries that stand
 * out are, as under "Interpretation", where rules of reading stand between definitions. `rows`: its table's rows are, from the
 * `firstRow`-th block on.
 */
export type EntryPlace =
  /**
   * `isHeading`: the clause begins with the heading of all the definitions, which defines nothing. `headingsDefine`: so many of the clauses
   * have headings that these name the terms ("1.1 Affiliate. Any company …").
   */
  | { readonly kind: 'entries' | 'marked'; readonly isHeading: boolean; readonly headingsDefine: boolean }
  | { readonly kind: 'rows'; readonly isHeading: false; readonly firstRow: number };

/** For each clause its place among definitions, or `null`. */
export function definitionSections(tree: ClauseTree): (EntryPlace | null)[] {
  const places: (EntryPlace | null)[] = [];
  /** What the children of a clause are. */
  const inside: (EntryPlace | null)[] = [];
  let last: { readonly place: EntryPlace; readonly parent: number | null; readonly number: string } | null = null;
  const headed = headedChildren(tree);
  for (const [index, clause] of tree.clauses.entries()) {
    const heading = headingText(clause);
    const isBeside: boolean =
      last !== null && clause.parent === last.parent && clause.label?.startsWith(last.number) === true;
    const around = isBeside ? (last?.place ?? null) : clause.parent === null ? null : (inside[clause.parent] ?? null);
    const own = heading === null || clause.kind === 'title' ? null : sectionOf(heading, (headed[index] ?? 0) >= 3);
    const place = own === null ? (around ?? tableOf(clause.blocks)) : { ...own, isHeading: true };
    places.push(place);
    // "1.0 Definitions" with "1.1 Affiliate" beside it, not under it.
    const number = /^(\d+)(?:\.0?)?$/u.exec(clause.label ?? '')?.[1];
    if (own !== null && number !== undefined) last = { place: own, parent: clause.parent, number: `${number}.` };
    else if (!isBeside && clause.parent === last?.parent) last = null;
    // The items of an entry define nothing; those of a paragraph that only leads over ("In this Agreement:") do.
    inside.push(own ?? (around !== null && heading === null && leadsOver(clauseText(clause)) ? around : null));
  }
  return places;
}

/** How many children of each clause have a heading; of a clause without any, how many clauses beside and after it. */
function headedChildren(tree: ClauseTree): number[] {
  const counts: number[] = tree.clauses.map(() => 0);
  const besides = new Map<number | null, number>();
  for (let i = tree.clauses.length - 1; i >= 0; i -= 1) {
    const clause = tree.clauses[i];
    if (clause === undefined) continue;
    if (counts[i] === 0) counts[i] = besides.get(clause.parent) ?? 0;
    if (clause.headingTo === 0) continue;
    besides.set(clause.parent, (besides.get(clause.parent) ?? 0) + 1);
    if (clause.parent !== null) counts[clause.parent] = (counts[clause.parent] ?? 0) + 1;
  }
  return counts;
}

function sectionOf(
  heading: string,
  headingsDefine: boolean,
): Extract<EntryPlace, { kind: 'entries' | 'marked' }> | null {
  if (!definitionsHeading.test(heading) && !ownHeading.test(heading)) return null;
  return {
    kind: /d[eé]fini|defined|gloss|lexique|terminolog/iu.test(heading) ? 'entries' : 'marked',
    isHeading: false,
    headingsDefine: headingsDefine && !alsoOther.test(heading),
  };
}

/** Headings that the splitter does not need to know. */
const ownHeading =
  /^(?:(?:key|certain|other|additional)\s+)?(?:d[eé]finitions?\b.{0,60}|defined\s+(?:terms|words)\b.{0,40}|termes\s+d[eé]finis.{0,40}|terminolog(?:y|ie))$/iu;

/** "Definitions and interpretation": some headings under it are of rules. */
const alsoOther = /(?<!\p{L})(?:and|et|&)(?!\p{L})/iu;

function leadsOver(text: string): boolean {
  return text.length < 600 && /:\s*$/u.test(text) && !/["“«]/u.test(text.slice(0, 3));
}

/** A table that says in its first row that it lists terms. */
function tableOf(blocks: readonly Block[]): EntryPlace | null {
  for (const [index, block] of blocks.entries()) {
    if (block.type === 'row' && columns.test(blockText(block)))
      return { kind: 'rows', isHeading: false, firstRow: index + 1 };
  }
  return null;
}

const columns =
  /^\s*(?:defined\s+)?(?:terms?|words?|expressions?|termes?|mots?)(?:\s+(?:defined|d[ée]finis?))?\s*\t\s*(?:definitions?|meanings?|d[ée]finitions?|significations?|sens)\s*(?:\t|$)/iu;
