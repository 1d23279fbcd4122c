import { z } from 'zod';
import { revisionKinds } from '../docx/revisions/revision.ts';
import { changeKinds } from '../redline/change-row.ts';
import { draftId } from './ids.ts';
import { redlineNoteCodes } from './redline.ts';

/** A file that took part, so that anyone can check later that it was this one. */
const certifiedFile = z.object({ name: z.string(), sha256: z.string() }).readonly();

/** Something that differs although no tracked change says so. */
export const untrackedEdit = z
  .object({
    kind: z.enum(changeKinds),
    /** The story it stands in, such as `body` or `footnote`. */
    story: z.string(),
    /** `null` outside of clauses. */
    clause: z.object({ label: z.string().nullable(), heading: z.string().nullable() }).nullable(),
    /** The words that were sent and those that came back; of formatting, the words it is about, in both. */
    before: z.string(),
    after: z.string(),
    /** Unchanged words right before and after it. */
    lead: z.string(),
    tail: z.string(),
    formatting: z
      .array(z.object({ property: z.string(), before: z.string().nullable(), after: z.string().nullable() }).readonly())
      .readonly(),
  })
  .readonly();
export type UntrackedEdit = z.infer<typeof untrackedEdit>;

/** A change of ours that was pending in what we sent. */
const ownChange = z
  .object({ kind: z.enum(revisionKinds), author: z.string(), old: z.string(), new: z.string() })
  .readonly();

/**
 * Whether a draft that came back is what was sent, once its sender's tracked changes are set aside. It holds words of
 * both files.
 */
export const editCertificate = z
  .object({
    sent: certifiedFile,
    received: certifiedFile,
    /** How the files were compared: every story with its formatting, or, where one is no Word file, the words by clause. */
    compared: z.enum(['document', 'words']),
    /** What they changed and tracked: set aside before comparing. */
    tracked: z.array(z.object({ author: z.string(), count: z.number().int() }).readonly()).readonly(),
    /** Everything that differs and was not tracked, in the order of the document. */
    untracked: z.array(untrackedEdit).readonly(),
    /** Our changes that were pending and are not any more: somebody accepted or rejected them, which leaves no trace. */
    settled: z.array(ownChange).readonly(),
    /** Our changes that are still pending under another name or date. */
    renamed: z.array(ownChange.unwrap().extend({ authorNow: z.string() }).readonly()).readonly(),
    /** What such a comparison cannot see. */
    notCompared: z
      .array(z.object({ code: z.enum(redlineNoteCodes), count: z.number().int(), detail: z.string().optional() }))
      .readonly(),
  })
  .readonly();
export type EditCertificate = z.infer<typeof editCertificate>;

/** Nothing was changed without a mark, and no change of ours goes under another name. */
export function isCleanReturn({ untracked, renamed }: EditCertificate): boolean {
  return untracked.length === 0 && renamed.length === 0;
}

/** A draft's certificate against what we sent before it. */
export const draftCertificate = z
  .object({
    certificate: editCertificate.nullable(),
    /** The draft of ours that was sent last before it. */
    against: draftId.nullable(),
    /** Why there is none: the draft is our own, or nothing of ours was sent before it. */
    reason: z.enum(['ours', 'nothing-sent']).nullable(),
  })
  .readonly();
export type DraftCertificate = z.infer<typeof draftCertificate>;
