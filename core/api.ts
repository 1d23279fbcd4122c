import { z } from 'zod';
import { clauseAncestry, draftAncestry } from './model/ancestry.ts';
import { draftCertificate } from './model/certificate.ts';
import { comparisonSummary } from './model/comparison.ts';
import { block, clauseContent } from './model/content.ts';
import { exportFormat, exportReport, exportRequest } from './model/draft-export.ts';
import { ask } from './model/fate.ts';
import { clauseId, documentId, draftId, matterId, partyId, positionId, termId, versionHash } from './model/ids.ts';
import {
  clauseHistoryEntry,
  draftComparisonRow,
  draftSummary,
  draftView,
  interfaceLanguage,
  isoDate,
  matterSummary,
  matterView,
  title,
} from './model/matter.ts';
import {
  certainty,
  contestedTerm,
  position,
  privilegedPositionFields,
  sharedPositionFields,
  termStatus,
} from './model/negotiation.ts';
import { draftReading, incomingFile, pendingChange } from './model/pending.ts';
import { sealView } from './model/seal.ts';

/**
 * The one table of what can be asked of the engine. `read` changes nothing; `write` is one
 * transaction and one undo step; `job` may take long, reports progress and can be cancelled.
 * Methods with `host: true` name paths of files and can be called by the desktop shell, the command
 * line and tests, never by a window.
 */
export interface Method {
  readonly kind: 'read' | 'write' | 'job';
  readonly host?: true;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

const nothing = z.object({}).strict();
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'not bytes');

/** A file to read: bytes dropped on the window, or the token of a file the shell has staged. */
const fileSource = z.union([
  z.object({ token: z.string().min(1) }).strict(),
  z.object({ name: z.string().min(1).max(500), bytes }).strict(),
]);

export const memoAudience = z.enum(['internal', 'counterparty']);
export type MemoAudience = z.infer<typeof memoAudience>;
export const memoFormat = z.enum(['docx', 'html', 'md']);
export type MemoFormat = z.infer<typeof memoFormat>;

const memoRequest = z.object({ matterId, audience: memoAudience, language: interfaceLanguage }).strict();

const certificateRequest = z.object({ draftId, language: interfaceLanguage }).strict();

const written = z.object({ path: z.string(), byteLength: z.number().int() });

const importSummary = z.object({
  draft: draftSummary,
  matterId,
  /** Against the draft before; `null` for a first draft. */
  summary: comparisonSummary.unwrap().nullable(),
});

