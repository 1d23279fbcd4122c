import { openPackage } from '../core/docx/package.ts';
import { listRevisions, resolveRevisions } from '../core/docx/revisions/resolve-revisions.ts';
import { counterpartyChoices } from '../core/docx/scrub/choices.ts';
import { scrubDocx } from '../core/docx/scrub/scrub-docx.ts';
import { AppError } from '../core/error.ts';
import type { DraftCertificate, EditCertificate } from '../core/model/certificate.ts';
import type { DraftId } from '../core/model/ids.ts';
import type { InterfaceLanguage } from '../core/model/matter.ts';
import type { SourceFile } from '../core/model/source.ts';
import { certifyReturn } from '../core/negotiation/certificate.ts';
import { renderCertificateHtml } from '../core/negotiation/certificate-html.ts';
import { certificateWords } from '../core/negotiation/certificate-words.ts';
import type { Platform } from '../core/platform.ts';
import type { Reader } from '../db/connection.ts';
import { getDocument } from '../db/document.ts';
import { type Draft, getDraft, listDrafts } from '../db/draft.ts';
import { getFileBytes } from '../db/file.ts';
import { listParties } from '../db/party.ts';
import { listPendingChanges } from '../db/pending-change.ts';
import { getDraftFile } from './draft-file.ts';
import { fileTitle } from './file-title.ts';
import { mayHavePending } from './read-incoming.ts';

/**
 * The certificate of a draft in a matter: what came back against what we sent last before it.
 *
 * What is not kept of what we sent is the exported file itself: a clean copy or a redline against any draft, with personal data or
 * without. A draft that came in as a file is what was sent, byte for byte. One that was made here is written anew into the
 * file that it descends from, as an export does, with what was pending there accepted, as the draft reads it. A redline may
 * have carried the changes pending in an earlier draft's file along, under their authors' names or, scrubbed, under another;
 * what our own export makes must come back clean (tests/engine/certificate.test.ts), so they are known and set aside.
 */
export interface CertificateSource {
  readonly sent: SourceFile;
  readonly received: SourceFile;
  /** Files whose pending changes may have gone out with what was sent; none where it is the very file that did. */
  readonly carried: readonly SourceFile[];
  readonly ourName: string;
  readonly againstId: DraftId;
}

/** What a draft's certificate is made from, read at once; a reason when it has none. Throws `not-found`, and `law-broken` when what we sent cannot be written. */
export function readCertificateSource(
  reader: Reader,
  draftId: DraftId,
  platform: Platform,
): CertificateSource | NonNullable<DraftCertificate['reason']> {
  const draft = getDraft(reader, draftId);
  const ours = listParties(reader, getDocument(reader, draft.documentId).matterId).find(({ isOurs }) => isOurs);
  if (ours === undefined) throw new Error(`the matter of draft ${draftId} has no side that is ours`);
  if (draft.partyId === ours.id) return 'ours';
  const against = listDrafts(reader, draft.documentId).findLast(
    ({ round, partyId, state }) => round < draft.round && partyId === ours.id && state === 'exchanged',
  );
  if (against === undefined) return 'nothing-sent';
  const received = storedFile(reader, draft);
  if (received === null) throw new Error(`draft ${draftId} was received without a file`);
  const about = { received, ourName: ours.name, againstId: against.id };
  const stored = storedFile(reader, against);
  // A text that came back as a Word file may hold tracked changes, which only another Word file can be compared around.
  if (stored !== null && (mayHavePending(stored) || !mayHavePending(received))) {
    return { ...about, sent: stored, carried: [] };
  }
  const { file } = getDraftFile(reader, against, platform);
  return {
    ...about,
    sent: accepted(file, platform),
    carried: listCarried(reader, draft, received, ours.name, platform),
  };
}

/** Throws `law-broken` when the two files cannot be compared in full. */
export function certifyDraft(
  { sent, received, ourName, carried }: CertificateSource,
  language: InterfaceLanguage,
  platform: Platform,
): EditCertificate {
  return certifyReturn(sent, received, { ourAuthors: [ourName], carried, language }, platform);
}

/** A certificate as a file for others: one HTML page, named after what came back. */
export function certificateFile(
  certificate: EditCertificate,
  language: InterfaceLanguage,
  platform: Platform,
): { readonly fileName: string; readonly bytes: Uint8Array } {
  const about = fileTitle(certificate.received.name.replace(/\.[^.]+$/, ''));
  return {
    fileName: `${about} – ${certificateWords[language].title.toLowerCase()}.html`,
    bytes: platform.encodeUtf8(renderCertificateHtml(certificate, language)),
  };
}

/** The certificate or, where there is none to write, `conflict` with the reason. */
export function requireSource(source: ReturnType<typeof readCertificateSource>, draftId: DraftId): CertificateSource {
  if (typeof source !== 'string') return source;
  const why = source === 'ours' ? 'it is a draft of our own' : 'nothing of ours was sent before it';
  throw new AppError('conflict', `The draft has no certificate: ${why}.`, { details: { id: draftId } });
}

function accepted(file: SourceFile, platform: Platform): SourceFile {
  return { name: file.name, bytes: resolveRevisions(openPackage(file, platform), () => 'accept', platform).bytes };
}

/** The files of earlier drafts in which something is pending, as they are and as an export scrubs them: changes of two authors who are then called alike become one. */
function listCarried(reader: Reader, draft: Draft, received: SourceFile, ourName: string, platform: Platform) {
  if (!mayHavePending(received)) return [];
  const files = listDrafts(reader, draft.documentId)
    .filter(({ id, round, file }) => round < draft.round && file !== null && listPendingChanges(reader, id).length > 0)
    .map((earlier) => getDraftFile(reader, earlier, platform).file);
  const isScrubbed = listRevisions(openPackage(received, platform)).some(
    ({ author }) => author === counterpartyChoices.author,
  );
  if (!isScrubbed) return files;
  const choices = { ...counterpartyChoices, authorNames: new Map([[ourName, ourName]]) };
  return [...files, ...files.map((file) => ({ ...file, bytes: scrubDocx(file, choices, platform).bytes }))];
}

function storedFile(reader: Reader, { file }: Draft): SourceFile | null {
  return file === null ? null : { name: file.name, bytes: getFileBytes(reader, file.sha256) };
}
