/**
 * A key that two texts share when they differ in nothing but what a renumbering or a word processor's
 * habits change: figures (`4.2`, `1,000`), capital Roman numerals, list labels in brackets (`(a)`, `(iv)`),
 * runs of white space, straight or curled apostrophes.
 *
 * It is a hash of 53 bits, not a text: after a renumbering every clause needs one, and rewriting the texts
 * with regular expressions took ten times as long. That two other texts share a key by chance is a matter
 * of one in a billion contracts; they would then be paired, and still be shown as they are.
 */
export function blindKey(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    let symbol = code;
    let to = at + 1;
    if (code >= 97 && code <= 122) {
      // A small letter, as nine characters in ten are.
    } else if (isDigit(code)) {
      to = figureEnd(text, at);
      symbol = figure;
    } else if (isSpace(code)) {
      while (to < text.length && isSpace(text.charCodeAt(to))) to += 1;
      symbol = 32;
    } else if (code === apostrophe) symbol = 39;
    else if (code === openBracket) {
      const end = bracketedLabelEnd(text, at);
      if (end > 0) {
        to = end;
        symbol = figure;
      }
    } else if (isRomanDigit(code) && (at === 0 || !isLetter(text.charCodeAt(at - 1)))) {
      while (to < text.length && isRomanDigit(text.charCodeAt(to))) to += 1;
      if (to === text.length || !isLetter(text.charCodeAt(to))) symbol = figure;
      else to = at + 1;
    }
    low = Math.imul(low ^ symbol, 0x01000193);
    high = Math.imul(high ^ symbol, 0x85ebca6b) ^ (high >>> 15);
    at = to;
  }
  return (low >>> 0) * 0x200000 + (high & 0x1fffff);
}

const apostrophe = 0x2019;
const openBracket = 40;
const closeBracket = 41;
/** Stands for any figure; no character of a text. */
const figure = 0x110000;

/** Where a figure ends, with its points and commas: `1,000.50`, `4.2.1`, not the full stop after it. */
function figureEnd(text: string, from: number): number {
  let to = from + 1;
  while (to < text.length) {
    const code = text.charCodeAt(to);
    if (isDigit(code)) to += 1;
    else if ((code === 46 || code === 44) && to + 1 < text.length && isDigit(text.charCodeAt(to + 1))) to += 2;
    else break;
  }
  return to;
}

/** Where `(a)`, `(iv)` or `(B)` ends: one or two letters, or Roman digits, in brackets; 0 when it is none. */
function bracketedLabelEnd(text: string, from: number): number {
  let to = from + 1;
  let isRoman = true;
  while (to < text.length && to - from <= longestLabel && isLetter(text.charCodeAt(to))) {
    isRoman &&= isRomanDigit(text.charCodeAt(to) & ~0x20);
    to += 1;
  }
  const letters = to - from - 1;
  const isLabel = letters > 0 && (letters <= 2 || isRoman) && to < text.length && text.charCodeAt(to) === closeBracket;
  return isLabel ? to + 1 : 0;
}

const longestLabel = 8;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 0xa0 || code === 0x202f || code === 13;
}

/** ASCII letters are enough to tell where a numeral stands alone; beyond them everything counts as a letter. */
function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code >= 0xc0;
}

/** I, V, X, L or C. */
function isRomanDigit(code: number): boolean {
  return code === 73 || code === 86 || code === 88 || code === 76 || code === 67;
}
