import type { ContractLanguage } from '../model/clause.ts';
import { listDates } from './figure-dates.ts';
import { numberWordStarts, numberWordsPattern, readNumberWords } from './number-words.ts';

/**
 * The figures of a text as values that can be compared: « trente (30) jours ouvrés » and "thirty (30) business days" are both 30
 * business days. A number alone is no figure, because most numbers of a contract are those of its clauses; it needs a currency, a
 * unit, a percent sign, or to be said twice, in words and in digits.
 *
 * Found are numbers first, in digits or words, and then what stands right before and behind them. What is written twice is one
 * figure; where the two do not agree, the words are its value, as courts read them, and `digits` has the other.
 */
export interface Figure {
  readonly kind: 'money' | 'percentage' | 'duration' | 'date' | 'multiple' | 'count';
  /** A number, or a date as `2026-03-31`, or `2026-03`. Percentages in per cent: basis points are hundredths. */
  readonly value: number | string;
  /** Of a duration; `null` otherwise. */
  readonly unit: DurationUnit | null;
  /** Of money: the ISO 4217 code, or the sign where it says no more. `$` alone is `USD`. */
  readonly currency: string | null;
  /** UTF-16 units of the text. */
  readonly from: number;
  readonly to: number;
  /** The number in digits where it is not the one in words. */
  readonly digits?: number;
  /** Of a date in digits: day and month could be read the other way round. */
  readonly isDoubtful?: true;
}

export type DurationUnit =
  | 'minute'
  | 'hour'
  | 'day'
  /** Jours ouvrés, business days, working days. */
  | 'business-day'
  /** Jours ouvrables: all days but Sundays and holidays. */
  | 'open-day'
  /** Jours francs, clear days: neither the first nor the last day counts. */
  | 'clear-day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year';

const digits =
  "\\d{1,3}(?:[ \\u00a0\\u202f\\u2009'’]\\d{3})+(?!\\d)(?:[.,]\\d{1,2}(?!\\d))?|\\d{1,3}(?:,\\d{3})+(?!\\d)(?:\\.\\d+)?|\\d{1,3}(?:\\.\\d{3})+(?![\\d.])(?:,\\d+)?|\\d+(?:[.,]\\d+)?";
const scale =
  '(?:[\\s\\u00a0-]{0,3}(thousand|hundred|millions?|billions?|trillions?|mille|milliers|milliards?|mios?|mds?|mm|bn|k|m)(?![a-zA-ZÀ-ÿ\\d]))?';
const before =
  '(US ?\\$|USD|U\\.S\\. ?\\$|CAD ?\\$?|CA?\\$|AUD ?\\$?|AU?\\$|NZ\\$|HK\\$|S\\$|EUR|€|GBP|£|CHF|JPY|¥|CNY|RMB|INR|₹|SEK|NOK|DKK|\\$)';
const after =
  "(?:(?:d[e’']\\s?)?(US ?\\$|USD|CAD|AUD|EUR|€|euros?|GBP|£|CHF|JPY|CNY|INR|\\$|(?:U\\.?S\\.? |United States |Canadian |Australian )?dollars?(?: US| canadiens?)?|pounds?(?: sterling)?|livres? sterling|francs? suisses?|swiss francs?|yen))";

const days = 'days?|jours?';
const kindOfDay =
  '(?:(?:full|further|additional|successive|prior|calendar|consecutive|clear|business|working|banking|trading|court)[\\s-]{1,3}){0,2}';
const unit =
  `(?:${kindOfDay}(?:${days}|weeks?|months?|quarters?|years?|hours?|minutes?|semaines?|mois|trimestres?|ann[ée]es?|ans?|heures?)` +
  `(?:\\s{1,3}(?:calendaires?|ouvr[ée]s|ouvrables|ouvr[ée]|ouvrable|francs|franc))?)`;
const percent = '%|per[\\s-]?cent(?:um)?|pour\\s?cent|basis points?|bps|percentage points?|points de base';
const times = 'times|fois|x(?![a-zA-ZÀ-ÿ\\d])|×';

