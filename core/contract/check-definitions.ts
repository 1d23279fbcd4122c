import { type ClauseTree, clauseText } from '../model/clause.ts';
import { ContractWords } from './contract-words.ts';
import { definitionSections } from './definition-sections.ts';
import type { Definition } from './definitions.ts';
import { type DefinedTerm, listTerms, type TermUse } from './term-uses.ts';
import { listUndefinedTerms } from './undefined-terms.ts';

export const definitionProblems = [
  'used-but-not-defined',
  'defined-but-not-used',
  'defined-twice',
  'used-before-its-definition',
] as const;
export type DefinitionProblem = (typeof definitionProblems)[number];

/** Offsets are UTF-16 units in the clause's text. */
export interface TermPlace {
  readonly clause: number;
  readonly from: number;
  readonly to: number;
}

/** Something about the definitions of a contract that a reader should look at. */
export interface DefinitionFinding extends TermPlace {
  readonly problem: DefinitionProblem;
  readonly term: string;
  /**
   * The other places it is about. Of a term that is not defined, its further uses; of one defined twice, its earlier definitions; of
   * one used too early, where it is defined.
   */
  readonly others: readonly TermPlace[];
}

/**
 * What is wrong with the definitions of a contract, in document order. Used before its definition is said only of terms that are
 * defined in passing: a reader looks a definitions article up, wherever it stands, but does not expect that "(the “Plan”)" in
 * article 12 tells what the Plan of article 3 is. Each term is reported once for each problem.
 */
export function checkDefinitions(
  tree: ClauseTree,
  definitions: readonly Definition[],
  words: ContractWords = new ContractWords(tree),
  terms: readonly DefinedTerm[] = listTerms(tree, definitions, words),
): DefinitionFinding[] {
  const check = new DefinitionCheck(tree);
  const findings = terms.flatMap((term) => [
    ...check.unused(term),
    ...check.definedTwice(term),
    ...check.usedBeforeDefinition(term),
  ]);
  for (const { term, places } of listUndefinedTerms(tree, terms, words)) {
    const [first, ...others] = places;
    if (first !== undefined) findings.push({ problem: 'used-but-not-defined', term, ...first, others });
  }
  return findings.sort((a, b) => a.clause - b.clause || a.from - b.from);
}

class DefinitionCheck {
  readonly #tree: ClauseTree;
  /** For each clause whether it stands in a definitions article or table. */
  readonly #isAmongDefinitions: readonly boolean[];

  constructor(tree: ClauseTree) {
    this.#tree = tree;
    this.#isAmongDefinitions = definitionSections(tree).map((place) => place !== null);
  }

  *unused({ term, definitions, uses }: DefinedTerm): Generator<DefinitionFinding> {
    const isElsewhere = (use: TermUse): boolean => !definitions.some((definition) => isWithin(use, definition));
    const [first] = definitions;
    if (first === undefined || uses.some(isElsewhere)) return;
    yield { problem: 'defined-but-not-used', term, ...placeOf(first), others: [] };
  }

  *definedTwice({ term, definitions }: DefinedTerm): Generator<DefinitionFinding> {
    const full = definitions.filter(
      (definition) => !this.#isPointer(definition) && !this.#isLocal(definition) && !this.#onlyAdds(definition),
    );
    const apart = full.filter((definition, i) => i === 0 || !isBeside(full[i - 1], definition));
    const second = apart[1];
    if (second === undefined) return;
    const others = apart.filter((definition) => definition !== second).map(placeOf);
    yield { problem: 'defined-twice', term, ...placeOf(second), others };
  }

