import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanImage } from '../../../../core/docx/scrub/image-metadata.ts';
import { gif, jpeg, png } from './pictures.ts';

const latin1 = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1');

/** An EXIF segment whose first directory says how to turn the picture. */
function exif(orientation: number, more = ''): Buffer {
  const tiff = Buffer.from('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0', 'latin1');
  tiff.writeUInt16BE(orientation, 18);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(more)]);
}

test('a JPEG keeps its pixels, its colours and how it is turned, and nothing else', () => {
  const jfif = Buffer.from('JFIF\0\x01\x02\0\0\x48\0\x48\0\0', 'latin1');
  const adobe = Buffer.from('Adobe\0\x64\0\0\0\0\x01', 'latin1');
  const icc = Buffer.from('ICC_PROFILE\0\x01\x01profile', 'latin1');
  const cleaned = cleanImage(
    jpeg(
      [0xe0, jfif],
      [0xe1, exif(6, 'Camera of someone')],
      [0xe1, 'http://ns.adobe.com/xap/1.0/\0<x/>'],
      [0xe2, icc],
      [0xe2, 'MPF\0more pictures'],
      [0xed, 'Photoshop 3.0\0byline'],
      [0xee, adobe],
      [0xfe, 'a comment'],
    ),
  );
  expect(latin1(cleaned?.bytes)).toBe(latin1(jpeg([0xe0, jfif], [0xe1, exif(6)], [0xe2, icc], [0xee, adobe])));
  expect(cleaned?.removed.map(({ what }) => what)).toEqual(['EXIF', 'XMP', 'APP2', 'APP13', 'comment']);
  expect(cleaned?.removed[0]?.values.join()).toContain('Camera of someone');
  expect(cleaned?.hasColourProfile).toBe(true);
});

test('a JPEG that is not turned needs no EXIF at all, and a thumbnail goes', () => {
  const jfif = Buffer.from('JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01', 'latin1');
  const cleaned = cleanImage(jpeg([0xe0, Buffer.concat([jfif, Buffer.from('rgb')])], [0xe1, exif(1)]));
  const plain = Buffer.from('JFIF\0\x01\x02\0\0\x48\0\x48\0\0', 'latin1');
  expect(latin1(cleaned?.bytes)).toBe(latin1(jpeg([0xe0, plain])));
  expect(cleaned?.removed.map(({ what }) => what)).toEqual(['thumbnail', 'EXIF']);
});

test('PNG and GIF keep what they are made of', () => {
  expect(latin1(cleanImage(png(['gAMA', '\0\0\0\0'], ['tEXt', 'Author\0A'], ['tIME', '1234567']))?.bytes)).toBe(
    latin1(png(['gAMA', '\0\0\0\0'])),
  );
  expect(latin1(cleanImage(gif('a comment'))?.bytes)).toBe(latin1(gif('')));
});

test('what is clean already is the same bytes, not copied', () => {
  for (const bytes of [jpeg(), jpeg([0xe1, exif(8)]), png(), gif('')]) {
    const cleaned = cleanImage(bytes);
    expect(cleaned?.removed).toEqual([]);
    expect(cleaned?.bytes).toBe(bytes);
  }
});

test('what is cut short, or is another format, is left alone', () => {
  for (const bytes of [jpeg([0xfe, 'a comment']), png(['tEXt', 'text']), gif('a comment')]) {
    for (let length = 0; length < bytes.length; length++) {
      expect(cleanImage(bytes.subarray(0, length)), `${length} of ${bytes.length}`).toBeNull();
    }
  }
  expect(cleanImage(Buffer.from('BM a bitmap'))).toBeNull();
});

test('any bytes behind the beginning of a picture are cleaned or left alone, never an error', () => {
  const beginnings = [jpeg(), jpeg([0xe1, exif(6)]), png(), gif('x')];
  fc.assert(
    fc.property(
      fc.constantFrom(...beginnings),
      fc.nat(80),
      fc.uint8Array({ maxLength: 60 }),
      (picture, from, noise) => {
        const bytes = new Uint8Array(picture);
        bytes.set(noise.subarray(0, Math.max(0, bytes.length - from)), Math.min(from, bytes.length));
        const cleaned = cleanImage(bytes);
        if (cleaned !== null) expect(cleanImage(cleaned.bytes)?.removed).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});
