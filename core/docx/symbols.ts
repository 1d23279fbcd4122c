/**
 * Characters of symbol fonts. Word stores them as `w:sym` or as list bullets with the font's own code, mostly
 * in the private use area from U+F000 (ECMA-376 part 1, 17.3.3.30). Symbol is mapped whole, by Adobe's
 * table, except that the arrow's shaft (0xBE) is a dash, because that is what drafters insert it for; of
 * Wingdings what contracts use: boxes, ticks, arrows, bullets, hands. What is not known
 * stays the private-use character that it is: not pretty, but nothing is lost or made up.
 */
const symbolFont =
  ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼' +
  '\0'.repeat(33) +
  '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭';

const wingdings: Readonly<Record<number, string>> = {
  34: '✂',
  40: '☎',
  42: '✉',
  63: '✍',
  65: '✌',
  67: '👍',
  70: '☞',
  74: '☺',
  108: '●',
  109: '❍',
  110: '■',
  111: '□',
  113: '❑',
  114: '❒',
  115: '⬧',
  116: '⧫',
  117: '◆',
  118: '❖',
  119: '⬥',
  158: '·',
  159: '•',
  160: '▪',
  161: '○',
  164: '◉',
  167: '▪',
  168: '◻',
  170: '✦',
  171: '★',
  216: '➢',
  220: '➲',
  223: '←',
  224: '→',
  225: '↑',
  226: '↓',
  232: '➔',
  233: '⬆',
  234: '⬇',
  239: '⇦',
  240: '⇨',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
};

const wingdings2: Readonly<Record<number, string>> = { 79: '✗', 80: '✓', 81: '☒', 82: '☑', 83: '☒', 163: '☐' };

/** The character that a symbol font shows for a code, or the code as it stands when it is not known. */
export function symbolCharacter(font: string, code: number): string {
  const asIs = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
  const glyph = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  switch (font.toLowerCase()) {
    case 'symbol': {
      const character = symbolFont[glyph - 0x20] ?? '\0';
      return character === '\0' ? asIs : character;
    }
    case 'wingdings':
      return wingdings[glyph] ?? asIs;
    case 'wingdings 2':
      return wingdings2[glyph] ?? asIs;
    default:
      return asIs;
  }
}

/** A bullet as a plain character: what its font shows, and `•` for a private-use character that is not known. */
export function bulletCharacter(font: string, text: string): string {
  if (font.toLowerCase() === 'courier new' && text === 'o') return '◦';
  let plain = '';
  for (const character of text) {
    const shown = symbolCharacter(font, character.codePointAt(0) as number);
    plain += /[\ue000-\uf8ff]/.test(shown) ? bulletsWithoutFont(shown) : shown;
  }
  return plain;
}

/** Files by other programs often name no font, or another; the codes are then Symbol's or Wingdings' all the same. */
function bulletsWithoutFont(character: string): string {
  switch (character.charCodeAt(0)) {
    case 0xf0a7:
      return '▪';
    case 0xf0a8:
      return '◻';
    case 0xf0d8:
      return '➢';
    case 0xf0fc:
      return '✓';
    case 0xf02d:
      return '−';
    default:
      return '•';
  }
}
