/**
 * What a file is by its first bytes. Names lie (a `.txt` that is a zip, a `.docx` that is a PDF), so the
 * content is asked first; the name only where the content says nothing.
 */
export type FileKind =
  /** A zip that is not known to be something else; a DOCX is one. */
  | { readonly kind: 'zip' }
  /** An OLE compound file: a legacy `.doc`, or an encrypted DOCX. */
  | { readonly kind: 'ole' }
  /** A format that Parley does not read; `looksLike` completes "it looks like …". */
  | { readonly kind: 'other'; readonly looksLike: string }
  | { readonly kind: 'unknown' };

interface Signature {
  readonly bytes: readonly number[];
  readonly at?: number;
  readonly looksLike: string;
}

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

const signatures: readonly Signature[] = [
  { bytes: ascii('%PDF-'), looksLike: 'a PDF' },
  { bytes: ascii('{\\rtf'), looksLike: 'an RTF file' },
  { bytes: ascii('%!PS'), looksLike: 'a PostScript file' },
  { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], looksLike: 'a PNG image' },
  { bytes: [0xff, 0xd8, 0xff], looksLike: 'a JPEG image' },
  { bytes: ascii('GIF8'), looksLike: 'a GIF image' },
  { bytes: [0x49, 0x49, 0x2a, 0x00], looksLike: 'a TIFF image' },
  { bytes: [0x4d, 0x4d, 0x00, 0x2a], looksLike: 'a TIFF image' },
  { bytes: ascii('WEBP'), at: 8, looksLike: 'a WebP image' },
  { bytes: [0xff, 0x57, 0x50, 0x43], looksLike: 'a WordPerfect file' },
  { bytes: ascii('SQLite format 3'), looksLike: 'an SQLite database' },
  { bytes: [0x1f, 0x8b, 0x08], looksLike: 'a gzip archive' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], looksLike: 'a 7-Zip archive' },
  { bytes: ascii('Rar!'), looksLike: 'a RAR archive' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], looksLike: 'an xz archive' },
  { bytes: ascii('BZh'), looksLike: 'a bzip2 archive' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], looksLike: 'a program' },
  { bytes: ascii('ID3'), looksLike: 'an MP3 recording' },
  { bytes: ascii('OggS'), looksLike: 'an Ogg recording' },
  { bytes: ascii('ftyp'), at: 4, looksLike: 'a video' },
];

const zipSignatures = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
];
const oleSignature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Looks at the first bytes only; never throws. */
export function fileKind(bytes: Uint8Array): FileKind {
  if (zipSignatures.some((signature) => startsWith(bytes, signature, 0))) {
    const looksLike = openDocumentKind(bytes);
    return looksLike === null ? { kind: 'zip' } : { kind: 'other', looksLike };
  }
  if (startsWith(bytes, oleSignature, 0)) return { kind: 'ole' };
  for (const { bytes: signature, at = 0, looksLike } of signatures) {
    if (startsWith(bytes, signature, at)) return { kind: 'other', looksLike };
  }
  return { kind: 'unknown' };
}

function startsWith(bytes: Uint8Array, signature: readonly number[], at: number): boolean {
  return bytes.length >= at + signature.length && signature.every((byte, i) => bytes[at + i] === byte);
}

/** OpenDocument (and EPUB) packages begin with an uncompressed entry named `mimetype`. */
function openDocumentKind(bytes: Uint8Array): string | null {
  if (!startsWith(bytes, ascii('mimetype'), 30)) return null;
  if (startsWith(bytes, ascii('application/vnd.oasis.opendocument'), 38)) return 'an OpenDocument file';
  if (startsWith(bytes, ascii('application/epub'), 38)) return 'an EPUB book';
  return null;
}
