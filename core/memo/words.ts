import type { ClauseHistoryEntry, InterfaceLanguage } from '../model/matter.ts';
import type { Certainty, Priority, Stance, TermStatus } from '../model/negotiation.ts';

/**
 * Every word a memo says of itself, in English and in French. The English table gives the shape: a
 * key missing from the French one does not compile. All of them are plain strings with `{names}` to
 * fill in, so that the check for leaks can tell a memo's own phrases from words of ours. French has no-break
 * spaces where French typography wants them: U+00A0 before a colon and inside guillemets,
 * U+202F before a semicolon.
 */
const en = {
  memo: 'Position memo',
  audience: {
    internal: 'Privileged and confidential — for our side only',
    counterparty: 'For discussion between the parties',
  },
  date: 'Date',
  latestDraft: 'Latest draft',
  termsCovered: 'Terms covered',
  noTerms: 'None: no term is contested',
  roundOf: '{party}, round {round}, {date}',

  parties: 'Parties',
  party: 'Party',
  role: 'Role',
  roles: { ours: 'Our side', theirs: 'Other side', author: 'Author of this memo', other: 'Other party' },

  rounds: 'Rounds',
  round: 'Round',
  side: 'Side',
  direction: 'Direction',
  directions: { sent: 'Sent', received: 'Received', working: 'Not sent' },
  working: 'Working draft, not sent',
  file: 'File',
  noFile: 'No file',
  fingerprint: 'SHA-256 (start)',

  terms: 'Contested terms',
  document: 'Document',
  clause: 'Clause',
  term: 'Term',
  status: 'Status',
  statuses: {
    open: 'Open',
    narrowing: 'Narrowing',
    parked: 'Parked',
    agreed: 'Agreed',
    deadlocked: 'Deadlocked',
  } satisfies Record<TermStatus, string>,
  lastMoved: 'Last moved',
  owner: 'Owner',
  note: 'Note',
  flagged: 'Words flagged',
  clauseLabelled: 'Clause {label}',
  clauseUnnumbered: 'Unnumbered clause',
  legend:
    'Where two texts are set against each other, {struck} stand in the first only and {inserted} in the second only. In the history of a clause they are the words a round deleted and inserted; […] stands for paragraphs it left as they were.',
  legendStruck: 'words struck through',
  legendInserted: 'words underlined',

  words: 'Each side’s words',
  sameWords: 'The words are the same on every side that has put a draft forward.',
  wordsAbove: 'The words of the clause and its history stand above, under “{clause}”.',
  withoutClause: 'Without this clause',
  inRound: 'round {round}',

  positions: 'Positions',
  stance: 'Stance',
  stances: {
    accept: 'Accepts',
    'accept-if': 'Accepts on conditions',
    open: 'Open',
    oppose: 'Opposes',
  } satisfies Record<Stance, string>,
  wanted: 'Wording wanted',
  redLine: 'Red line',
  reasons: 'Reasons',
  priority: 'Priority',
  priorities: { must: 'Must have', should: 'Should have', trade: 'Can be traded' } satisfies Record<Priority, string>,
  source: 'Source',
  certainty: 'Certainty',
  certainties: { stated: 'Stated by the side itself', reported: 'Reported by others' } satisfies Record<
    Certainty,
    string
  >,
  disclosure: 'Disclosure',
  disclosures: {
    shared: 'May be shown, except red line, reasons and priority',
    privileged: 'Privileged as a whole',
    intelligence: 'Not for the other side: reported, not stated',
  },
  recordedOn: 'Recorded on',
  none: '–',

  positionHistory: 'Positions over time',
  position: 'Position',
  field: '{label}: {value}',

  clauseHistory: 'The clause, round by round',
  whatChanged: 'What the round did',
  changes: {
    first: 'First put forward',
    same: 'Unchanged',
    edited: 'Reworded',
    inserted: 'Inserted',
    deleted: 'Deleted',
    moved: 'Moved',
    renumbered: 'Renumbered {label}',
    absent: 'Not in this draft',
  } satisfies Record<ClauseHistoryEntry['change'], string>,
  unchangedParagraphs: '[…]',
  pageOf: 'Page {page} of {pages}',
};

type SameShape<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameShape<T[K]> };
export type MemoWords = SameShape<typeof en>;

