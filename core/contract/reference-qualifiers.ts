import type { ClauseTree } from '../model/clause.ts';
import type { Citation, Unit } from './citations.ts';
import { numberParts, unitOf } from './citations.ts';
import { comparedTitle } from './clause-addresses.ts';

/** What the words around a citation say of the document it is in: this one, another one, one of its schedules, nothing. */
export type Qualifier = 'own' | 'external' | 'open' | { readonly unit: Unit; readonly parts: readonly string[] };

/** How far before and after a citation its document is looked for, in characters. */
const before = 48;
const after = 150;

/** Up to three words of a source before the keyword: "Code Section 409A", "FAR Section 12.212", "42 U.S.C. § 1983". */
const sourceBefore =
  /(?:\b(?:[A-Z][\w.’'-]*\s)?(?:Codes?|Act|Law|Statutes?|Ordinance|Constitution|Treaty|Regulations?|Regs?\.|Directive|Treas\.|FARS?|DFARS?|U\.?S\.?C\.?(?:A\.?)?|C\.?F\.?R\.?|GDPR|RGPD|DORA|UCC|U\.C\.C\.|Stat\.|ERISA|HIPAA|CCPA))\.?,?\s+(?:\([^)]{1,12}\)\s*)?$|\b\d{1,2}\sU\.?S\.?C?\.?\s*$/u;

/** The rest of a place in a French article: "(3°)", "2°", ", troisième alinéa,". */
const detail =
  /^(?:\s*["”»’'])?(?:\s*,?\s*(?:\(\d{1,2}°\)|\d{1,2}°|(?:premier|deuxième|second|troisième|dernier)\s+alinéa|alinéas?\s+\d+|al\.?\s?\d+(?:er)?|[IVX]{1,4}(?=\s+d)|et\s+suivants?|et\s+s\.|et\s+seq\.?|\([a-z0-9]{1,3}\)|[a-z]\)|modifiée?s?|nouveau)){0,4}/i;

const lawWords =
  '(?:codes?|lois?|décrets?|arrêtés?|ordonnances?|règlements?|rgpd|directives?|traités?|constitution|c\\.\\s?(?:civ|com|trav)|cgi|cpi|cch|nouveau code)(?![a-zA-ZÀ-ÿ])';
const frenchLaw = new RegExp(
  `^\\s*,?\\s*(?:précitée?s?|susvisée?s?|susmentionnée?s?|(?:du|de\\s+la|de\\s+l[’']|des|de)\\s*(?:(?:même|mêmes|dite?|présent)\\s+)?${lawWords}|du(?:dit|\\s+dit)\\s+(?:code|règlement|décret)|de\\s+ladite\\s+loi|${lawWords}|(?:du|des|de\\s+l[’'])\\s*annexes?\\s[^.;\\n]{0,30}?[’']article\\s+[LRD]\\.|à\\s+l[’']article\\s+[LRD]\\.)`,
  'i',
);
const frenchOwn =
  /^\s*,?\s*(?:ci-dessus|ci-dessous|ci-après|ci-avant|des\s+présentes|(?:du|de\s+la|de\s+l[’']|des|aux|au|à\s+la)\s*(?:présente?s?)\s)/i;
const frenchDocument =
  /^\s*,?\s*(?:du|de\s+la|de\s+l[’']|des)\s*(contrat|convention|accord|conditions?|cg[vu]|avenant|annexe)(?![a-zA-ZÀ-ÿ])/i;
const frenchOther =
  /^\s*,?\s*(?:du|de\s+la|de\s+l[’']|des|de)\s*([A-ZÀ-Þ][a-zA-ZÀ-ÿ’'-]*(?:\s+(?:(?:de|des|du|la|le|et|d[’'])\s*)?[A-ZÀ-Þ][a-zA-ZÀ-ÿ’'-]*){0,5})/u;

const englishLaw =
  /^(?:\s*\([^)]{0,60}\))?\s*,?\s*(?:,?\s*as amended,?\s*)?(?:et\s+seq\.?,?\s*)?(?:thereof\b|(?:of|to|under|in|from)\s+(?:(?:the|its|that certain|said|such|any|a|an|[A-Z][\w.’'-]*[’']s)\s+)?(?:[^\s.;:]+\s+){0,9}?(?:Act|Acts|Code|Codes|Law|Laws|Statutes?|Ordinance|Constitution|Treaty|Convention|Regulations?|Rules|Directive|GDPR|RGPD|DORA|UCC|U\.C\.C\.|ERISA|HIPAA|CCPA|C\.F\.R\.|CFR|U\.S\.C\.|SCCs?|Clauses|Incoterms|Bylaws|By-laws|Charter)(?![a-zA-ZÀ-ÿ-])|(?:(?:[A-Z][\w’'-]*\s+){1,6}(?:Act|Code)\b)|\s*(?:GDPR|RGPD|UCC|UK GDPR|ERISA)\b)/u;
const englishOwn =
  /^\s*,?\s*(?:above|below|hereof|herein|hereto|hereinabove|hereunder|hereinafter|supra|infra|(?:of|to|in|under|from)\s+(?:this|these|the present|the attached)\s)/i;
const otherOne = /^\s*,?\s*(?:of|to|in|under)\s+(?:(?:any|such|the)\s+other|another)\s/i;
const englishSchedule =
  /^\s*,?\s*(?:of|to|in|under|du|de\s+l[’']|de\s+la|à\s+l[’'])\s*(?:the\s+)?(schedule|exhibit|annexe?|appendix|attachment)\s+["“]?(\d{1,3}|[A-Z](?:-\d{1,2})?|[IVX]{1,5})(?![a-zA-ZÀ-ÿ\d])/i;
const englishOther =
  /^\s*,?\s*(?:of|to|in|under|from)\s+(?:(?:the|that certain|its|such|said|any|each|an|a)\s+)?["“]?([A-ZÀ-Þ\d](?:[a-zA-ZÀ-ÿ\d&’'/-]|\.(?=[a-zA-ZÀ-ÿ]))*(?:\s+(?:(?:of|and|for|the)\s+)?[A-ZÀ-Þ\d](?:[a-zA-ZÀ-ÿ\d&’'/-]|\.(?=[a-zA-ZÀ-ÿ]))*){0,6})/u;

/** What is no other document, whoever's it is. */
const neverOther =
  /^(?:schedule|exhibit|annexe?|appendix|attachment|section|article|paragraph|clause|party|parties|effective date|company|cover page|order form)(?![a-z])|(?:standard|key) terms$|cover page$/;

/** What a contract calls itself. */
export interface OwnNames {
  /** After "this" or "these", and what a definition says it means: "agreement", "dpa standard terms". */
  readonly names: ReadonlySet<string>;
  /** The title and the outer headings, one after the other. */
  readonly titles: string;
}

const selfName =
  /(?:\b[Tt]h(?:is|ese)\s+|\bTH(?:IS|ESE)\s+)((?:[A-ZÀ-Þ][a-zA-ZÀ-ÿ\d&-]*)(?:\s+[A-ZÀ-Þ][a-zA-ZÀ-ÿ\d&-]*){0,4})|[Pp]résente?s?\s+([a-zA-ZÀ-ÿ]{3,}(?:\s+[Gg]énérales?(?:\s+d[e’']\s?[a-zA-ZÀ-ÿ]+)?)?)/gu;
const mostNames = 400;
/** A contract says early what it calls itself; so many characters of it are read for that. */
const mostRead = 200_000;

/** The names that the contract gives itself anywhere in its text. */
export function ownNamesOf(tree: ClauseTree, texts: readonly string[]): OwnNames {
  const names = new Set<string>();
  const titles: string[] = [];
  let read = 0;
  for (const [index, { kind, headingTo }] of tree.clauses.entries()) {
    const text = texts[index] ?? '';
    if (kind === 'title') titles.push(comparedTitle(text.slice(0, 300)));
    else if (headingTo > 0 && (kind === 'section' || kind === 'schedule') && titles.length < 200)
      titles.push(comparedTitle(text.slice(0, Math.min(headingTo, 80))));
    if (names.size > mostNames || read > mostRead) continue;
    read += text.length;
    for (const match of text.matchAll(selfName)) {
      const words = comparedTitle(match[1] ?? match[2] ?? '').split(' ');
      // "these DPA Standard Terms describe" in capitals goes on with the sentence; each beginning may be the name.
      for (let length = 1; length <= words.length; length += 1) names.add(words.slice(0, length).join(' '));
    }
  }
  return { names, titles: titles.join(' | ') };
}

/**
 * What stands before and after a citation, or after the last one of its keyword, says of where it points. In an amendment "the
 * Agreement" is another document.
 */
export function qualifierOf(text: string, citation: Citation, own: OwnNames, isAmendment: boolean): Qualifier {
  const { groupFrom, groupTo } = citation;
  if (sourceBefore.test(text.slice(Math.max(0, groupFrom - before), groupFrom))) return 'external';
  const rest = text.slice(groupTo, groupTo + after);
  const tail = rest.slice(detail.exec(rest)?.[0].length ?? 0);
  if (englishOwn.test(tail) || frenchOwn.test(tail)) return 'own';
  if (frenchLaw.test(tail) || otherOne.test(tail)) return 'external';
  const schedule = englishSchedule.exec(tail);
  if (schedule !== null) return { unit: unitOf(schedule[1] ?? ''), parts: numberParts(schedule[2] ?? '') };
  const document = frenchDocument.exec(tail);
  if (document !== null) return isAmendment && document[1]?.toLowerCase() !== 'avenant' ? 'external' : 'own';
  const other = englishOther.exec(tail) ?? frenchOther.exec(tail);
  const name = other === null ? '' : comparedTitle(other[1] ?? '');
  if (name !== '' && isOwnName(name, own))
    return isAmendment && !/^(?:amendment|avenant)/.test(name) ? 'external' : 'own';
  if (englishLaw.test(tail)) return 'external';
  return name !== '' && isDocumentName(name, other?.[1] ?? '') ? 'external' : 'open';
}

function isOwnName(name: string, { names, titles }: OwnNames): boolean {
  return names.has(name) || neverOther.test(name) || (name.length > 2 && ` ${titles} `.includes(` ${name} `));
}

/** "the Master Services Agreement", "the UK Addendum", "the EEA SCCs": not "the Vendor", whose name says no document. */
function isDocumentName(name: string, written: string): boolean {
  return (
    /\b(?:agreement|contract|lease|addendum|plan|policy|prospectus|memorandum|bylaws|terms|conditions|guidelines|manual|standards?|protocol|form|indenture|declaration|deed|license|licence|note|order|sccs?|contrat|convention|accord|norme|charte|politique)\b/.test(
      name,
    ) || /^[A-Z]{3,}s?$/.test(written)
  );
}
