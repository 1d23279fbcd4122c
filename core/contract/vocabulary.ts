/**
 * The set phrases that contracts are framed with, in English and French: what opens, recites, agrees, defines and signs.
 *
 * Phrases are compared without case and accents, because capitals often lack them ("PREAMBULE", "IL A ETE CONVENU"), and with
 * straight apostrophes. They are written here as they read: a space stands for any white space, and the rest is a regular expression,
 * bounded, tried at the start of a paragraph.
 */
export interface Phrase {
  /** Whether the text begins with the phrase, or is it, as the phrase was made. Looks at the first 140 characters only. */
  test(text: string): boolean;
}

const lookedAt = 140;

function startsWith(...alternatives: readonly string[]): Phrase {
  return phrase(`^(?:${alternatives.join('|')})`);
}

/** The whole text, but for a stop or colon at its end. */
function is(...alternatives: readonly string[]): Phrase {
  return phrase(`^(?:${alternatives.join('|')}) ?[:.,]? ?$`);
}

function phrase(source: string): Phrase {
  const pattern = new RegExp(source.replaceAll(' ?', '\\s*').replaceAll(' ', '\\s+'), 'u');
  return { test: (text) => pattern.test(folded(text)) };
}

/** The accented letters of the phrases; a normalisation to NFD would do the same for all letters at five times the price. */
const plainLetters = new Map(
  Object.entries({
    à: 'a',
    â: 'a',
    ç: 'c',
    è: 'e',
    é: 'e',
    ê: 'e',
    ë: 'e',
    î: 'i',
    ï: 'i',
    ô: 'o',
    ù: 'u',
    û: 'u',
    '’': "'",
  }),
);

let lastText = '';
let lastFolded = '';

/** Lower case without accents. One paragraph is asked for many phrases in a row, so the last answer is kept. */
function folded(text: string): string {
  if (text !== lastText) {
    const start = text.length <= lookedAt ? text.trim() : text.slice(0, lookedAt).trimStart();
    lastFolded = start.toLowerCase().replace(/[\u00e0-\u00fc’]/g, (letter) => plainLetters.get(letter) ?? letter);
    lastText = text;
  }
  return lastFolded;
}

/** WHEREAS, ATTENDU QUE, CONSIDÉRANT QUE. */
export const recitalStart = startsWith(
  'whereas',
  'in consideration of the recitals',
  "attendu(?:e?s? ?:| que| qu')",
  "considerant(?: ?:| que| qu'| l[ae]s?(?![a-z])| l')",
  'etant (?:prealablement )?(?:rappele|expose|precise)',
  "vu (?:la|le|les|l')",
);

/** The sentence after which the agreed terms begin. */
export const agreementFormula = startsWith(
  'now,? therefore',
  'therefore,? the parties',
  'it is (?:hereby |now )?agreed',
  'the parties (?:hereby |therefore )?agree (?:as follows|that)',
  'agreed terms',
  'operative (?:provisions|part)',
  'terms and conditions ?:? ?$',
  'les parties (?:sont|ont) (?:donc )?convenu',
  '(?:il a (?:donc )?ete|il est|ont|a ete) (?:convenu|arrete|decide)',
  'en consequence,? ',
  'ce(?:ci|la) (?:etant )?expose',
);

/** Headings over the recitals. */
export const recitalHeading = is(
  'recitals?',
  'whereas',
  'background(?: recitals)?',
  'w ?i ?t ?n ?e ?s ?s ?e ?t ?h(?: that)?',
  'considerants?',
  'expose(?: prealable| des motifs)?',
  'il a (?:ete )?(?:prealablement )?(?:ete )?expose(?: ce qui suit)?',
  'contexte',
  'rappels?',
);

/** Headings over what precedes the first clause: who the parties are, why they contract. */
export const preambleHeading = is(
  'preamble',
  'preambule',
  'introduction',
  '(?:the )?parties',
  'les parties',
  '(?:by and )?between',
  '(?:et )?entre(?: les soussigne(?:e?s|\\(e\\)s))?',
  'et',
  'and',
);