/** What can stand behind a number. Sticky, so that it costs nothing where it is not. */
const tail = {
  scale: new RegExp(scale, 'iy'),
  currency: new RegExp(`[\\s\\u00a0\\u202f-]{0,3}${after}(?![a-zA-ZÀ-ÿ])`, 'iy'),
  unit: new RegExp(`[\\s\\u00a0-]{1,4}(${unit})['’]?(?![a-zA-ZÀ-ÿ])`, 'iy'),
  percent: new RegExp(`[\\s\\u00a0\\u202f-]{0,3}(${percent})(?![a-zA-ZÀ-ÿ])`, 'iy'),
  times: new RegExp(`[\\s\\u00a0]{0,2}(${times})(?![a-zA-ZÀ-ÿ])(?!\\s+(?:a|an|per|each|par|every)\\s)`, 'iy'),
  range: /[\s\u00a0]{0,3}(?:to|or|and|à|ou|et|through|-|–)[\s\u00a0]{0,3}/iy,
} as const;
const currencyBefore = new RegExp(`(?:^|[^a-zA-ZÀ-ÿ])${before}[\\s\\u00a0]?$`, 'i');
const longestCurrency = 12;

interface Numeral {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly isWords: boolean;
}

interface Patterns {
  /** Where a number may begin; fast, and too generous. */
  readonly candidate: RegExp;
  readonly number: RegExp;
  /** The number a second time, in brackets behind the first. */
  readonly again: RegExp;
  readonly decimalComma: boolean;
}

const patternsOf = new Map<ContractLanguage, Patterns>();

function patterns(language: ContractLanguage): Patterns {
  const known = patternsOf.get(language);
  if (known !== undefined) return known;
  const words = numberWordsPattern(language);
  const made: Patterns = {
    candidate: new RegExp(`\\b(?:\\d|${numberWordStarts(language)})`, 'gi'),
    number: new RegExp(`(?<![a-zA-ZÀ-ÿ\\d_.,])(?:(${digits})|(${words}))(?![\\d])`, 'iy'),
    again: new RegExp(
      `[\\s\\u00a0]{0,3}\\([\\s\\u00a0]?${before}?[\\s\\u00a0]?(?:(${digits})|(${words}))${scale}[\\s\\u00a0]{0,2}(?:(${percent})|${after}|(${unit}))?\\s?(?:\\.00)?\\)`,
      'iy',
    ),
    decimalComma: language === 'fr',
  };
  patternsOf.set(language, made);
  return made;
}

