/** Words between quotation marks: `from`/`to` are the words, `outerFrom`/`outerTo` hold the marks too, in UTF-16 units. */
export interface QuotedWords {
  readonly from: number;
  readonly to: number;
  readonly outerFrom: number;
  readonly outerTo: number;
}

/**
 * Every kind of quotation marks that contracts use, in pairs and mixed ("Term” happens when a text was pasted together). A straight
 * mark opens only where no word ends, so that 19" and the plural possessive open nothing. Apostrophes that quote ('Term') count
 * as marks only around words that begin with a capital.
 */
const quotation =
  /[“„](?<a>[^“”„"«»]{1,120})[”"“]|«\s*(?<b>[^«»]{1,120}?)\s*»|(?<![\p{L}\p{N}"])"\s?(?<c>[^"“”«»\s][^"“”«»]{0,120}?)(?:["”]|'')|(?<!\p{L})[‘'](?<d>\p{Lu}[^‘’'"“”«»\n]{0,80})[’'](?![\p{L}\p{N}])|(?:``|'')(?<e>[^`'"]{1,100})''/gu;

/** The quoted words of a text in order, none longer than 120 characters; an unpaired mark opens nothing. */
export function listQuotedWords(text: string): QuotedWords[] {
  const found: QuotedWords[] = [];
  if (!/["“„«‘'`]/.test(text)) return found;
  for (const match of text.matchAll(quotation)) {
    const inner = Object.values(match.groups ?? {}).find((group) => group !== undefined) ?? '';
    if (!/\p{L}/u.test(inner)) continue;
    const from = match.index + match[0].indexOf(inner);
    found.push({ from, to: from + inner.length, outerFrom: match.index, outerTo: match.index + match[0].length });
  }
  return found;
}
