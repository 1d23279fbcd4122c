import { AppError } from '../error.ts';

/** Why a file is not read as a DOCX. */
export type RefusalCode = 'not-a-docx' | 'legacy-doc' | 'encrypted' | 'damaged' | 'too-large' | 'no-text';

const verdicts: Readonly<Record<RefusalCode, string>> = {
  'not-a-docx': 'is not a Word document',
  'legacy-doc': 'is a Word document of the old binary format',
  encrypted: 'is encrypted',
  damaged: 'is damaged',
  'too-large': 'is too large to be read',
  'no-text': 'has no text',
};

/**
 * The error for a file that is refused. `reason` is a clause without a full stop that says what was
 * found, such as `the entry word/document.xml does not match its checksum`.
 */
export function refusal(file: string, code: RefusalCode, reason: string, cause?: unknown): AppError {
  return new AppError(code, `${file} ${verdicts[code]}: ${reason}.`, { cause, details: { file, reason } });
}
