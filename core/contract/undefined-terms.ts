import { nextWord, tokenEnd } from '../compare/tokens.ts';
import { type ClauseTree, clauseText } from '../model/clause.ts';
import { headingText } from '../model/content.ts';
import type { DefinedTerm } from './term-uses.ts';
import { plainLetters, WordForms } from './word-forms.ts';

/**
 * Words that are written like a defined term and defined nowhere: capitals inside a sentence, after a determiner ("the Transition
 * Plan", « le Prestataire »), again and again or several words long.
 *
 * Names are written so as well, and there is no list of all names. So the question is turned round: what has a determiner before it and is
 * none of the kinds of thing that contracts call by name (courts, laws, offices, places, months), nor a heading of this
 * contract. A name without an article ("Delaware") is never met. What slips through is shown to a reader, not acted on.
 */
export interface UndefinedTerm {
  /** As it is first written. */
  readonly term: string;
  /** Every such place in document order; offsets are UTF-16 units in the clause's text. */
  readonly places: readonly { readonly clause: number; readonly from: number; readonly to: number }[];
}

/** Terms that are used but not defined, in the order of their first use. Time grows with the length of the text. */
export function listUndefinedTerms(tree: ClauseTree, terms: readonly DefinedTerm[]): UndefinedTerm[] {
  const forms = new WordForms(tree.language);
  const keyOf = (words: readonly string[]): string => words.map((word) => forms.stem(word)).join(' ');
  const known = knownNames(tree, keyOf);
  const taken = takenPlaces(terms, tree.clauses.length);
  const inLowerCase = new Map<string, number>();
  const found = new Map<
    string,
    { term: string; words: number; places: { clause: number; from: number; to: number }[] }
  >();
  for (const [clause, node] of tree.clauses.entries()) {
    if (node.kind === 'title' || node.kind === 'preamble' || node.kind === 'signature') continue;
    const text = clauseText(node);
    for (const run of capitalisedRuns(text, node.headingTo, inLowerCase, forms)) {
      const { from, to, words } = run;
      if (overlaps(taken[clause] ?? [], from, to) || words.some((word) => isOfNames(word))) continue;
      const key = keyOf(words);
      if (known.has(key)) continue;
      const entry = found.get(key);
      if (entry === undefined)
        found.set(key, { term: text.slice(from, to), words: words.length, places: [{ clause, from, to }] });
      else entry.places.push({ clause, from, to });
    }
  }
  return Array.from(found, ([key, { term, words, places }]) => ({ key, term, words, places }))
    .filter(({ key, words, places }) => words > 1 || (places.length > 1 && places.length > (inLowerCase.get(key) ?? 0)))
    .map(({ term, places }) => ({ term, places }));
}

