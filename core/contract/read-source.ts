import { readDocx } from '../docx/read-docx.ts';
import { AppError } from '../error.ts';
import type { SourceDocument, SourceFile } from '../model/source.ts';
import type { Platform } from '../platform.ts';
import { findBilingual } from './bilingual.ts';
import { fileKind } from './file-kind.ts';
import { readMarkdown } from './read-markdown.ts';
import { readText } from './read-text.ts';

const docxNames = new Set(['docx', 'docm', 'dotx', 'dotm']);
const markdownNames = new Set(['md', 'markdown', 'mdown', 'mkd']);

/** Formats told by their name that Parley does not read, where the content did not already say so. */
const refusedNames = new Map([
  ['rtf', 'an RTF file'],
  ['pdf', 'a PDF'],
  ['odt', 'an OpenDocument file'],
  ['pages', 'a Pages document'],
  ['wpd', 'a WordPerfect file'],
]);

/**
 * Reads a contract's file in whatever format it is. The content decides before the name does: a zip or OLE file is read as
 * DOCX under any name (and refused there if it is none), and only what could be text is asked for its name.
 *
 * Throws AppError `not-a-docx`, `legacy-doc`, `encrypted`, `damaged`, `binary`, `too-large` or `no-text`; each message
 * names the file and the reason, and so do the details `file` and `reason`.
 */
export function readSource(file: SourceFile, platform: Platform): SourceDocument {
  return withLanguages(readFormat(file, platform));
}

/** Says so where the document is in two languages. */
function withLanguages(source: SourceDocument): SourceDocument {
  const bilingual = findBilingual(source.blocks);
  if (bilingual === null) return source;
  const code = bilingual.form === 'columns' ? 'two-languages-in-columns' : 'two-languages-in-turns';
  return { ...source, notes: [...source.notes, { code, count: 1 }] };
}

function readFormat(file: SourceFile, platform: Platform): SourceDocument {
  const found = fileKind(file.bytes);
  const extension = extensionOf(file.name);
  if (found.kind === 'zip' || found.kind === 'ole' || docxNames.has(extension)) return readDocx(file, platform);
  if (found.kind === 'other') throw unreadable(file, `it looks like ${found.looksLike}`);
  if (markdownNames.has(extension)) return readMarkdown(file, platform);
  if (extension === 'doc') {
    throw new AppError(
      'legacy-doc',
      `${file.name} is a Word document of the old binary format: save it as .docx first.`,
      {
        details: { file: file.name, reason: 'save it as .docx first' },
      },
    );
  }
  const refused = refusedNames.get(extension);
  if (refused !== undefined) throw unreadable(file, `its name is that of ${refused}`);
  return readText(file, platform);
}

function unreadable(file: SourceFile, reason: string): AppError {
  return new AppError('binary', `${file.name} is not DOCX, Markdown or plain text: ${reason}.`, {
    details: { file: file.name, reason },
  });
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot === -1 ? '' : name.slice(dot + 1).toLowerCase();
}
