import { describe, expect, test } from 'vitest';
import { maxTextBytes } from '../../../core/contract/decode-file.ts';
import { documentText } from '../../../core/contract/document-text.ts';
import { readText } from '../../../core/contract/read-text.ts';
import { AppError } from '../../../core/error.ts';
import { testPlatform } from '../../support/platform.ts';

function bytesOf(text: string, encoding: 'utf8' | 'utf16le' | 'latin1' = 'utf8'): Uint8Array {
  return new Uint8Array(Buffer.from(text, encoding));
}

function swapped(bytes: Uint8Array): Uint8Array {
  return bytes.map((_, i) => bytes[i ^ 1] ?? 0);
}

function read(input: string | Uint8Array) {
  const bytes = typeof input === 'string' ? bytesOf(input) : input;
  return readText({ name: 'contract.txt', bytes }, testPlatform());
}

function paragraphs(input: string | Uint8Array): string[] {
  return documentText(read(input)).split('\n');
}

function refusal(bytes: Uint8Array): AppError {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was read.');
}

describe('encodings', () => {
  const text = '« Durée » – l’accord coûte 5 €.';

  test('UTF-8 with and without its mark needs no note', () => {
    for (const bytes of [bytesOf(text), bytesOf(`\ufeff${text}`)]) {
      expect(paragraphs(bytes)).toEqual([text]);
      expect(read(bytes).notes).toEqual([]);
    }
  });

  test.each([
    ['UTF-16 LE', bytesOf(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 LE', bytesOf(text, 'utf16le')],
    ['UTF-16 BE', swapped(bytesOf(`\ufeff${text}`, 'utf16le'))],
    ['UTF-16 BE', swapped(bytesOf(text, 'utf16le'))],
  ])('%s with and without its mark', (detail, bytes) => {
    expect(paragraphs(bytes)).toEqual([text]);
    expect(read(bytes).notes).toEqual([{ code: 'encoding', count: 1, detail }]);
  });

  test('what is not UTF-8 is Windows-1252, with its quotes and dashes', () => {
    const bytes = new Uint8Array([
      0xab, 0x20, 0x44, 0x75, 0x72, 0xe9, 0x65, 0x20, 0xbb, 0x20, 0x96, 0x20, 0x93, 0x35, 0x80, 0x94,
    ]);
    expect(paragraphs(bytes)).toEqual(['« Durée » – “5€”']);
    expect(read(bytes).notes).toEqual([{ code: 'encoding', count: 1, detail: 'Windows-1252' }]);
  });
});

describe('what is no text', () => {
  test.each([
    ['binary', 'it looks like a PDF', bytesOf('%PDF-1.7 rest')],
    ['binary', 'it looks like a PNG image', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['binary', 'it looks like a zip archive', bytesOf('PK\u0003\u0004rest')],
    ['binary', 'it looks like an RTF file', bytesOf('{\\rtf1 text}')],
    ['binary', 'it holds zero bytes', bytesOf('Ab\u0000cdef ghi')],
    ['binary', 'it is full of control characters', new Uint8Array(4_000).map((_, i) => (i % 3 === 0 ? 1 : 65))],
    ['no-text', 'it holds nothing but white space', bytesOf(' \r\n\t\u00a0\n')],
    ['no-text', 'it holds nothing but white space', new Uint8Array()],
    ['too-large', 'it has more than 50 MB of text', new Uint8Array(maxTextBytes + 1).fill(65)],
  ])('%s: %s', (code, reason, bytes) => {
    const error = refusal(bytes);
    expect(error.code).toBe(code);
    expect(error.details).toMatchObject({ file: 'contract.txt', reason });
    expect(error.message).toMatch(/^contract\.txt .*\w\.$/);
    expect(error.message).toContain(reason);
  });
});

describe('paragraphs', () => {
  test('every kind of line end, and blank lines of white space', () => {
    expect(paragraphs('One.\r\nTwo.\rThree.\n \t\nFour.\u2028Five.\fSix.\u2029Seven.')).toEqual([
      'One.',
      'Two.',
      'Three.',
      'Four.',
      'Five.',
      'Six.',
      'Seven.',
    ]);
  });

  test('outer white space goes, inner characters stay', () => {
    expect(paragraphs('  4.2 \t Bulk   data \u00a0: x\u0007y  \n')).toEqual(['4.2 \t Bulk   data \u00a0: x\u0007y']);
  });

  test('lines that were filled to a width are joined, and parted where the writer ended them', () => {
    const text = [
      'The Vendor shall provide the Models to the Department under this Agreement, and',
      'the Department shall use them within the limits that it sets and within no other',
      'limits; in particular it shall not submit any data that was gathered in bulk, in',
      'accordance with Section',
      '4.2 of this Agreement.',
      '(a) The first item of a list that follows without a blank line and is so long it',
      'goes on to another line.',
      '(b) The second item.',
      'The Vendor',
      '1 Main Street',
    ].join('\n');
    expect(paragraphs(text)).toEqual([
      'The Vendor shall provide the Models to the Department under this Agreement, and the Department shall use them within the limits that it sets and within no other limits; in particular it shall not submit any data that was gathered in bulk, in accordance with Section 4.2 of this Agreement.',
      '(a) The first item of a list that follows without a blank line and is so long it goes on to another line.',
      '(b) The second item.',
      'The Vendor',
      '1 Main Street',
    ]);
  });

  test('lines of their own are paragraphs, however short or long', () => {
    const lines = [
      '1. Term. One year.',
      `2. Fees. ${'The Client pays a fee. '.repeat(20).trim()}`,
      '3. Law. English.',
      'Done.',
    ];
    expect(paragraphs(lines.join('\n'))).toEqual(lines);
  });

  test('lines alike in length that all end in a stop are paragraphs', () => {
    const lines = ['One', 'Two', 'Six'].map(
      (number) => `${number} of the clauses that the parties agreed upon is set out on this line.`,
    );
    expect(paragraphs(lines.join('\n'))).toEqual(lines);
  });

  test('a word parted at a line end keeps its hyphen and gets no space', () => {
    const line = 'The Vendor grants to the Department a right that is limited in time and is non-';
    expect(paragraphs(`${line}\nexclusive, and that ends with this Agreement in each and every case.`)[0]).toContain(
      'is non-exclusive,',
    );
  });

  test('a broken reference is mended in any file', () => {
    expect(
      paragraphs(
        'Data covered by\n252.204-7014\n) are kept, as are those of paragraph\n(b)(2) of this clause.\nOther data are not.',
      ),
    ).toEqual([
      'Data covered by 252.204-7014 ) are kept, as are those of paragraph (b)(2) of this clause.',
      'Other data are not.',
    ]);
  });

  test('source counts UTF-16 units of the decoded text', () => {
    const text = '😀 One.\r\n\r\n  Two is\r\n   long.';
    const { blocks } = read(text);
    expect(blocks.map(({ source }) => text.slice(source.from, source.to))).toEqual(['😀 One.', 'Two is', 'long.']);
  });
});

describe('texts that lost their line ends', () => {
  const sentence = 'The Vendor shall provide the Models to the Department as this Agreement says and not otherwise.';

  test('a wide gap after a sentence or a title in capitals parts paragraphs; inside a sentence it stays', () => {
    const text = `SERVICES AGREEMENT    ${sentence}     The Department       shall pay for them in time.   2. Term    One year.`;
    expect(paragraphs(text)).toEqual([
      'SERVICES AGREEMENT',
      sentence,
      'The Department       shall pay for them in time.',
      '2. Term    One year.',
    ]);
  });

  test('numbers that go on in sequence part paragraphs of a page on one line', () => {
    const text =
      `The parties agree as follows: 1. Services. ${sentence.repeat(3)} See Section 3. 2. Term. ${sentence.repeat(3)} ` +
      `It cost 4.5 Million and 7. Nothing. 2.1 Renewal. ${sentence.repeat(3)} ARTICLE I SCOPE. ${sentence}`;
    expect(paragraphs(text).map((paragraph) => paragraph.slice(0, 24))).toEqual([
      'The parties agree as fol',
      '1. Services. The Vendor ',
      '2. Term. The Vendor shal',
      '2.1 Renewal. The Vendor ',
      'ARTICLE I SCOPE. The Ven',
    ]);
  });

  test('a title in capitals or a number of two parts is cut off a short paragraph too; a reference is not', () => {
    const text =
      `5.1 ${sentence} 5.2 On any termination under Section 5.3 or (a), the Vendor stops. 6. CONFIDENTIALITY\n` +
      `6.1 ${sentence} See also Section 6. 2 The Vendor, Section 6.2 The rest, and 7. Nothing else.`;
    expect(paragraphs(text)).toEqual([
      `5.1 ${sentence}`,
      '5.2 On any termination under Section 5.3 or (a), the Vendor stops.',
      '6. CONFIDENTIALITY',
      `6.1 ${sentence} See also Section 6. 2 The Vendor, Section 6.2 The rest, and 7. Nothing else.`,
    ]);
  });

  test('the first number under a title ends it, though no stop does', () => {
    expect(paragraphs(`Section 4 Fees and Payment 4.1 Fees. ${sentence} 4.2 Payment. ${sentence}`)).toEqual([
      'Section 4 Fees and Payment',
      `4.1 Fees. ${sentence}`,
      `4.2 Payment. ${sentence}`,
    ]);
    // A sentence with a number in it is no title.
    const reference = `Section 4 of which the fees 4.1 Million are a part, as ${sentence}`;
    expect(paragraphs(reference)).toEqual([reference]);
  });

  test('letters that go on in sequence under an article; initials and a letter alone stay', () => {
    const text = `ARTICLE I. GENERAL. A. Notices: ${sentence} J. B. Smith signs for it. B. Law: ${sentence}\nC. Copies: ${sentence} E. Last.`;
    expect(paragraphs(text)).toEqual([
      'ARTICLE I. GENERAL.',
      `A. Notices: ${sentence} J. B. Smith signs for it.`,
      `B. Law: ${sentence}`,
      `C. Copies: ${sentence} E. Last.`,
    ]);
    const alone = `ARTICLE I. VITAMINS. A. Vitamin is what the Vendor delivers. ${sentence}`;
    expect(paragraphs(alone)).toEqual([alone]);
  });

  test('the first sentence and the signing formula are cut off what stands before them', () => {
    expect(
      paragraphs(
        `EXHIBIT 4.1 SERVICES AGREEMENT This Services Agreement (the "Agreement") binds the parties. ${sentence} ` +
          'In Witness Whereof, the parties sign. By: ____',
      ),
    ).toEqual([
      'EXHIBIT 4.1 SERVICES AGREEMENT',
      `This Services Agreement (the "Agreement") binds the parties. ${sentence}`,
      'In Witness Whereof, the parties sign. By: ____',
    ]);
    const sentenceBefore =
      'The Vendor and the Department hold that This Agreement is what binds them, and nothing else.';
    expect(paragraphs(sentenceBefore)).toEqual([sentenceBefore]);
  });

  test('a table of contents on one line stays one block', () => {
    const text = `TABLE OF CONTENTS ${Array.from({ length: 30 }, (_, i) => `${Math.floor(i / 9) + 1}.${(i % 9) + 1} Title of a clause ${i + 2}`).join(' ')}`;
    expect(paragraphs(text)).toEqual([text]);
  });
});
