import type { ClauseTree } from '../model/clause.ts';
import { headingText } from '../model/content.ts';
import { ContractWords, WordAnswers, type WordPlaces } from './contract-words.ts';
import type { DefinedTerm } from './term-uses.ts';
import { plainLetters, wordStem } from './word-forms.ts';

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
export function listUndefinedTerms(
  tree: ClauseTree,
  terms: readonly DefinedTerm[],
  words: ContractWords = new ContractWords(tree),
): UndefinedTerm[] {
  const keyOf = (words: readonly string[]): string => words.map((word) => wordStem(word, tree.language)).join(' ');
  const known = knownNames(tree, keyOf);
  const taken = takenPlaces(terms, tree.clauses.length);
  const inLowerCase = countLowerCase(words);
  const looks = new WordAnswers(words.table.words, (word, id) => looksOf(word, words.table.plain.of(id)));
  const found = new Map<
    string,
    { term: string; words: number; places: { clause: number; from: number; to: number }[] }
  >();
  for (const [clause, node] of tree.clauses.entries()) {
    if (node.kind === 'title' || node.kind === 'preamble' || node.kind === 'signature') continue;
    const places = words.clauses[clause];
    if (places === undefined) continue;
    for (const { from, to, words: run } of capitalisedRuns(places, node.headingTo, looks)) {
      if (overlaps(taken[clause] ?? [], from, to) || run.some((word) => isOfNames(word))) continue;
      const key = keyOf(run);
      if (known.has(key)) continue;
      const entry = found.get(key);
      if (entry === undefined)
        found.set(key, { term: places.text.slice(from, to), words: run.length, places: [{ clause, from, to }] });
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

/** How often each word stands in lower case, by its stem. */
function countLowerCase(words: ContractWords): Map<string, number> {
  const counts: number[] = words.table.words.map(() => 0);
  for (const { ids } of words.clauses) {
    for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  }
  const byStem = new Map<string, number>();
  for (const [id, word] of words.table.words.entries()) {
    if (!/^\p{Ll}/u.test(word)) continue;
    const stem = words.stems.of(id);
    byStem.set(stem, (byStem.get(stem) ?? 0) + (counts[id] ?? 0));
  }
  return byStem;
}

function takenPlaces(terms: readonly DefinedTerm[], count: number): (readonly [number, number])[][] {
  const taken: (readonly [number, number])[][] = Array.from({ length: count }, () => []);
  for (const { definitions, uses } of terms) {
    for (const { clause, from, to } of definitions) taken[clause]?.push([from, to]);
    for (const { clause, from, to } of uses) taken[clause]?.push([from, to]);
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

/** A run that is still growing: its characters, and its words by their numbers. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
}

/** What a run of words with capitals asks of each word. */
interface Looks {
  readonly isCapital: boolean;
  readonly isDeterminer: boolean;
  readonly isLowerCase: boolean;
  readonly startsSentence: boolean;
  readonly isLink: boolean;
}

function looksOf(word: string, plain: string): Looks {
  return {
    isCapital: /^\p{Lu}[\p{L}'’-]*\p{Ll}/u.test(word),
    isDeterminer: determiners.has(plain),
    isLowerCase: /^\p{Ll}/u.test(word),
    startsSentence: startsSentence.has(word),
    isLink: links.has(word),
  };
}

/** Words with capitals in a row, right after a determiner and inside a sentence. */
function* capitalisedRuns(places: WordPlaces, headingTo: number, looks: WordAnswers<Looks>): Generator<Run> {
  const { text, ids, from: starts, to: ends } = places;
  let previous: Looks | null = null;
  let startedSentence = true;
  let end = headingTo;
  let run: Stretch | null = null;
  let isLinked = false;
  const wordsOf = (first: number, last: number): string[] =>
    starts.slice(first, last + 1).map((start, i) => text.slice(start, ends[first + i]));
  for (let i = 0; i < ids.length; i += 1) {
    const from = starts[i] as number;
    const to = ends[i] as number;
    if (from < headingTo) continue;
    const look = looks.of(ids[i] as number);
    // Most words neither have a capital nor stand before one.
    if (run === null && !look.isCapital && !look.isDeterminer) {
      previous = look;
      end = to;
      continue;
    }
    const isJoined = isBlank(text, end, from);
    if (run !== null && isJoined && look.isCapital && !look.startsSentence) {
      run = { from: run.from, first: run.first, to, last: i };
      isLinked = false;
    } else if (run !== null && isJoined && !isLinked && look.isLink) {
      isLinked = true;
    } else {
      if (run !== null && !isName(text, run.to, isLinked ? end : from)) {
        yield { from: run.from, to: run.to, words: wordsOf(run.first, run.last) };
      }
      const opens =
        look.isCapital &&
        !look.startsSentence &&
        isJoined &&
        previous?.isDeterminer === true &&
        (startedSentence || previous.isLowerCase);
      run = opens ? { from, to, first: i, last: i } : null;
      isLinked = false;
    }
    if (look.isDeterminer) startedSentence = end <= headingTo || /[.!?:;\n\t]/.test(text.slice(end, from));
    previous = look;
    end = to;
  }
  if (run !== null) yield { from: run.from, to: run.to, words: wordsOf(run.first, run.last) };
}

/** Nothing but spaces on one line, or nothing at all. */
function isBlank(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) {
    const code = text.charCodeAt(i);
    if (code !== 0x20 && code !== 0xa0 && code !== 0x202f) return false;
  }
  return true;
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
