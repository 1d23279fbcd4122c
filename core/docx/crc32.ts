/**
 * Eight tables in one, so that eight bytes are folded in at a time ("slicing by 8"): entry `256 n + b` is the
 * remainder of byte `b` with `n` zero bytes after it. Read in a flat array with constant offsets this is
 * some three times faster than a byte at a time, and a large contract's XML is tens of megabytes.
 */
const table = makeTable();

function makeTable(): Int32Array {
  const remainders = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    remainders[byte] = remainder;
  }
  for (let i = 256; i < remainders.length; i++) {
    const shorter = remainders[i - 256] as number;
    remainders[i] = (remainders[shorter & 255] as number) ^ (shorter >>> 8);
  }
  return remainders;
}

/** The CRC-32 of ZIP (ISO 3309, polynomial 0xEDB88320) as an unsigned 32-bit number. */
export function crc32(bytes: Uint8Array): number {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const t = table;
  let crc = -1;
  let i = 0;
  for (const to = bytes.length - 7; i < to; i += 8) {
    const low = crc ^ words.getInt32(i, true);
    const high = words.getInt32(i + 4, true);
    crc =
      (t[1792 + (low & 255)] as number) ^
      (t[1536 + ((low >>> 8) & 255)] as number) ^
      (t[1280 + ((low >>> 16) & 255)] as number) ^
      (t[1024 + (low >>> 24)] as number) ^
      (t[768 + (high & 255)] as number) ^
      (t[512 + ((high >>> 8) & 255)] as number) ^
      (t[256 + ((high >>> 16) & 255)] as number) ^
      (t[high >>> 24] as number);
  }
  for (; i < bytes.length; i++) crc = (t[(crc ^ (bytes[i] as number)) & 255] as number) ^ (crc >>> 8);
  return (crc ^ -1) >>> 0;
}
