/** The characters of XML 1.0, fifth edition, by their numbers. */
export const character = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  exclamationMark: 0x21,
  quotationMark: 0x22,
  numberSign: 0x23,
  ampersand: 0x26,
  apostrophe: 0x27,
  slash: 0x2f,
  colon: 0x3a,
  semicolon: 0x3b,
  lessThan: 0x3c,
  equals: 0x3d,
  greaterThan: 0x3e,
  questionMark: 0x3f,
  closingBracket: 0x5d,
  lowerX: 0x78,
} as const;

/** Production 3, `S`. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Production 2, `Char`. */
export function isCharacter(codePoint: number): boolean {
  return codePoint < 0xd800
    ? codePoint >= 0x20 || codePoint === 0x0a || codePoint === 0x0d || codePoint === 0x09
    : codePoint >= 0xe000 && codePoint <= 0x10ffff && codePoint !== 0xfffe && codePoint !== 0xffff;
}

/** Production 4, `NameStartChar`. */
export function isNameStart(codePoint: number): boolean {
  if (codePoint < 0x80) return asciiNameParts[codePoint] === nameStart;
  return isIn(nameStarts, codePoint);
}

/** Production 4a, `NameChar`. */
export function isNamePart(codePoint: number): boolean {
  if (codePoint < 0x80) return asciiNameParts[codePoint] !== 0;
  return codePoint === 0xb7 || isIn(nameStarts, codePoint) || isIn([0x300, 0x36f, 0x203f, 0x2040], codePoint);
}

/** Ranges, first and last by turns. */
const nameStarts = [
  0xc0, 0xd6, 0xd8, 0xf6, 0xf8, 0x2ff, 0x370, 0x37d, 0x37f, 0x1fff, 0x200c, 0x200d, 0x2070, 0x218f, 0x2c00, 0x2fef,
  0x3001, 0xd7ff, 0xf900, 0xfdcf, 0xfdf0, 0xfffd, 0x10000, 0xeffff,
] as const;

function isIn(ranges: readonly number[], codePoint: number): boolean {
  for (let i = 0; i < ranges.length; i += 2) {
    if (codePoint >= (ranges[i] as number) && codePoint <= (ranges[i + 1] as number)) return true;
  }
  return false;
}

const nameStart = 2;

/** For each ASCII character: 2 when it may begin a name, 1 when it may stand further on in it, 0 otherwise. */
export const asciiNameParts = new Uint8Array(0x80);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_:') {
  asciiNameParts[letter.charCodeAt(0)] = nameStart;
}
for (const other of '0123456789-.') asciiNameParts[other.charCodeAt(0)] = 1;

/** 1 for each ASCII character that does not stand for itself in an attribute value. */
export const valueStops = new Uint8Array(0x80);
for (const stop of '<&\t\n\r') valueStops[stop.charCodeAt(0)] = 1;
