/**
 * The turns of phrase that give a term its meaning, in English and French. Patterns only; definitions.ts says where they apply.
 *
 * All are bounded and tried at one place, so that their cost does not grow with the text.
 */

/** What may stand between the term and the verb: "(in singular or plural)", "as used in this Agreement,", "when capitalised,". */
const between =
  String.raw`(?:\s*\([^()]{0,120}\))?(?:,?\s*(?:as used|when used|where used|used|as referred to|in relation to|with respect to|with regard to|when capitali[sz]ed|for (?:the )?purposes?|in the (?:singular|plural|context)|in this|under this|as of any|(?:with respect )?of (?:an?|the|any|each|a party)\b|of \p{L}{3,20}(?=\s+(?:means?|shall)\b)|au (?:singulier|pluriel)|au sens|dans (?:le|la|les) présente?s?)\b[^.;"“”«»]{0,120}?)?[,:–—-]?\s*` +
  String.raw`(?:(?:also|only|collectively|individually|respectively|together|each|both|hereby|in this agreement|in this contract)\b,?\s*)*`;

const verbs =
  String.raw`(?:means?\b|meaning\b|(?:shall|will|is to|are to)\s+(?:also\s+|only\s+|each\s+|hereinafter\s+|collectively\s+)?(?:mean\b|refer\s+to|be\s+(?:defined|deemed\s+to\s+(?:mean|have\s+occurred|refer)|construed\s+(?:to\s+mean|as)|understood)|have\s+the\s+(?:same\s+|following\s+|respective\s+)?meanings?|include\b|consist\s+of|denote\b|be\s+(?:the|any|all|an?)\s)` +
  String.raw`|ha(?:s|ve)\s+the\s+(?:same\s+|following\s+|respective\s+)?meanings?|refers?,?\s+(?:(?:collectively|only|individually|both),?\s+)?to\b|represents?\b|denotes?\b|designates?\b|(?:is|are)\s+(?:hereby\s+)?(?:defined|understood\s+to|deemed\s+to\s+mean)|includes?\b|(?:is|are)\s+(?!not\b|subject\b|required\b|included\b|provided\b|hereby\b|made\b|available\b|deemed\b)` +
  String.raw`|(?:désigne(?:nt|ra|ront)?|désignant|signifie(?:nt|ra)?|s[’']entend(?:ent|ra)?|doi(?:t|vent)\s+s[’']entendre|doit\s+être\s+entendue?|(?:a|ont|aura|auront)\s+(?:le|la|les)\s+(?:même\s+)?(?:sens|significations?)|correspond(?:ent)?\s+(?:à|au)|vise(?:nt)?|renvoie(?:nt)?\s+(?:à|au)|recouvre(?:nt)?|(?:est|sont)\s+définie?s?|comprend|regroupe|(?:est|sont)\s+(?:la|le|les|l[’']|une?)\s?)(?![\p{L}]))`;

const definesFrom = new RegExp(`^${between}${verbs}`, 'iu');

/** The characters from the end of a term through the verb that defines it; 0 where no such verb follows. */
export function definingVerb(rest: string): number {
  return definesFrom.exec(rest)?.[0].length ?? 0;
}