/** What needs no definition here: the contract's own headings and schedules, and what every contract calls itself and its parties. */
function knownNames(tree: ClauseTree, keyOf: (words: readonly string[]) => string): Set<string> {
  const known = new Set<string>();
  for (const clause of tree.clauses) {
    const heading = headingText(clause);
    if (heading === null) continue;
    known.add(keyOf(heading.split(/[^\p{L}\p{N}'’-]+/u).filter((word) => word !== '')));
  }
  return known;
}

function takenPlaces(terms: readonly DefinedTerm[], count: number): (readonly [number, number])[][] {
  const taken: (readonly [number, number])[][] = Array.from({ length: count }, () => []);
  for (const { definitions, uses } of terms) {
    for (const { clause, from, to } of [...definitions, ...uses]) taken[clause]?.push([from, to]);
  }
  for (const list of taken) list.sort((a, b) => a[0] - b[0]);
  return taken;
}

function overlaps(taken: readonly (readonly [number, number])[], from: number, to: number): boolean {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.[1] ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const next = taken[low];
  return next !== undefined && next[0] < to;
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}

/** Words with capitals in a row, right after a determiner and inside a sentence; counts single words in lower case on the way. */
function* capitalisedRuns(
  text: string,
  headingTo: number,
  inLowerCase: Map<string, number>,
  forms: WordForms,
): Generator<Run> {
  let previous = '';
  let startedSentence = true;
  let end = 0;
  let run: Run | null = null;
  let link: readonly string[] = [];
  for (let from = nextWord(text, headingTo); from < text.length; ) {
    const to = tokenEnd(text, from);
    const word = text.slice(from, to);
    const gap = text.slice(end, from);
    const isCapital = /^\p{Lu}[\p{L}'’-]*\p{Ll}/u.test(word);
    const isJoined = /^[ \u00a0\u202f]*$/u.test(gap);
    const opens: boolean =
      isCapital &&
      isJoined &&
      determiners.has(plainLetters(previous)) &&
      (startedSentence || /^\p{Ll}/u.test(previous));
    if (run !== null && isJoined && isCapital && !startsSentence.has(word)) {
      run = { from: run.from, to, words: [...run.words, ...link, word] };
      link = [];
    } else if (run !== null && isJoined && link.length === 0 && links.has(word)) {
      link = [word];
    } else {
      if (run !== null && !isName(text, run.to, link.length === 0 ? from : end)) yield run;
      run = opens && !startsSentence.has(word) ? { from, to, words: [word] } : null;
      link = [];
    }
    if (!isCapital && /^\p{Ll}/u.test(word)) {
      const stem = forms.stem(word);
      inLowerCase.set(stem, (inLowerCase.get(stem) ?? 0) + 1);
    }
    startedSentence = end === 0 || /[.!?:;\n\t]/.test(gap);
    previous = word;
    end = to;
    from = nextWord(text, to);
  }
  if (run !== null) yield run;
}

/** What may join the words of a term ("Change of Control"). */
const links = new Set(['of', 'de', 'du', 'des', "d'", 'd’']);
const startsSentence = new Set(
  'The This These Those That If In For Upon When Where Any All Each No It Its And Or Le La Les Un Une Il Elle Si En Dans Pour Ce Cette'.split(
    ' ',
  ),
);

/**
 * A run that goes on in capitals or with a number is a name ("the Acme SAS", "the Home Owners' Loan Act"), and so is one whose meaning is said to
 * stand elsewhere ("as defined in the Plan").
 */
function isName(text: string, to: number, next: number): boolean {
  const gap = text.slice(to, next);
  if (/^[ \u00a0\u202f'’]*$/u.test(gap) && /^[\p{Lu}\d]/u.test(text.slice(next, next + 1))) return true;
  return definedElsewhere.test(text.slice(to, to + 60));
}

const definedElsewhere =
  /^["”»\s]*[([,]?\s*(?:as|such term is|tels? que|telles? que)\s+(?:such\s+term\s+is\s+)?(?:defined|défini\p{L}*)\s+(?:in|under|by|dans|par|à|au)\s+(?!section|article|clause|this|l[’']article|la présente)/iu;

const determiners = new Set(
  (
    'the a an any each all such these those every no its their his her our your other applicable relevant said respective ' +
    "le la les l' un une des du au aux ce cet cette ces tout toute tous toutes chaque son sa ses leur leurs notre nos votre vos aucun aucune ledit ladite " +
    'lesdits lesdites d'
  ).split(' '),
);

const namingWords = new Set(
  (
    'agreement contract party parties section article clause paragraph exhibit schedule annex appendix attachment recital amendment addendum chapter part title rule ' +
    'act acts code codes law laws statute court courts regulation regulations rules treaty convention directive commission council parliament federal association institute institution ' +
    'bank university college state states union kingdom republic government department ministry agency bureau office service exchange congress senate ' +
    'inc llc ltd corp corporation company limited gmbh plc trust fund board committee officer president director secretary manager chairman chair treasurer counsel attorney ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december ' +
    'alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey mexico york carolina dakota ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming commonwealth canada britain england wales scotland ireland germany italy spain india china japan israel america americas netherlands league ' +
    'american english french european german british canadian chinese japanese indian north south east west county city street avenue road district province territory ' +
    'internet web intranet google microsoft windows apple amazon facebook github linkedin visa mastercard paypal java unix linux excel word adobe christmas ' +
    'mr mrs ms dr god dollar dollars euro euros pound pounds sterling bankruptcy securities patent trademark copyright incoterms ' +
    'contrat convention accord avenant partie annexe alinea chapitre titre livre preambule loi lois decret arrete ordonnance reglement reglements directive traite ' +
    'tribunal tribunaux cour cours juge conseil commission chambre registre greffe ministere ministre prefet prefecture prefete etat union republique autorite direction agence institut ' +
    'communes commune departement region ville maire mairie president directeur directrice gerant secretaire tresor banque universite ecole societe association ' +
    'lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre ' +
    'france paris europe afrique amerique asie royaume francais francaise monsieur madame mesdames messieurs maitre docteur'
  ).split(' '),
);

/** Part of the name of an authority, a law, a company, a place or a day, or the contract's own parts. */
function isOfNames(word: string): boolean {
  const plain = plainLetters(word).replace(/'s$|-.*$/, '');
  return namingWords.has(plain) || (plain.endsWith('s') && namingWords.has(plain.slice(0, -1)));
}
