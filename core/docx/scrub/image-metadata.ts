/**
 * Takes what is not picture out of JPEG, PNG and GIF files. The coded pixels are copied byte for byte; around them only
 * what is known to matter for how they look is kept, so that a kind of metadata nobody has thought of goes too.
 * A file that is not built as its format says is left alone, because half a picture is worse than a name in one.
 */
export interface CleanedImage {
  readonly bytes: Uint8Array;
  readonly removed: readonly ImageMetadata[];
  /** It has a colour profile, which stays. */
  readonly hasColourProfile: boolean;
}

export interface ImageMetadata {
  /** `EXIF`, `XMP`, `text`, `thumbnail`, `APP13`, `tIME`, `after the picture`. */
  readonly what: string;
  /** What can be read in it, in pieces. */
  readonly values: readonly string[];
}

/** The picture without metadata; `null` for another format and for one that is damaged. */
export function cleanImage(bytes: Uint8Array): CleanedImage | null {
  try {
    if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return cleanJpeg(bytes);
    if (startsWith(bytes, 0, pngSignature)) return cleanPng(bytes);
    if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return cleanGif(bytes);
  } catch (cause) {
    if (!(cause instanceof DamagedImage)) throw cause;
  }
  return null;
}

class DamagedImage extends Error {}

/** Pieces of the original, joined in the end. */
class Output {
  readonly #bytes: Uint8Array;
  readonly #pieces: Uint8Array[] = [];
  readonly removed: ImageMetadata[] = [];
  hasColourProfile = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  copy(from: number, to: number): void {
    this.#pieces.push(this.#bytes.subarray(from, to));
  }

  add(piece: Uint8Array): void {
    this.#pieces.push(piece);
  }