/** "Between", "and": on a title page these part the names. */
export const linkWord = is('(?:by and )?between', 'and', 'entre', 'et');

/** What an agreement's first sentence begins with: "This Services Agreement is made …". */
export const openingSentence = startsWith(
  'this .{0,80}?(?:agreement|contract|deed|addendum|amendment|lease|memorandum|order)\\b',
  '(?:le present|la presente) (?:contrat|convention|accord|avenant)',
);

/** "D'une part", "of the first part": it closes the description of a party. */
export const partyPhrase = startsWith("d'(?:une|autre) part\\b", 'of the (?:first|second|one|other) part\\b');

/** A line above a title that says what copy this is, or of what day. */
export const versionLine = startsWith(
  'dated? .{0,10}\\d.{0,30}$',
  '(?:execution (?:version|copy)|conformed copy|final (?:version|draft)|draft|confidential)\\b.{0,30}$',
);

/** A heading over a list of what is attached. */
export const schedulesHeading = is(
  '(?:list of )?(?:exhibits|schedules|annexes|appendices|attachments)',
  'liste des annexes',
);

/** Headings under which each paragraph defines a term. */
export const definitionsHeading = is(
  '(?:general |certain )?definitions?',
  'defined terms',
  'glossary',
  'glossaire',
  'lexique',
  'interpretation',
  'definitions? (?:and|et) .{0,40}',
  '.{1,30} (?:and|et) definitions?',
);

/** What signatures begin with. */
export const signatureStart = startsWith(
  'in witness (?:whereof|of which|hereof)',
  'en foi de quoi',
  'signed (?:by|for|on behalf|at|in \\d|this)',
  'executed (?:as a deed|by|and delivered|on behalf)',
  'agreed (?:and|to and) accepted',
  'accepted and agreed',
  'acknowledged and agreed',
  'this (?:agreement|deed) (?:has been|is) (?:entered into|executed|signed)',
  'the (?:parties|undersigned)(?: hereto)? have (?:caused|executed|signed|duly)',
  'signatures? ?(?:page|block)? ?:? ?$',
  'signature des parties',
  'fait (?:a|en|le) ',
  'fait,? en \\S+ exemplaires',
  'lu et approuve',
  'bon pour accord',
);

/** A line of a signature block: By: ____, Name:, Nom et qualité :, /s/ …. */
export const signatureLine = startsWith(
  '/s/',
  '_{5,}',
  '(?:by|name|title|print(?:ed)? name|its|signed|signature|authori[sz]ed (?:signature|signatory|representative)|witness|attest' +
    "|par|nom|prenom|qualite|fonction|titre|signataire|pour (?:le|la|l'|les) .{1,60}|for (?:and on behalf of|the) .{1,60})" +
    ' ?(?::|_{2,}|/s/|$)',
);

/** Headings of a table of contents. */
export const contentsHeading = is('table of contents', 'contents', 'index', 'table des matieres', 'sommaire');

/** Words that begin a sentence more often than a title. */
export const determiner = startsWith(
  '(?:this|the|these|those|each|any|no|all|such|an?|if|in|upon|either|neither|le|la|les|ce|cet|cette|ces|chaque|toute?|une?|en|si|aucune?)(?![a-z])',
  "l'",
);

/** Words that only a sentence has: a short text with one of them is no title. */
const verbs = new Set(
  (
    'shall will may must is are was were has have had can agrees agree means mean constitutes applies apply do does did should would ' +
    'could acknowledges acknowledge represents warrants remains includes requires provides ' +
    'est sont ont doit doivent peut peuvent sera seront aura auront fait font reste restent demeure conserve constitue désigne ' +
    'signifie entend engage engagent reconnaît comprend comprennent garantit autorise ' +
    'nous ils elles il elle lorsque we they it'
  ).split(' '),
);

/** Whether one of the words is a verb that contracts use in sentences, or stands for who does what. */
export function hasVerb(text: string): boolean {
  return text
    .toLowerCase()
    .split(/[\s,;:.()’']+/)
    .some((word) => verbs.has(word));
}