const fr: MemoWords = {
  memo: 'Note de position',
  audience: {
    internal: 'Confidentiel, couvert par le secret professionnel — réservé à notre partie',
    counterparty: 'Pour discussion entre les parties',
  },
  date: 'Date',
  latestDraft: 'Dernier projet',
  termsCovered: 'Points traités',
  noTerms: 'Aucun\u00a0: aucun point n’est en discussion',
  roundOf: '{party}, tour {round}, {date}',

  parties: 'Parties',
  party: 'Partie',
  role: 'Qualité',
  roles: {
    ours: 'Notre partie',
    theirs: 'Autre partie',
    author: 'Auteur de la présente note',
    other: 'Autre partie',
  },

  rounds: 'Échanges de projets',
  round: 'Tour',
  side: 'Partie',
  direction: 'Transmission',
  directions: { sent: 'Envoyé', received: 'Reçu', working: 'Non transmis' },
  working: 'Projet en cours, non transmis',
  file: 'Fichier',
  noFile: 'Sans fichier',
  fingerprint: 'SHA-256 (début)',

  terms: 'Points en discussion',
  document: 'Document',
  clause: 'Clause',
  term: 'Objet',
  status: 'État',
  statuses: {
    open: 'Ouvert',
    narrowing: 'En voie d’accord',
    parked: 'Réservé',
    agreed: 'Convenu',
    deadlocked: 'Bloqué',
  },
  lastMoved: 'Dernier mouvement',
  owner: 'Responsable',
  note: 'Note',
  flagged: 'Termes signalés',
  clauseLabelled: 'Clause {label}',
  clauseUnnumbered: 'Clause non numérotée',
  legend:
    'Lorsque deux rédactions sont mises en regard, les {struck} ne figurent que dans la première et les {inserted} que dans la seconde. Dans l’historique d’une clause, ce sont les mots qu’un tour a supprimés et ajoutés\u202f; […] tient lieu des alinéas qu’il a laissés inchangés.',
  legendStruck: 'mots barrés',
  legendInserted: 'mots soulignés',

  words: 'Rédaction de chaque partie',
  sameWords: 'La rédaction est la même chez toutes les parties qui ont transmis un projet.',
  wordsAbove: 'La rédaction de la clause et son historique figurent ci-dessus, sous «\u00a0{clause}\u00a0».',
  withoutClause: 'Sans cette clause',
  inRound: 'tour {round}',

  positions: 'Positions',
  stance: 'Position',
  stances: {
    accept: 'Accepte',
    'accept-if': 'Accepte sous conditions',
    open: 'Réserve sa position',
    oppose: 'S’oppose',
  },
  wanted: 'Rédaction souhaitée',
  redLine: 'Ligne rouge',
  reasons: 'Motifs',
  priority: 'Priorité',
  priorities: { must: 'Indispensable', should: 'Souhaitable', trade: 'Négociable' },
  source: 'Source',
  certainty: 'Certitude',
  certainties: { stated: 'Déclarée par la partie elle-même', reported: 'Rapportée par des tiers' },
  disclosure: 'Communication',
  disclosures: {
    shared: 'Communicable, sauf ligne rouge, motifs et priorité',
    privileged: 'Confidentielle dans son ensemble',
    intelligence: 'Non communicable\u00a0: rapportée, non déclarée',
  },
  recordedOn: 'Consignée le',
  none: '–',

  positionHistory: 'Évolution des positions',
  position: 'Position',
  field: '{label}\u00a0: {value}',

  clauseHistory: 'La clause, tour par tour',
  whatChanged: 'Effet du tour',
  changes: {
    first: 'Première rédaction',
    same: 'Inchangée',
    edited: 'Modifiée',
    inserted: 'Ajoutée',
    deleted: 'Supprimée',
    moved: 'Déplacée',
    renumbered: 'Renumérotée {label}',
    absent: 'Absente de ce projet',
  },
  unchangedParagraphs: '[…]',
  pageOf: 'Page {page} sur {pages}',
};

export const memoWords: Readonly<Record<InterfaceLanguage, MemoWords>> = { en, fr };

/** A phrase with its `{names}` filled in. A name without a value is a bug and throws. */
export function fill(phrase: string, values: Readonly<Record<string, string | number>>): string {
  return phrase.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`No value for {${name}} in “${phrase}”.`);
    return String(value);
  });
}

/** Every phrase of a table, nested ones included, with `{names}` as they stand. */
export function phrasesOf(words: MemoWords): string[] {
  const phrases: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') phrases.push(value);
    else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) walk(inner);
  };
  walk(words);
  return phrases;
}

const months: Readonly<Record<InterfaceLanguage, readonly string[]>> = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
};

/**
 * A calendar day (`2026-03-12`) in words: “12 March 2026”, « 12 mars 2026 », « 1er mars 2026 ». The
 * day and its month do not part at the end of a line. Not `Intl`, which leaves the French first of the month
 * as 1 and whose output changes with the runtime's data.
 */
export function dayInWords(isoDay: string, language: InterfaceLanguage): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDay) ?? [];
  const name = months[language][Number(month) - 1];
  if (name === undefined) throw new TypeError(`Not a calendar day: ${isoDay}`);
  const number = language === 'fr' && day === '01' ? '1er' : String(Number(day));
  return `${number}\u00a0${name} ${year}`;
}

/** The calendar day, in UTC, of a moment in milliseconds since 1970. */
export function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