const undoState = z.object({
  /** What undo would take back and redo bring again: the method's name, or `null`. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
});

export const api = {
  'app.info': {
    kind: 'read',
    input: nothing,
    output: z.object({ version: z.string(), schemaVersion: z.number().int(), sqliteVersion: z.string() }),
  },
  'setting.list': { kind: 'read', input: nothing, output: z.record(z.string(), z.string()) },
  'setting.set': {
    kind: 'write',
    input: z.object({ key: z.enum(['language', 'theme', 'panels']), value: z.string().max(2_000) }).strict(),
    output: nothing,
  },

  'matter.list': { kind: 'read', input: nothing, output: z.array(matterSummary) },
  'matter.get': { kind: 'read', input: z.object({ matterId }).strict(), output: matterView },
  'matter.create': {
    kind: 'write',
    input: z
      .object({
        title,
        /** Two or more; exactly one ours. */
        parties: z
          .array(z.object({ name: title, isOurs: z.boolean() }).strict())
          .min(2)
          .max(12),
        documentTitle: title.optional(),
      })
      .strict(),
    output: matterView,
  },
  'matter.rename': { kind: 'write', input: z.object({ matterId, title }).strict(), output: nothing },

  /** Lets the engine read this file once, within the next hour. */
  'file.stage': {
    kind: 'read',
    host: true,
    input: z.object({ path: z.string().min(1) }).strict(),
    output: z.object({ token: z.string(), name: z.string(), byteLength: z.number().int() }),
  },
  /** The original bytes of a draft's file. */
  'file.get': {
    kind: 'read',
    input: z.object({ draftId }).strict(),
    output: z.object({ name: z.string(), bytes }),
  },

  /** What a file holds beside its words: changes pending, by author, comments; the file can still be imported after. */
  'draft.inspect': {
    kind: 'read',
    input: z.object({ source: fileSource }).strict(),
    output: incomingFile,
  },
  'draft.import': {
    kind: 'job',
    input: z
      .object({
        matterId,
        documentId: documentId.optional(),
        partyId,
        datedOn: isoDate,
        source: fileSource,
        /** When left out, every change pending is read as accepted. */
        reading: draftReading.optional(),
      })
      .strict(),
    output: importSummary,
  },
  /** What was pending in the draft's file when it came in, in the order of the file. */
  'draft.pending': { kind: 'read', input: z.object({ draftId }).strict(), output: z.array(pendingChange) },
  'draft.get': { kind: 'read', input: z.object({ draftId }).strict(), output: draftView },
  'draft.compare': {
    kind: 'read',
    input: z.object({ aDraftId: draftId, bDraftId: draftId }).strict(),
    output: z.object({ summary: comparisonSummary, rows: z.array(draftComparisonRow) }),
  },
  /**
   * Corrects a pairing: this clause of the draft is that clause of the draft before, from this draft on. What had been
   * taken for it becomes a clause of its own.
   */
  'draft.pair': {
    kind: 'write',
    input: z.object({ draftId, clauseId, fromClauseId: clauseId }).strict(),
    output: nothing,
  },
  /** Corrects a pairing: this clause of the draft comes from none before it; answers its identity from this draft on. */
  'draft.unpair': {
    kind: 'write',
    input: z.object({ draftId, clauseId }).strict(),
    output: z.object({ clauseId }),
  },
  /** Who put in every word of a draft, and when. */
  'draft.ancestry': { kind: 'read', input: z.object({ draftId }).strict(), output: draftAncestry },
  /** A draft as a file to be sent: clean, or as a redline against another draft. */
  'draft.export': {
    kind: 'job',
    input: exportRequest.extend({ format: exportFormat }),
    output: z.object({ fileName: z.string(), bytes, report: exportReport }),
  },
  /** The same, written whole or not at all; the format follows the path's ending. */
  'draft.writeExport': {
    kind: 'job',
    host: true,
    input: exportRequest.extend({ path: z.string().min(1) }),
    output: written.extend({ report: exportReport }),
  },
  /** What was changed without being tracked in a draft that came in, against what we sent last before it. */
  'draft.certificate': { kind: 'job', input: certificateRequest, output: draftCertificate },
  /** The same as an HTML page, written whole or not at all; `conflict` where there is none. */
  'draft.writeCertificate': {
    kind: 'job',
    host: true,
    input: certificateRequest.extend({ path: z.string().min(1) }),
    output: written,
  },
  /** The same as that page's bytes, with a name for them. */
  'draft.renderCertificate': {
    kind: 'job',
    input: certificateRequest,
    output: z.object({ fileName: z.string(), bytes }),
  },
  /** Freezes our working draft as exchanged on that day. */
  'draft.send': {
    kind: 'write',
    input: z.object({ draftId, datedOn: isoDate }).strict(),
    output: draftSummary,
  },

  'clause.history': {
    kind: 'read',
    input: z.object({ documentId, clauseId }).strict(),
    output: z.array(clauseHistoryEntry),
  },
  /** The same with the history of every word. */
  'clause.ancestry': { kind: 'read', input: z.object({ documentId, clauseId }).strict(), output: clauseAncestry },
  'clause.version': {
    kind: 'read',
    input: z.object({ versionHash }).strict(),
    output: clauseContent,
  },
  /**
   * Sets the words of a clause in our working draft, which is begun from the document's latest
   * draft when there is none. `basedOn` is the version the edit started from: `conflict` when the
   * clause has moved on since.
   */
  'clause.edit': {
    kind: 'write',
    input: z.object({ documentId, clauseId, basedOn: versionHash, blocks: z.array(block).min(1) }).strict(),
    output: z.object({ draft: draftSummary, versionHash }),
  },

  /** Agreed clauses, sealed as they stood, with every later draft that says something else. */
  'seal.list': { kind: 'read', input: z.object({ matterId }).strict(), output: z.array(sealView) },
  /** Seals a clause as it stands in the latest exchanged draft; a seal that it has is set anew. */
  'clause.seal': { kind: 'write', input: z.object({ documentId, clauseId }).strict(), output: nothing },
  'clause.unseal': { kind: 'write', input: z.object({ documentId, clauseId }).strict(), output: nothing },

  /** What every side asked for, clause by clause and round by round, and what became of it. */
  'ask.list': { kind: 'read', input: z.object({ matterId }).strict(), output: z.array(ask) },

  'term.list': { kind: 'read', input: z.object({ matterId }).strict(), output: z.array(contestedTerm) },
  'term.get': { kind: 'read', input: z.object({ matterId, termId }).strict(), output: contestedTerm },
  /** Flags selected words, or a whole clause, by hand. */
  'term.flag': {
    kind: 'write',
    input: z
      .object({ matterId, documentId, clauseId, title, quote: z.string().min(1).max(20_000).nullable() })
      .strict(),
    output: z.object({ termId }),
  },
  'term.update': {
    kind: 'write',
    input: z
      .object({
        matterId,
        termId,
        title: title.optional(),
        status: termStatus.optional(),
        owner: z.string().trim().max(300).optional(),
        note: z.string().trim().max(20_000).optional(),
      })
      .strict(),
    output: nothing,
  },

  'position.set': {
    kind: 'write',
    input: sharedPositionFields
      .extend(privilegedPositionFields.shape)
      .partial()
      .extend({
        matterId,
        termId,
        partyId,
        stance: sharedPositionFields.shape.stance,
        certainty: certainty.optional(),
        privileged: z.boolean().optional(),
      })
      .strict(),
    output: z.object({ positionId }),
  },
  /** Every position a side has had on a term, newest first. */
  'position.history': {
    kind: 'read',
    input: z.object({ matterId, termId, partyId }).strict(),
    output: z.array(position),
  },

  'memo.render': {
    kind: 'job',
    input: memoRequest.extend({ format: memoFormat }),
    output: z.object({ fileName: z.string(), bytes }),
  },
  /** Renders and writes the memo, whole or not at all; the format follows the path's ending. */
  'memo.write': {
    kind: 'job',
    host: true,
    input: memoRequest.extend({ path: z.string().min(1) }),
    output: written,
  },

  'history.state': { kind: 'read', input: z.object({ matterId }).strict(), output: undoState },
  'history.undo': {
    kind: 'write',
    input: z.object({ matterId }).strict(),
    output: undoState.extend({ undone: z.string() }),
  },
  'history.redo': {
    kind: 'write',
    input: z.object({ matterId }).strict(),
    output: undoState.extend({ redone: z.string() }),
  },
  /** Recomputes the change log's chain of hashes; `brokenAt` is the first batch whose hash is wrong. */
  'history.verify': {
    kind: 'job',
    input: nothing,
    output: z.object({ batches: z.number().int(), brokenAt: z.number().int().nullable() }),
  },

  /** Adds the sample matter in that language and answers its id. */
  'sample.create': {
    kind: 'job',
    input: z.object({ language: interfaceLanguage }).strict(),
    output: z.object({ matterId }),
  },
  /** At the very first start of a workspace, adds the sample in both languages; answers the matter to open, or `null` later. */
  'sample.ensure': {
    kind: 'job',
    host: true,
    input: z.object({ language: interfaceLanguage }).strict(),
    output: z.object({ matterId: matterId.nullable() }),
  },

  'job.cancel': {
    kind: 'read',
    input: z.object({ jobId: z.string().min(1) }).strict(),
    output: z.object({ found: z.boolean() }),
  },
} as const satisfies Record<string, Method>;