  *usedBeforeDefinition({ term, definitions, uses }: DefinedTerm): Generator<DefinitionFinding> {
    const [first] = definitions;
    if (first === undefined || !/^\p{Lu}/u.test(term)) return;
    const isLookedUp = definitions.some(
      (definition) => this.#isAmongDefinitions[definition.clause] === true || this.#beginsWithTerm(definition),
    );
    if (isLookedUp || definitions.some((definition) => this.#isPointer(definition))) return;
    const early = uses.find((use) => isBefore(use, first) && this.#counts(use));
    if (early !== undefined)
      yield { problem: 'used-before-its-definition', term, ...placeOf(early), others: [placeOf(first)] };
  }

  /** "has the meaning given in Section 3": the meaning stands elsewhere. */
  #isPointer(definition: Definition): boolean {
    const text = this.#text(definition.clause);
    const around = text.slice(definition.to, Math.max(definition.meaningTo, definition.to)).slice(0, 160);
    return pointer.test(around) || pointerInside.test(around);
  }

  /** "Confidential Information shall also include": no second definition. */
  #onlyAdds({ clause, to }: Definition): boolean {
    return /^["”»\s,]*(?:(?:shall|will|also|which|further)\s+){0,3}(?:includes?|comprend)\b/iu.test(
      this.#text(clause).slice(to, to + 60),
    );
  }

  /** "For the purposes of this clause": a meaning that ends with the clause. */
  #isLocal({ clause, from }: Definition): boolean {
    return local.test(this.#text(clause).slice(Math.max(0, from - 120), from));
  }

  #beginsWithTerm({ clause, from }: Definition): boolean {
    return /^[\s"“«(*_-]*(?:(?:the|le|la|les)\s+)?(?:(?:terms?|termes?)\s+)?["“«]?\s*$/iu.test(
      this.#text(clause).slice(0, from),
    );
  }

  /** A heading or a title uses no term, and "(as defined below)" says itself that the meaning comes. */
  #counts({ clause, from, to }: TermUse): boolean {
    const node = this.#tree.clauses[clause];
    if (node === undefined || node.kind === 'title' || from < node.headingTo) return false;
    const text = this.#text(clause);
    if (/^[\p{Lu}\s]+$/u.test(text.slice(from, to)) && to - from > 5) return false;
    const lead = text.slice(Math.max(0, from - 30), from);
    const rest = text.slice(to, to + 80);
    // A heading that was not set apart, and a part of a longer name ("Village Media Group").
    if (/(?:^|\n|\d\)?[.)]?)\s*["“«]?\s*$/u.test(lead) && /^\s*(?:[.:"“«–—-]|\n)/u.test(rest)) return false;
    if (/^(?:['’]s)?\s+(?:[&\p{Lu}])/u.test(rest) || /(?:^|[^.:;])\s\p{Lu}[\p{L}.&]*\s$/u.test(lead)) return false;
    return !/\($/.test(lead) && !announced.test(rest);
  }

  #text(clause: number): string {
    const node = this.#tree.clauses[clause];
    return node === undefined ? '' : clauseText(node);
  }
}

const pointer =
  /^["”»\s,]*(?:(?:shall|will)\s+have|ha(?:s|ve)|a|ont|is|are|est|sont)\s+(?:the\s+(?:same\s+)?meanings?|(?:le|la)\s+(?:sens|signification)|(?:as\s+)?defined|définie?s?)\s*(?:that\s+is\s+|qui\s+(?:lui|leur)\s+est\s+)?(?:\(s\)\s*)?(?:given|set|assigned|ascribed|specified|provided|defined|described|stated|attributed|in\b|as\b|donnée?|attribuée?|prévue?|indiquée?|définie?|à\b|au\b|par\b)/iu;
const pointerInside =
  /^.{0,70}(?:defined|described|set\s+(?:out|forth)|définie?s?|décrite?s?)\s+(?:in|at|under|à|au|aux|dans)\s*(?:l[’'])?\s*(?:sections?|clauses?|articles?|schedule|exhibit|annexe?)\b/isu;
const local =
  /(?:for\s+(?:the\s+)?purposes?\s+of\s+this\s+(?:section|clause|article|paragraph|exhibit|schedule)|(?:aux\s+fins|pour\s+les?\s+besoins?|au\s+sens)\s+d(?:u|e\s+la)\s+présente?\s+(?:article|clause|section|paragraphe))/iu;
const announced =
  /^\s*["”»]?\s*[([,]?\s*(?:as|such\s+terms?|(?:each|all)\s+as|tels?(?:les?)?|telles?)\s+(?:\p{L}+\s+){0,4}(?:defined|described|défini)/iu;

function isWithin(use: TermUse, { clause, meaningFrom, meaningTo, from }: Definition): boolean {
  return use.clause === clause && use.from >= Math.min(meaningFrom, from) && use.to <= meaningTo;
}

/** Two names given in one breath: "each a “Party” and together the “Parties”". */
function isBeside(a: Definition | undefined, b: Definition): boolean {
  return a !== undefined && a.clause === b.clause && b.from - a.to < 160;
}

function isBefore(use: TermUse, definition: Definition): boolean {
  return (
    use.clause < definition.clause ||
    (use.clause === definition.clause && use.from < Math.min(definition.from, definition.meaningFrom))
  );
}

function placeOf({ clause, from, to }: TermPlace): TermPlace {
  return { clause, from, to };
}
