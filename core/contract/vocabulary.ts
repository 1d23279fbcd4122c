/**
 * The set phrases that contracts are framed with, in English and French: what opens, recites, agrees and signs.
 * All patterns are anchored at the start and bounded; callers hand in a paragraph's first words.
 */

/** WHEREAS, ATTENDU QUE, CONSIDÉRANT QUE. */
export const recitalStart =
  /^(?:whereas|in consideration of the recitals|attendu(?:\s+que|\s+qu[’']|e?s?\s*:)|considérant(?:\s+que|\s+qu[’']|\s*:)|étant (?:préalablement )?(?:rappelé|exposé|précisé)|vu\s+(?:la|le|les|l[’']))/iu;

/** The sentence after which the agreed terms begin. */
export const agreementFormula =
  /^(?:now,?\s+therefore|therefore,?\s+the\s+parties|it\s+is\s+(?:hereby\s+|now\s+)?agreed|the\s+parties\s+(?:hereby\s+|therefore\s+)?agree\s+(?:as\s+follows|that)|agreed\s+terms|operative\s+(?:provisions|part)|terms\s+and\s+conditions\s*:?$|(?:il\s+a\s+(?:donc\s+)?été|il\s+est|ont|a\s+été)\s+(?:convenu|arrêté|décidé)|(?:en\s+conséquence|ceci\s+exposé|cela\s+exposé|ceci\s+étant\s+exposé),?\s)/iu;

/** Headings over the recitals. */
export const recitalHeading =
  /^(?:recitals?|whereas|background(?:\s+recitals)?|witnesseth(?:\s+that)?|w\s?i\s?t\s?n\s?e\s?s\s?s\s?e\s?t\s?h|considérants?|exposé(?:\s+préalable|\s+des\s+motifs)?|il\s+a\s+(?:été\s+)?(?:préalablement\s+)?(?:été\s+)?exposé(?:\s+ce\s+qui\s+suit)?|contexte|rappels?)\s*[:.,]?\s*$/iu;

/** Headings over what precedes the first clause: who the parties are, why they contract. */
export const preambleHeading =
  /^(?:preamble|préambule|preambule|the\s+parties|parties|between|by\s+and\s+between|les\s+parties|(?:et\s+)?entre(?:\s+les\s+soussigné(?:e?s|\(e\)s))?|entre\s+les\s+soussignes|introduction|(?:et|and)(?=\s*[:,]?\s*$))\s*[:.,]?\s*$/iu;

/** What an agreement's first sentence begins with: "This Services Agreement is made …". */
export const openingSentence =
  /^(?:this\s.{0,80}?(?:agreement|contract|deed|addendum|amendment|lease|memorandum|order)\b|(?:le\s+présent|la\s+présente)\s+(?:contrat|convention|accord|avenant))/iu;

/** A line above a title that says what copy this is, or of what day. */
export const versionLine =
  /^(?:dated?\s.{0,10}\d|execution\s+(?:version|copy)|conformed\s+copy|final\s+(?:version|draft)|draft|confidential)\b.{0,30}$/iu;

/** Headings under which each paragraph defines a term. */
export const definitionsHeading =
  /^(?:(?:general\s+|certain\s+)?definitions?|defined\s+terms|glossary|glossaire|lexique|définitions?|definitions?\s+(?:and|et)\s+.{0,40}|définitions?\s+et\s+.{0,40}|(?:interpretation|interprétation)(?:\s+(?:and|et)\s+d[ée]finitions?)?|.{1,30}\s+(?:and|et)\s+d[ée]finitions?)\s*[:.]?\s*$/iu;

/** What signatures begin with. */
export const signatureStart =
  /^(?:in\s+witness\s+(?:whereof|of\s+which|hereof)|en\s+foi\s+de\s+quoi|signed\s+(?:by|for|on\s+behalf|at|in\s+\d|this)|executed\s+(?:as\s+a\s+deed|by|and\s+delivered|on\s+behalf)|agreed\s+(?:and\s+accepted|to\s+and\s+accepted)|accepted\s+and\s+agreed|acknowledged\s+and\s+agreed|this\s+(?:agreement|deed)\s+(?:has\s+been|is)\s+(?:entered\s+into|executed|signed)|the\s+(?:parties|undersigned)(?:\s+hereto)?\s+have\s+(?:caused|executed|signed|duly)|signatures?\s*(?:page|block)?\s*:?\s*$|signature\s+des\s+parties|fait\s+(?:à|en|le)\s|fait,?\s+en\s+\S+\s+exemplaires|lu\s+et\s+approuvé|bon\s+pour\s+accord)/iu;

/** A line of a signature block: By: ____, Name:, Nom et qualité :, /s/ …. */
export const signatureLine =
  /^(?:\/s\/|(?:by|name|title|print(?:ed)?\s+name|its|signed|signature|authori[sz]ed\s+(?:signature|signatory|representative)|witness|attest|par|nom|prénom|qualité|fonction|titre|signataire|pour\s+(?:le|la|l[’']|les)\s.{1,60}|for\s+(?:and\s+on\s+behalf\s+of|the)\s.{1,60})\s*(?::|_{2,}|\/s\/|$)|_{5,})/iu;

/** Headings of a table of contents. */
export const contentsHeading =
  /^(?:table\s+of\s+contents|contents|index|table\s+des\s+matières|table\s+des\s+matieres|sommaire)\s*[:.]?\s*$/iu;
/** Words that only a sentence has: a short text with one of them is no title. */
const verbs = new Set(
  (
    'shall will may must is are was were has have had can agrees agree means mean constitutes applies apply does do did should would ' +
    'could acknowledges acknowledge represents warrants remains includes requires provides ' +
    'est sont ont doit doivent peut peuvent sera seront aura auront fait font reste restent demeure conserve constitue désigne ' +
    'signifie entend engage engagent reconnaît comprend comprennent garantit autorise ' +
    'nous ils elles il elle lorsque we they it'
  ).split(' '),
);

/** A heading over a list of what is attached. */
export const schedulesHeading =
  /^(?:list\s+of\s+)?(?:exhibits|schedules|annexes|appendices|attachments|liste\s+des\s+annexes)\W*$/iu;

/** Words that begin a sentence more often than a title. */
export const determiner =
  /^(?:this|the|these|those|each|any|no|all|such|an?|if|in|upon|either|neither|le|la|les|l[’']|ce|cet|cette|ces|chaque|tout|toute|un|une|en|si|aucune?)(?![\p{L}])/iu;

/** Whether one of the words is a verb that contracts use in sentences. */
export function hasVerb(text: string): boolean {
  return text
    .toLowerCase()
    .split(/[\s,;:.()’']+/)
    .some((word) => verbs.has(word));
}