/** The figures of a text in order; none overlap. Time grows with the length of the text. */
export function listFigures(text: string, language: ContractLanguage): Figure[] {
  const figures: Figure[] = listDates(text, language !== 'fr').map(({ from, to, value, isDoubtful }) => ({
    kind: 'date',
    value,
    unit: null,
    currency: null,
    from,
    to,
    ...(isDoubtful ? { isDoubtful } : {}),
  }));
  const dates = figures.length;
  const { candidate, number, decimalComma } = patterns(language);
  let date = 0;
  /** A number that the next one may give its unit: "10 to 15 days", "three (3) to six (6) days". */
  let open: Pick<Numeral, 'from' | 'to' | 'value'> | null = null;
  /** Where the last number or figure ended. */
  let end = 0;
  candidate.lastIndex = 0;
  for (let found = candidate.exec(text); found !== null; found = candidate.exec(text)) {
    const from = found.index;
    while (date < dates && (figures[date]?.to ?? 0) <= from) date += 1;
    const inDate = figures[date];
    if (date < dates && inDate !== undefined && inDate.from <= from) {
      candidate.lastIndex = inDate.to;
      end = inDate.to;
      open = null;
      continue;
    }
    const match = matchAt(number, text, from);
    if (match === null) continue;
    candidate.lastIndex = from + match[0].length;
    const value = match[1] === undefined ? readNumberWords(match[2] ?? '') : readDigits(match[1], decimalComma);
    if (value === null) continue;
    const numeral = { from, to: from + match[0].length, value, isWords: match[1] === undefined };
    const figure = readFigure(text, numeral, language, end);
    const isFollowed = open !== null && from === open.to + (matchAt(tail.range, text, open.to)?.[0].length ?? 0);
    if (isFollowed && open !== null && figure !== null && figure.kind !== 'count') {
      if (figures.at(-1)?.from === open.from) figures.pop();
      const { kind, unit: ofNext, currency } = figure;
      figures.push({ kind, value: open.value, unit: ofNext, currency, from: open.from, to: open.to });
    }
    if (figure !== null) figures.push(figure);
    end = figure?.to ?? numeral.to;
    const mayGoOn = figure === null || figure.kind === 'count';
    open = mayGoOn && matchAt(tail.range, text, end) !== null ? { from, to: end, value: numeral.value } : null;
    candidate.lastIndex = Math.max(end, candidate.lastIndex);
  }
  return figures.sort((a, b) => a.from - b.from);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** `notBefore`: the end of the figure before it, whose currency sign is not this one's. */
function readFigure(text: string, numeral: Numeral, language: ContractLanguage, notBefore: number): Figure | null {
  let at = numeral.to;
  let { from, value } = numeral;
  const lead = text.slice(Math.max(notBefore, from - longestCurrency), from);
  const sign = currencyBefore.exec(lead);
  let currency = sign === null ? null : currencyCode(sign[1] ?? '');
  if (sign !== null) from -= lead.length - (sign.index + sign[0].indexOf(sign[1] ?? ''));
  const scaled = matchAt(tail.scale, text, at);
  // "5 m" is a length or a slip unless money stands beside it.
  if (
    scaled?.[1] !== undefined &&
    (scaled[1].length > 2 || currency !== null || hasCurrency(text, at + scaled[0].length))
  ) {
    value *= scaleOf(scaled[1]);
    at += scaled[0].length;
  }
  let money = currency === null ? matchAt(tail.currency, text, at) : null;
  if (money !== null) at += money[0].length;
  let said: ReturnType<typeof readAgain> = readAgain(text, at, language);
  if (said !== null) at = said.to;
  currency ??= money === null ? (said?.currency ?? null) : currencyCode(money[1] ?? '');
  if (currency === null) {
    money = matchAt(tail.currency, text, at);
    if (money !== null && !(numeral.isWords && value < 2 && said === null)) {
      currency = currencyCode(money[1] ?? '');
      at += money[0].length;
      said ??= readAgain(text, at, language);
      if (said !== null) at = Math.max(at, said.to);
    }
  }
  let values = bothValues(numeral, value, said);
  const figure = (
    kind: Figure['kind'],
    rest: { unit?: DurationUnit; currency?: string; factor?: number } = {},
  ): Figure => ({
    kind,
    value: values.value * (rest.factor ?? 1),
    unit: rest.unit ?? null,
    currency: rest.currency ?? null,
    from,
    to: at,
    ...(values.digits === undefined ? {} : { digits: values.digits * (rest.factor ?? 1) }),
  });
  if (currency !== null) return figure('money', { currency });
  const share = said?.percent ?? take(tail.percent);
  if (share !== null) {
    if (said?.percent !== undefined) take(tail.percent);
    // Twelve percent (12%).
    again(said);
    return figure('percentage', /^(?:basis|bps|points de)/i.test(share) ? { factor: 0.01 } : {});
  }
  const span = said?.unit ?? take(tail.unit);
  if (span !== null) {
    // Quinze jours (15).
    again(said);
    return figure('duration', { unit: durationUnit(span) });
  }
  // "Une fois" is when, "en trois fois" how often.
  const isOften = numeral.isWords && value === 1 ? true : /(?:^|[^a-zA-ZÀ-ÿ])en[\s\u00a0]$/i.test(lead);
  if (!isOften && take(tail.times) !== null) return figure('multiple');
  return said === null ? null : figure('count');

  function again(first: typeof said): void {
    const second = first === null ? readAgain(text, at, language) : null;
    if (second === null || (second.unit === null && second.value !== value && !numeral.isWords)) return;
    at = second.to;
    values = bothValues(numeral, value, second);
  }

  function take(pattern: RegExp): string | null {
    const match = matchAt(pattern, text, at);
    if (match === null) return null;
    at += match[0].length;
    return match[1] ?? '';
  }
}

/** The same number again in brackets: "(30)", "($50,000)", "(12 %)", "(trente)". */
function readAgain(
  text: string,
  at: number,
  language: ContractLanguage,
): {
  to: number;
  value: number;
  isWords: boolean;
  currency: string | null;
  percent: string | null;
  unit: string | null;
} | null {
  if (text.charCodeAt(at) !== 40 && !/^[\s\u00a0]{0,3}\(/.test(text.slice(at, at + 4))) return null;
  const { again, decimalComma } = patterns(language);
  const match = matchAt(again, text, at);
  if (match === null) return null;
  const [whole, sign, inDigits, inWords, scaled, share, currency, span] = match;
  const value = inDigits === undefined ? readNumberWords(inWords ?? '') : readDigits(inDigits, decimalComma);
  if (value === null) return null;
  return {
    to: at + whole.length,
    value: value * (scaled === undefined ? 1 : scaleOf(scaled)),
    isWords: inDigits === undefined,
    currency: sign === undefined ? (currency === undefined ? null : currencyCode(currency)) : currencyCode(sign),
    percent: share ?? null,
    unit: span ?? null,
  };
}

/** Words prevail over digits; what is only said in one way is that. */
function bothValues(
  numeral: Numeral,
  value: number,
  again: { readonly value: number; readonly isWords: boolean } | null,
): { value: number; digits?: number } {
  if (again === null || again.isWords === numeral.isWords || again.value === value) return { value };
  return numeral.isWords ? { value, digits: again.value } : { value: again.value, digits: value };
}

function hasCurrency(text: string, at: number): boolean {
  return matchAt(tail.currency, text, at) !== null;
}

/** Digits with their separators: in English a comma parts thousands, in French a space or a stop does. */
function readDigits(text: string, decimalComma: boolean): number | null {
  const plain = text.replace(/[\s\u00a0\u202f\u2009'’]/g, '');
  const lastComma = plain.lastIndexOf(',');
  const lastStop = plain.lastIndexOf('.');
  const isGrouped = (separator: ',' | '.'): boolean =>
    new RegExp(`^\\d{1,3}(?:\\${separator}\\d{3})+$`).test(plain) &&
    (decimalComma ? separator === '.' : separator === ',');
  let normal = plain;
  if (lastComma !== -1 && lastStop !== -1) {
    normal = lastComma > lastStop ? plain.replaceAll('.', '').replace(',', '.') : plain.replaceAll(',', '');
  } else if (lastComma !== -1) {
    normal = isGrouped(',') || plain.split(',').length > 2 ? plain.replaceAll(',', '') : plain.replace(',', '.');
  } else if (lastStop !== -1 && (isGrouped('.') || plain.split('.').length > 2)) normal = plain.replaceAll('.', '');
  const value = Number(normal);
  return Number.isFinite(value) ? value : null;
}

function scaleOf(word: string): number {
  const lower = word.toLowerCase();
  if (lower === 'hundred') return 100;
  if (/^(?:thousand|mille|milliers|k)$/.test(lower)) return 1e3;
  if (/^(?:billions?|bn|milliards?|mds?)$/.test(lower)) return 1e9;
  return lower.startsWith('trillion') ? 1e12 : 1e6;
}

function currencyCode(written: string): string {
  const text = written.toLowerCase().replace(/[\s.]/g, '');
  if (/^(?:€|eur)/.test(text)) return 'EUR';
  if (/^(?:cad|ca?\$|canadian)/.test(text) || text.includes('canadien')) return 'CAD';
  if (/^(?:aud|au?\$|australian)/.test(text)) return 'AUD';
  if (text === 'nz$') return 'NZD';
  if (text === 'hk$') return 'HKD';
  if (text === 's$') return 'SGD';
  if (/^(?:£|gbp|pound|livre)/.test(text)) return 'GBP';
  if (/^(?:chf|swiss|francs?suisses?)/.test(text)) return 'CHF';
  if (/^(?:¥|jpy|yen)/.test(text)) return 'JPY';
  if (/^(?:cny|rmb)/.test(text)) return 'CNY';
  if (/^(?:inr|₹)/.test(text)) return 'INR';
  return /^[a-z]{3}$/.test(text) && text !== 'usd' ? text.toUpperCase() : 'USD';
}

function durationUnit(words: string): DurationUnit {
  const text = words.toLowerCase();
  if (/day|jour/.test(text)) {
    if (/ouvrable/.test(text)) return 'open-day';
    if (/business|working|banking|trading|court|ouvr/.test(text)) return 'business-day';
    return /clear|franc/.test(text) ? 'clear-day' : 'day';
  }
  if (/week|semaine/.test(text)) return 'week';
  if (/month|mois/.test(text)) return 'month';
  if (/quarter|trimestre/.test(text)) return 'quarter';
  if (/hour|heure/.test(text)) return 'hour';
  return /minute/.test(text) ? 'minute' : 'year';
}