export type Api = typeof api;
export type MethodName = keyof Api;
export type Input<N extends MethodName> = z.input<Api[N]['input']>;
/** The input after validation, as a handler sees it. */
export type ParsedInput<N extends MethodName> = z.output<Api[N]['input']>;
export type Output<N extends MethodName> = z.output<Api[N]['output']>;

/**
 * What a window can ask of the desktop shell itself: everything that needs a dialog, so that no
 * path is ever known to the window.
 */
export const shellApi = {
  /** Asks for a file to import; `null` when the user closed the dialog. */
  'shell.chooseDraft': {
    input: nothing,
    output: z.object({ token: z.string(), name: z.string(), byteLength: z.number().int() }).nullable(),
  },
  /** Asks where to save a memo and writes it there; `null` when the user closed the dialog. */
  'shell.saveMemo': {
    input: memoRequest.extend({ format: z.enum(['docx', 'html', 'md', 'pdf']) }),
    output: z.object({ fileName: z.string(), byteLength: z.number().int() }).nullable(),
  },
  /** Asks where to save a draft's export and writes it there; `null` when the user closed the dialog. */
  'shell.saveExport': {
    input: exportRequest.extend({ format: z.enum(['docx', 'html', 'pdf']) }),
    output: z.object({ fileName: z.string(), byteLength: z.number().int(), report: exportReport }).nullable(),
  },
  /** Asks where to save a draft's certificate and writes it there; `null` when the user closed the dialog. */
  'shell.saveCertificate': {
    input: certificateRequest,
    output: z.object({ fileName: z.string(), byteLength: z.number().int() }).nullable(),
  },
  /** What the window shows first: the language of the system and the matter to open, if any. */
  'shell.start': {
    input: nothing,
    output: z.object({ language: interfaceLanguage, matterId: matterId.nullable(), platform: z.string() }),
  },
  /** The interface language was changed: menus and dialogs follow. */
  'shell.setLanguage': { input: z.object({ language: interfaceLanguage }).strict(), output: nothing },
} as const satisfies Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>;

export type ShellApi = typeof shellApi;
export type ShellMethodName = keyof ShellApi;
export type ShellInput<N extends ShellMethodName> = z.input<ShellApi[N]['input']>;
export type ShellOutput<N extends ShellMethodName> = z.output<ShellApi[N]['output']>;

/** What the engine and the shell tell the windows without being asked. */
export type ParleyEvent =
  | { readonly type: 'changed'; readonly matterId: string | null; readonly method: MethodName }
  | { readonly type: 'job'; readonly jobId: string; readonly done: number; readonly step: JobStep }
  | { readonly type: 'menu'; readonly command: MenuCommand }
  | { readonly type: 'engine'; readonly state: 'stopped' | 'restarted'; readonly message: string };

/** `done` in a job event runs from 0 to 1. */
export type JobStep = 'reading' | 'splitting' | 'aligning' | 'saving' | 'checking';

export const menuCommands = [
  'undo',
  'redo',
  'import',
  'new-matter',
  'export-memo',
  'export-draft',
  'certificate',
  'matters',
  'view-clean',
  'view-redline',
  'view-ancestry',
  'toggle-outline',
  'toggle-inspector',
  'send-draft',
] as const;
export type MenuCommand = (typeof menuCommands)[number];
