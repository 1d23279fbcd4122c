import { inflateRawSync } from 'node:zlib';

/** The parts of a ZIP file by name, read from its central directory with nothing but node:zlib. */
export function unpack(zip: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(zip);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const parts = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
    parts.set(name, (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data).toString('utf8'));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

/** All the text there is in a memo's file, markup and the names of its parts included. */
export function everythingIn(bytes: Uint8Array, format: 'docx' | 'html' | 'md'): string {
  if (format !== 'docx') return Buffer.from(bytes).toString('utf8');
  return [...unpack(bytes)].map(([name, text]) => `${name}\n${text}`).join('\n');
}
