import { type GeneratedClause, generateContract, newArticle, numberClauses } from './generate-contract.ts';
import { SeededRandom } from './seeded-random.ts';

/**
 * A round of negotiation in which the truth of the alignment is known: which clause became which, what moved, what was
 * split and what was merged. Words, places and numbers change as they do between real drafts; nothing here looks at
 * how Parley aligns.
 */
export interface NegotiatedRound {
  readonly a: readonly GeneratedClause[];
  readonly b: readonly NegotiatedClause[];
  /** Every clause of A with every clause of B that has words of it, as `a:b`. */
  readonly pairs: ReadonlySet<string>;
  /** The same of the clauses that were carried to another place. */
  readonly moves: ReadonlySet<string>;
  /** The clauses of A that became several of B, and the clauses of B that several of A became. */
  readonly splits: readonly number[];
  readonly merges: readonly number[];
}

export interface NegotiatedClause extends GeneratedClause {
  /** The clauses of A whose words it has. */
  readonly origins: readonly number[];
}

export interface RoundSize {
  readonly seed: number;
  readonly pages: number;
  /** Share of the clauses that are touched. */
  readonly touched: number;
}

type Fate = 'edited' | 'in' | 'out' | 'moved' | 'split' | 'merged';

/** Of ten clauses that are touched, four are edited, and each of the other things happens to one or two. */
const fates: readonly Fate[] = [
  ...(['edited', 'edited', 'edited', 'edited', 'in', 'in', 'out', 'moved', 'split', 'merged'] as const),
];

/** A contract, and the draft that the other side made of it. */
export function negotiateRound({ seed, pages, touched }: RoundSize): NegotiatedRound {
  const random = new SeededRandom(seed);
  const a = generateContract({ seed, pages, subject: random.pick(['services', 'works'] as const) });
  const fresh = newArticle(seed + 1_000_003, Math.ceil(a.length * touched) + 10);
  const timesOf = new Map<string, number>();
  for (const { text } of a) timesOf.set(text, (timesOf.get(text) ?? 0) + 1);
  // What stands in the contract twice cannot be told from its like, whoever reads it.
  const isOwn = ({ kind, text }: GeneratedClause) => kind === 'clause' && timesOf.get(text) === 1;

  const b: NegotiatedClause[] = [];
  const moving: NegotiatedClause[] = [];
  const splits: number[] = [];
  for (let index = 0; index < a.length; index += 1) {
    const clause = a[index] as GeneratedClause;
    const kept: NegotiatedClause = { ...clause, origins: [index] };
    const canTouch = clause.kind === 'clause' || clause.kind === 'item';
    const fate = canTouch && random.chance(touched) ? random.pick(fates) : null;
    const next = a[index + 1];
    if (fate === 'edited') b.push({ ...kept, text: editWords(random, clause.text) });
    else if (fate === 'in') {
      const words = fresh[1 + (b.length % (fresh.length - 1))] as GeneratedClause;
      b.push(kept, { ...words, text: `${words.text} (${seed}.${index})`, kind: 'clause', level: 1, origins: [] });
    } else if (fate === 'moved' && isOwn(clause)) {
      moving.push(random.chance(0.4) ? { ...kept, text: editWords(random, clause.text) } : kept);
    } else if (fate === 'split' && isOwn(clause) && sentencesOf(clause.text).length > 1) {
      splits.push(index);
      for (const text of cutSentences(random, clause.text)) b.push({ ...kept, text });
    } else if (fate === 'merged' && isOwn(clause) && next !== undefined && isOwn(next)) {
      b.push({ ...kept, text: `${clause.text} ${next.text}`, origins: [index, index + 1] });
      index += 1;
    } else if (fate !== 'out') b.push(kept);
  }
  for (const clause of moving) b.splice(farFrom(random, b, clause.origins[0] as number), 0, clause);
  return describe(
    a,
    numberClauses(b) as NegotiatedClause[],
    new Set(moving.map(({ origins }) => origins[0] as number)),
    splits,
  );
}

function describe(
  a: readonly GeneratedClause[],
  b: readonly NegotiatedClause[],
  moved: ReadonlySet<number>,
  splits: readonly number[],
): NegotiatedRound {
  const pairs = new Set<string>();
  const moves = new Set<string>();
  const merges: number[] = [];
  for (const [place, { origins }] of b.entries()) {
    if (origins.length > 1) merges.push(place);
    for (const origin of origins) {
      pairs.add(`${origin}:${place}`);
      if (moved.has(origin)) moves.add(`${origin}:${place}`);
    }
  }
  return { a, b, pairs, moves, splits, merges };
}

/** A place some clauses away from where a clause stood, and not between two parts of another. */
function farFrom(random: SeededRandom, b: readonly NegotiatedClause[], origin: number): number {
  for (;;) {
    const place = random.below(3, b.length);
    const before = b[place - 1]?.origins[0];
    const after = b[place]?.origins[0];
    if (before === undefined || after === undefined || before === after) continue;
    if (Math.abs(before - origin) > 4) return place;
  }
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=\.) (?=\p{Lu})/u);
}

/** A text cut between two of its sentences, a long one sometimes twice. */
function cutSentences(random: SeededRandom, text: string): string[] {
  const sentences = sentencesOf(text);
  const first = random.below(1, sentences.length);
  const rest = sentences.slice(first);
  if (rest.length < 2 || random.chance(0.6)) return [sentences.slice(0, first).join(' '), rest.join(' ')];
  return [sentences.slice(0, first).join(' '), rest.slice(0, 1).join(' '), rest.slice(1).join(' ')];
}

const putIn = ['promptly', 'and its affiliates', 'in its sole discretion', 'at no charge', 'commercially reasonable'];
const others = ['shall', 'may', 'thirty', 'written', 'material', 'sixty', 'each', 'any'];

/** One to four changes of a word, a few words or a number. */
function editWords(random: SeededRandom, text: string): string {
  let words = text.split(' ');
  for (let left = random.below(1, 5); left > 0; left -= 1) {
    const at = random.below(0, words.length);
    const kind = words.length < 5 ? 0 : random.below(0, 3);
    if (kind === 0) words.splice(at, 0, random.pick(putIn));
    else if (kind === 1) words[at] = random.pick(others);
    else words = [...words.slice(0, at), ...words.slice(at + random.below(1, 4))];
  }
  const edited = words.join(' ');
  return edited === text ? `${text} (as amended)` : edited;
}