/** Only verbs that say what a term means, after a term without quotes. */
const plainVerb =
  /^(?:\s*\([^()]{0,80}\))?,?\s+(?:means?\b|shall\s+mean\b|will\s+mean\b|shall\s+be\s+deemed\s+to\s+(?:have\s+occurred|occur|exist)\b|(?:shall\s+have|will\s+have|has|have)\s+the\s+(?:same\s+|following\s+|respective\s+)?meanings?\b|refers\s+to\b|désigne(?:nt)?\b|signifie(?:nt)?\b|s[’']entend(?:ent)?\b|(?:a|ont)\s+(?:le|la)\s+(?:sens|signification)\b)/iu;

export function meansVerb(rest: string): number {
  return plainVerb.exec(rest)?.[0].length ?? 0;
}

/** Between two quoted terms that are defined together: "A" or "B"; « A », « B » et « C ». */
const listGap =
  /^\s*[,;]?\s*(?:\([^()]{0,60}\))?\s*(?:(?:and\s*\/\s*or|and|or|as\s+well\s+as|et\s*\/\s*ou|et|ou|or,?\s+in\s+the\s+(?:singular|plural)|and,?\s+collectively|and,?\s+together|\/|&|-)\s*,?)?\s*(?:(?:collectively|individually|respectively|each|sometimes|alternatively),?\s*)*(?:as\s+)?(?:(?:the|an?|les?|la|une?|des)\s+|l[’'])?(?:(?:terms?|words?|termes?|mots?)\s+)?$/iu;

export function isListGap(gap: string): boolean {
  return gap.length <= 90 && listGap.test(gap);
}

const naming = String.raw`(?:referred(?:\s+to)?(?:\s+(?:herein|hereinafter|hereafter|below|in\s+this\s+\p{L}+))?|designated|defined|dénommée?s?|dénommé\s*\(e?s?\)(?:\(s\))?|désignée?s?|désigné\s*\(e?s?\)(?:\(s\))?|définie?s?|dite?s?|abrégée?s?)`;
/** Those that also say how others call a thing: they name a term only where « le » or "the" follows. */
const calling = String.raw`(?:called|known|described|identified|styled|abbreviated|nommée?s?|appelée?s?|appelé\s*\(e?s?\))`;
const aside = String.raw`(?:collectively|individually|singularly|jointly|severally|sometimes|generally|in\s+each\s+case|each\s+of\s+which|together|each|all|also|respectively|singly|both|either|any|such|in\s+this\s+agreement|in\s+the\s+aggregate|in\s+singular|for\s+convenience|when\s+(?:taken|referred\s+to)\s+together|simply|individuellement|conjointement|collectivement|ensemble|indifféremment|respectivement|séparément|également|aussi|après|par\s+les?\s+termes?|le\s+cas\s+échéant|chacune?|and|or|et|ou|of)`;
const article = String.raw`(?:l[ae]s?\s*/\s*l[ae]s?|l[ae]\s*\(l?[ae]?s?\)|the|an?|this|these|les?|la|une?|des|ce|cette|les?\s+ou\s+les?)`;
const after = String.raw`(?:hereinafter|hereafter|hereunder|herein|herein\s+after|here\s+in\s+after|ci-apr[èe]s|ci\s+apr[èe]s|ci-dessous)`;

/** "hereinafter referred to as the", « ci-après dénommé le »: what stands right before a term that is named. */
const hereinafterLead = new RegExp(
  String.raw`(?<!\p{L})${after}(?:\s*,?\s*(?:${naming}|${calling}|${aside}|as|by|comme|sous|par|au\s+sens|${article}|[,:]|l[’']|["“«][^"“”«»]{1,60}["”»]))*[\s,:]*(?:l[’'])?$`,
  'iu',
);
/** "are collectively referred to as the", « dénommé ci-après, le », « on entend par ». */
const namedLead = new RegExp(
  String.raw`(?<!\p{L})(?:(?:is|are|be|being|been|as)\s+)?(?:${aside},?\s+)*${naming}\s*(?:,?\s*(?:${after}|${aside}|to|as|comme|sous\s+le\s+(?:nom|terme)(?:\s+de)?))*[\s,:]*(?:${article}\s*,?\s*)?(?:l[’'])?$`,
  'iu',
);
/** "each a", "and collectively, the": a name given in passing. */
const passingLead =
  /(?<!\p{L})(?:(?:each|each of which|individually|singularly)\s*,?\s*an?|(?:collectively|together)\s*,?\s*(?:constitute\s+|being\s+)?(?:the)?)\s*$/iu;
const calledLead = new RegExp(
  String.raw`(?<!\p{L})(?:(?:is|are|est|sont)\s+(?:called|appelée?s?|nommée?s?)|${calling}\s*(?:as\s+)?(?:the|les?|la))\s*$`,
  'iu',
);
const meantLead =
  /(?<!\p{L})(?:refers?\s+to\s[^.;"“”]{2,60}?\sas|(?:on|il\s+faut|nous)\s+enten(?:d|dre|dons)\s+par|entendu\s+par|est\s+(?:entendu|défini)\s+(?:par|comme)|constitue(?:nt)?\s+(?:le|la|les))\s*:?\s*(?:(?:the|an?)\s+|les?\s+|la\s+|une?\s+|des\s+|l[’'])?$/iu;

/** Whether the words before a quoted term say that something is called so; `lead` is what precedes the opening mark. */
export function namesWhatFollows(lead: string): 'hereinafter' | 'named' | null {
  if (hereinafterLead.test(lead)) return 'hereinafter';
  if (meantLead.test(lead)) return 'named';
  return namedLead.test(lead) || calledLead.test(lead) || passingLead.test(lead) ? 'named' : null;
}

const insideBracket = new RegExp(
  String.raw`^\s*(?:(?:${naming}|${calling}|${aside}|${after}|${article}|as|by|with|to|herein|hereto|it|its|their|they|being|comme|sous|par|l[’']|[,:;/]|["“«][^"“”«»]{1,80}["”»])\s*)*$`,
  'iu',
);
/** A longer bracket that ends in a name: "(together with its affiliates, the", "(the date of such notice being the". */
const bracketEndsInName = new RegExp(
  String.raw`(?:[,:;]|\bbeing|\bas|\band|\bor|^\s*(?:such|each|any|all|the)\b[^,]{3,80},?)\s*(?:${aside},?\s+)*(?:${article}|each\s+an?|l[’'])\s*$|^\s*(?:such|the|all|any|each)\s[^"“]{3,120},\s*(?:${aside},?\s*)*$`,
  'iu',
);
const bracketQuotes =
  /(?:\b(?:defined|meaning|described|used)\s+(?:in|of|under)|\bsee|e\.g\.|i\.e\.|\bsuch\s+as|\bentitled|\btitled|\blike|voir|au\s+sens)\b[^,]{0,40}$/iu;

/** Whether a bracket, as far as it goes before a quoted term, gives that name to what stands before the bracket. */
export function bracketNames(inside: string): boolean {
  if (insideBracket.test(inside)) return true;
  return bracketEndsInName.test(inside) && !bracketQuotes.test(inside);
}

/** What may follow a name inside its bracket. */
const nameEnds =
  /^\s*(?:[).,;\]/]|(?:and|or|et|ou|each|collectively|as|in|herein|hereinafter|with|which|when|for|au|ou\s+les?)\b)/iu;

export function endsName(rest: string): boolean {
  return nameEnds.test(rest);
}

/** "(the Shares)", "(collectively, the Work Product)", « (les Produits) »: capitals, and nothing else in the bracket. */
export const bracketedName =
  /\((?:(?:collectively|together|individually|hereinafter|hereafter|ci-après),?\s+)*(?:the|this|each,?\s+an?|collectively|les?|la|l[’'])\s*((?:\p{Lu}[\p{L}\p{N}’'-]*|[A-Z]\.)(?:\s+(?:(?:of|and|de|du|des|et|d[’'])\s*)?\p{Lu}[\p{L}\p{N}’'-]*){0,6})\)/gu;

/** "(hereinafter referred to as the effective date)": all that is left in the bracket. */
export const bracketedAfter =
  /\((?:hereinafter|hereafter)\s+(?:collectively\s+|sometimes\s+)?(?:referred\s+to\s+as|called|known\s+as|referred\s+to\s+herein\s+as)\s+(?:the\s+)?([\p{L}][^()"“”«»]{1,60})\)/gu;

/** What is named without quotes after "hereinafter referred to as" or « ci-après dénommé ». */
export const hereinafterName =
  /(?<!\p{L})(?:(?:hereinafter|hereafter)(?:\s*,?\s+(?:collectively|sometimes|individually|jointly|be|referred\s+to(?:\s+as)?|called|known\s+as|designated(?:\s+as)?|defined\s+as|as))*[\s,:]+(?:the\s+)?(?=[\p{Lu}{])|(?:(?:dénommée?s?|désignée?s?|dénommé\s?\(e?s?\))\s+)?ci-apr[èe]s(?:\s*,?\s*(?:dénommée?s?|désignée?s?|nommée?s?|appelée?s?|dénommé\s?\(e?s?\)|désigné\s?\(e?s?\)|par|collectivement|individuellement|ensemble))*\s*[,:]?\s*(?:(?:les?|la)\s+|l[’'])(?=\p{L})|ci-apr[èe]s\s+(?:dénommée?s?|désignée?s?|nommée?s?|appelée?s?)\s*[,:]?\s*(?=[\p{Lu}{]))(\{\{[^{}\n]{1,60}\}\}|[\p{Lu}\p{Ll}][\p{L}\p{N}.&’'-]*(?:\s+(?:(?:of|and|de|du|des|et|&)\s+)?\p{Lu}[\p{L}\p{N}.&’'-]*){0,6})(?=\s*(?:[,;.)\n\]]|$|and\b|et\b|\p{Lu}))/gu;

/** Words with capitals before a verb of meaning, at the beginning of a sentence or after "the term". */
export const plainMeans =
  /(?:\b[Ff]or\s+(?:the\s+)?purposes?\s+of\s+(?:this\s+)?\p{L}+(?:\s+[\d.()a-z]+)?,\s+(?:an?\s+)?|^|\n\s*|[.;:]\s+(?:and\s+|et\s+)?|[–—-]\s+|\b(?:the\s+terms?|the\s+words?|le\s+terme|le\s+mot|l[’']expression)\s+)(?:(?:the|les?|la|l[’'])\s*)?(\p{Lu}[\p{L}\p{N}&’'()/®™-]*(?:\s+(?:(?:of|and|or|the|to|for|in|de|du|des|et|ou|la|le|les|à|d[’'])\s*)*[\p{Lu}\p{N}][\p{L}\p{N}&’'()/®™-]*){0,7})(?=\s*[,(]?[^.;:"“«]{0,80}?\s(?:means?|shall|will|has|have|refers?|désigne(?:nt)?|signifie(?:nt)?|s[’']entend(?:ent)?|a|ont)\b)/gu;

/** What begins a sentence before "means" and is no term. */
export const notTerms =
  /^(?:for|in|if|we|you|they|nous|vous|this|that|it|which|these|those|each|any|all|such|no|nothing|ce|cela|ceci|il|elle|on)\b/iu;
