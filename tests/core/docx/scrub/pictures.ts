import { crc32, deflateSync } from 'node:zlib';

/** A picture of one pixel, with chunks in front of its end. */
export function png(...chunks: readonly (readonly [string, Uint8Array | string])[]): Uint8Array {
  const chunk = (type: string, data: Uint8Array | string) => {
    const body = Buffer.concat([Buffer.from(type), Buffer.from(data)]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length - 4);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      ...chunks.map(([type, data]) => chunk(type, data)),
      chunk('IDAT', deflateSync(Buffer.from([0, 255, 0, 0]))),
      chunk('IEND', ''),
    ]),
  );
}

/** Something built like a JPEG: a scan with a stuffed byte and a restart, and segments in front of it. */
export function jpeg(...segments: readonly (readonly [marker: number, data: Uint8Array | string])[]): Uint8Array {
  const segment = (marker: number, data: Uint8Array | string) => {
    const body = Buffer.from(data);
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  };
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      ...segments.map(([marker, data]) => segment(marker, data)),
      segment(0xdb, new Uint8Array(65).fill(1)),
      segment(0xc0, Uint8Array.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
      segment(0xda, Uint8Array.from([1, 1, 0, 0, 63, 0])),
      Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]),
    ]),
  );
}

/** A picture of one pixel. */
export function gif(comment: string): Uint8Array {
  const before = Buffer.from('GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00', 'latin1');
  const extension = Buffer.concat([Buffer.from([0x21, 0xfe, comment.length]), Buffer.from(comment), Buffer.from([0])]);
  const image = Buffer.from('\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00\x3b', 'latin1');
  return new Uint8Array(Buffer.concat([before, comment === '' ? Buffer.alloc(0) : extension, image]));
}