  remove(what: string, from: number, to: number): void {
    if (to > from) this.removed.push({ what, values: readableWords(this.#bytes.subarray(from, to)) });
  }

  finish(): CleanedImage {
    const { removed, hasColourProfile } = this;
    if (removed.length === 0) return { bytes: this.#bytes, removed, hasColourProfile };
    const bytes = new Uint8Array(this.#pieces.reduce((length, piece) => length + piece.length, 0));
    let at = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return { bytes, removed, hasColourProfile };
  }
}

/** ITU-T T.81, annex B; JFIF 1.02; EXIF 2.32. */
function cleanJpeg(bytes: Uint8Array): CleanedImage {
  const out = new Output(bytes);
  out.copy(0, 2);
  let at = 2;
  for (;;) {
    if (byteAt(bytes, at) !== 0xff) throw new DamagedImage();
    const marker = byteAt(bytes, at + 1);
    if (marker === 0xff) {
      // Fill.
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      out.copy(at, at + 2);
      out.remove('after the picture', at + 2, bytes.length);
      return out.finish();
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      out.copy(at, at + 2);
      at += 2;
      continue;
    }
    const length = uint16(bytes, at + 2);
    const to = at + 2 + length;
    if (length < 2 || to > bytes.length) throw new DamagedImage();
    cleanJpegSegment(bytes, marker, at, to, out);
    at = to;
    if (marker === 0xda) {
      at = endOfScan(bytes, to);
      out.copy(to, at);
    }
  }
}

function cleanJpegSegment(bytes: Uint8Array, marker: number, from: number, to: number, out: Output): void {
  const label = ascii(bytes, from + 4, Math.min(from + 33, to));
  const isApplication = marker >= 0xe0 && marker <= 0xef;
  if (marker === 0xe0 && label.startsWith('JFIF\0') && to - from >= 18) {
    // Without its thumbnail: the density is all that matters.
    out.add(Uint8Array.from([0xff, 0xe0, 0, 16, ...bytes.subarray(from + 4, from + 16), 0, 0]));
    out.remove('thumbnail', from + 18, to);
  } else if (marker === 0xe1 && label.startsWith('Exif\0')) {
    const orientation = exifOrientation(bytes.subarray(from + 10, to));
    const kept = orientation === null || orientation === 1 ? null : exifWith(orientation);
    if (kept !== null) out.add(kept);
    // A segment that only turns the picture is one that was cleaned before.
    if (kept === null || !sameBytes(kept, bytes.subarray(from, to))) out.remove('EXIF', from, to);
  } else if (marker === 0xe2 && label.startsWith('ICC_PROFILE\0')) {
    out.hasColourProfile = true;
    out.copy(from, to);
  } else if (marker === 0xee && label.startsWith('Adobe') && to - from >= 16) {
    // The transformation of the colours; 12 bytes after the length, anything behind them is not of it.
    if (to - from === 16) out.copy(from, to);
    else {
      out.add(Uint8Array.from([0xff, 0xee, 0, 14, ...bytes.subarray(from + 4, from + 16)]));
      out.remove('APP14', from + 16, to);
    }
  } else if (isApplication) {
    out.remove(label.startsWith('http://ns.adobe.com/x') ? 'XMP' : `APP${marker - 0xe0}`, from, to);
  } else if (marker === 0xfe) {
    out.remove('comment', from, to);
  } else if (marker >= 0xf0) {
    out.remove('unknown segment', from, to);
  } else {
    out.copy(from, to);
  }
}

/** Where the coded data end: at a marker that is neither a restart nor a stuffed byte. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = byteAt(bytes, at + 1);
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new DamagedImage();
}

/** How the picture is to be turned (EXIF tag 0x0112 of the first directory), or `null`. */
function exifOrientation(tiff: Uint8Array): number | null {
  const isLittle = ascii(tiff, 0, 2) === 'II';
  if (!isLittle && ascii(tiff, 0, 2) !== 'MM') return null;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < 8) return null;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return null;
  const count = view.getUint16(directory, isLittle);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > tiff.length) return null;
    if (view.getUint16(entry, isLittle) !== 0x0112) continue;
    const value = view.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** A segment that holds the orientation and nothing else. */
function exifWith(orientation: number): Uint8Array {
  const header = [0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0];
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([...header, ...tiff]);
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Chunks without which the picture looks otherwise (PNG, third edition, 11; `acTL` and after: animation). */
const pngKept: ReadonlySet<string> = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '),
);

const pngNames = new Map([
  ['tEXt', 'text'],
  ['zTXt', 'text'],
  ['iTXt', 'text'],
  ['eXIf', 'EXIF'],
]);

function cleanPng(bytes: Uint8Array): CleanedImage {
  const out = new Output(bytes);
  out.copy(0, 8);
  let at = 8;
  for (;;) {
    const to = at + 12 + uint16(bytes, at) * 0x10000 + uint16(bytes, at + 2);
    if (to > bytes.length) throw new DamagedImage();
    const type = ascii(bytes, at + 4, at + 8);
    if (pngKept.has(type)) out.copy(at, to);
    else if (to - at === 12) out.removed.push({ what: type, values: [] });
    else out.remove(pngNames.get(type) ?? type, at + 8, to - 4);
    if (type === 'iCCP') out.hasColourProfile = true;
    if (type === 'IEND') {
      out.remove('after the picture', to, bytes.length);
      return out.finish();
    }
    at = to;
  }
}

/** Application extensions that say how often an animation runs: one block of three bytes. */
const gifLoops = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

/** GIF 89a. */
function cleanGif(bytes: Uint8Array): CleanedImage {
  const out = new Output(bytes);
  let at = 13 + colourTableLength(byteAt(bytes, 10));
  out.copy(0, at);
  for (;;) {
    const from = at;
    const kind = byteAt(bytes, at);
    if (kind === 0x3b) {
      out.copy(at, at + 1);
      out.remove('after the picture', at + 1, bytes.length);
      return out.finish();
    }
    if (kind === 0x2c) {
      at = endOfBlocks(bytes, at + 10 + colourTableLength(byteAt(bytes, at + 9)) + 1);
      out.copy(from, at);
    } else if (kind === 0x21) {
      const label = byteAt(bytes, at + 1);
      at = endOfBlocks(bytes, at + 2);
      const isLoop = label === 0xff && gifLoops.includes(ascii(bytes, from + 3, from + 14)) && at - from === 19;
      if (label === 0xf9 || label === 0x01 || isLoop) out.copy(from, at);
      else out.remove(label === 0xfe ? 'comment' : 'extension', from, at);
    } else {
      throw new DamagedImage();
    }
  }
}

function colourTableLength(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function endOfBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let length = byteAt(bytes, at); length > 0; length = byteAt(bytes, at)) at += length + 1;
  return at + 1;
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new DamagedImage();
  return byte;
}

function uint16(bytes: Uint8Array, at: number): number {
  return byteAt(bytes, at) * 0x100 + byteAt(bytes, at + 1);
}

function startsWith(bytes: Uint8Array, at: number, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[at + index] === byte);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

const mostWords = 20;

/** Stretches of at least five printable characters, also in UTF-16. */
function readableWords(bytes: Uint8Array): readonly string[] {
  const found = new Set<string>();
  let word = '';
  const end = () => {
    if (word.length >= 5 && found.size < mostWords) found.add(word);
    word = '';
  };
  for (let at = 0; at < bytes.length && found.size < mostWords; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x20 && byte < 0x7f && word.length < 300) word += String.fromCharCode(byte);
    else if (byte !== 0 || bytes[at - 1] === 0) end();
  }
  end();
  return [...found];
}
