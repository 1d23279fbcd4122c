import { describe, expect, test } from 'vitest';
import { readSource } from '../../../core/contract/read-source.ts';
import { AppError } from '../../../core/error.ts';
import { testPlatform } from '../../support/platform.ts';

function read(name: string, content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readSource({ name, bytes }, testPlatform());
}

function refusal(name: string, content: string | Uint8Array): AppError {
  try {
    read(name, content);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was read.');
}

const ole = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
const openDocument = `PK\u0003\u0004${'\u0000'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.text`;

describe('what a file is', () => {
  test('by its name, where the content is text', () => {
    expect(read('a.txt', '# One').format).toBe('text');
    expect(read('a', '# One').format).toBe('text');
    expect(read('a.MD', '# One').format).toBe('markdown');
    expect(read('a.markdown', '# One').format).toBe('markdown');
  });

  test.each([
    ['a.docx', 'no zip', 'not-a-docx'],
    ['a.docx', '%PDF-1.7', 'not-a-docx'],
    ['a.docx', ole, 'legacy-doc'],
    ['a.txt', ole, 'legacy-doc'],
    ['a.doc', 'text', 'legacy-doc'],
    ['a.md', '%PDF-1.7', 'binary'],
    ['a.pdf', 'text', 'binary'],
    ['a.rtf', '{\\rtf1 x}', 'binary'],
    ['a.odt', openDocument, 'binary'],
    ['a.docx', '', 'not-a-docx'],
    ['a.txt', '', 'no-text'],
  ])('%s that holds %s is refused as %s', (name, content, code) => {
    const error = refusal(name, content);
    expect(error.code).toBe(code);
    expect(error.message).toContain(name);
    expect(error.details).toMatchObject({ file: name });
  });

  test('a zip is read as a DOCX under any name', () => {
    expect(refusal('a.txt', 'PK\u0003\u0004 and no more').code).toBe('damaged');
  });
});
