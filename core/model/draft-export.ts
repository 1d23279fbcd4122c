import { z } from 'zod';
import { scrubChoices } from '../docx/scrub/choices.ts';
import { type LeftKind, leftReasons } from '../docx/scrub/report.ts';
import { draftId } from './ids.ts';
import { interfaceLanguage } from './matter.ts';
import { redlineNoteCodes } from './redline.ts';

/** What is made of a draft to be sent: the draft itself, or its changes against an earlier one. */
export const exportKind = z.enum(['clean', 'redline']);
export type ExportKind = z.infer<typeof exportKind>;
export const exportFormat = z.enum(['docx', 'html']);
export type ExportFormat = z.infer<typeof exportFormat>;

export const exportRequest = z
  .object({
    draftId,
    kind: exportKind,
    /** The draft that a redline is against; any other of the same document. */
    againstDraftId: draftId.optional(),
    /** Takes out names, dates, properties, comments and what else the words do not say. */
    scrub: z.boolean(),
    /** What scrubbing takes out; all that a counterparty need not know when absent. */
    remove: z.array(z.enum(scrubChoices)).readonly().optional(),
    /** Puts our positions that may be shown into the file, as comments on the clauses they concern. */
    positions: z.boolean().optional(),
    /** Of the words around the contract's, in HTML and PDF, and of our comments. */
    language: interfaceLanguage,
  })
  .strict();
export type ExportRequest = z.infer<typeof exportRequest>;

/** What scrubbing removes, and what may say more than its words and stays. */
export const scrubKinds = [...scrubChoices, 'macros', 'signatures', 'container'] as const;
export const leftKinds = Object.keys(leftReasons) as [LeftKind, ...LeftKind[]];

const exportedItem = z.object({
  count: z.number().int(),
  /** A few of the values. */
  values: z.array(z.string()).readonly(),
});

/** What was done and what was not. It may hold what was removed, word for word: it is for our side alone. */
export const exportReport = z
  .object({
    /** The name on the tracked changes, and their instant in ISO 8601. */
    author: z.string(),
    date: z.string(),
    /** New tracked changes, and those that were pending before and still are. */
    revisions: z.number().int(),
    pending: z.number().int(),
    /** Of a clean copy: changes that were still pending in the file and are accepted in it. */
    accepted: z.number().int(),
    /** The draft did not begin as a Word file, so that one was made for it. */
    isPlain: z.boolean(),
    /** Could not be tracked or compared. */
    notes: z
      .array(z.object({ code: z.enum(redlineNoteCodes), count: z.number().int(), detail: z.string().optional() }))
      .readonly(),
    /** Our positions that went along as comments, and those whose clause is not in the file; `null`: none were to. */
    positions: z.object({ written: z.number().int(), left: z.number().int() }).nullable(),
    /** `null`: nothing was to be removed. */
    scrub: z
      .object({
        removed: z.array(exportedItem.extend({ kind: z.enum(scrubKinds) })).readonly(),
        left: z.array(exportedItem.extend({ kind: z.enum(leftKinds) })).readonly(),
      })
      .nullable(),
  })
  .readonly();
export type ExportReport = z.infer<typeof exportReport>;
