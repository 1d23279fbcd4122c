import type { SourceFile } from '../model/source.ts';
import { refusal } from './refusal.ts';

/**
 * What a file is that is no zip. Refuses it with the reason that helps: an encrypted DOCX and a `.doc`
 * look alike from outside (both are OLE compound files), but only one needs a password.
 */
export function refuseUnlessZip(file: SourceFile): void {
  const { bytes, name } = file;
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return;
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) throw refuseCompoundFile(file);
  if (bytes.length === 0) throw refusal(name, 'not-a-docx', 'the file is empty');
  if (startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) throw refusal(name, 'not-a-docx', 'it is an empty zip archive');
  if (startsWith(bytes, ascii('%PDF'))) throw refusal(name, 'not-a-docx', 'it is a PDF');
  if (startsWith(bytes, ascii('{\\rtf'))) throw refusal(name, 'not-a-docx', 'it is in Rich Text Format');
  throw refusal(name, 'not-a-docx', 'it is not a zip package');
}

function refuseCompoundFile(file: SourceFile) {
  if (hasStream(file.bytes, 'EncryptedPackage')) {
    return refusal(file.name, 'encrypted', 'it needs a password; save it without one first');
  }
  const others = ['Workbook', 'Book', 'PowerPoint Document', '__properties_version1.0'];
  if (others.some((stream) => hasStream(file.bytes, stream))) {
    return refusal(file.name, 'not-a-docx', 'it is an Office file of the old binary format, but no Word document');
  }
  return refusal(file.name, 'legacy-doc', 'save it as .docx first');
}

/**
 * Whether an OLE compound file has a stream of that name ([MS-CFB] 2.6.1). Directory entries are 128
 * bytes long and begin at multiples of 128, with the name, its length and the object type at fixed
 * places; an exact match of all three is sure enough without following the sector chains, which
 * may be damaged.
 */
function hasStream(bytes: Uint8Array, stream: string): boolean {
  const nameLength = (stream.length + 1) * 2;
  const streamType = 2;
  for (let at = 0; at + 128 <= bytes.length; at += 128) {
    if (bytes[at + 64] !== nameLength || bytes[at + 65] !== 0 || bytes[at + 66] !== streamType) continue;
    let same = true;
    for (let i = 0; i <= stream.length && same; i++) {
      const unit = (bytes[at + 2 * i] as number) | ((bytes[at + 2 * i + 1] as number) << 8);
      same = unit === (i < stream.length ? stream.charCodeAt(i) : 0);
    }
    if (same) return true;
  }
  return false;
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

function ascii(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}
