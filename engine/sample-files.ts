import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../core/error.ts';
import { type InterfaceLanguage, isoDate, title } from '../core/model/matter.ts';
import { certainty, priority, stance, termStatus } from '../core/model/negotiation.ts';
import type { SourceFile } from '../core/model/source.ts';

/** What a sample's `matter.json` says; its drafts are files beside it. */
const sampleMatter = z
  .object({
    title,
    language: z.enum(['en', 'fr']),
    parties: z.array(z.object({ key: z.string(), name: title, ours: z.boolean() }).strict()).min(2),
    document: z.object({ title }).strict(),
    drafts: z.array(z.object({ file: z.string(), party: z.string(), datedOn: isoDate }).strict()).min(1),
    terms: z.array(
      z
        .object({
          clauseLabel: z.string(),
          title,
          status: termStatus,
          owner: z.string(),
          note: z.string(),
          positions: z.array(
            z
              .object({
                party: z.string(),
                stance,
                wanted: z.string(),
                redLine: z.string(),
                reasons: z.string(),
                priority: priority.nullable(),
                privileged: z.boolean(),
                source: z.string(),
                certainty,
                recordedOn: isoDate,
              })
              .strict(),
          ),
        })
        .strict(),
    ),
  })
  .strict();
export type SampleMatter = z.infer<typeof sampleMatter>;

export interface Sample {
  readonly matter: SampleMatter;
  /** The drafts' files, in the order of the matter's `drafts`. */
  readonly files: readonly SourceFile[];
}

/** Reads the sample matter in a language. Throws `io` for a file that is missing. */
export function readSample(sampleDir: string | null, language: InterfaceLanguage): Sample {
  if (sampleDir === null) throw new Error('the engine was made without a folder of samples');
  const folder = join(sampleDir, language);
  const matter = sampleMatter.parse(JSON.parse(Buffer.from(readBytes(join(folder, 'matter.json'))).toString('utf8')));
  return {
    matter,
    files: matter.drafts.map(({ file }) => ({ name: file, bytes: readBytes(join(folder, file)) })),
  };
}

function readBytes(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new AppError('io', `${path}: this part of the sample matter could not be read (${reason}).`, {
      cause,
      details: { file: path, reason },
    });
  }
}
