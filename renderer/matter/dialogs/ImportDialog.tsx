import { useEffect, useRef, useState } from 'react';
import type { JobStep } from '../../../core/api.ts';
import type { AppError } from '../../../core/error.ts';
import type { DocumentId, PartyId } from '../../../core/model/ids.ts';
import type { DraftSummary, MatterView } from '../../../core/model/matter.ts';
import type { DraftReading } from '../../../core/model/pending.ts';
import { asAppError, type CallOutput, call, newJobId, onEvent } from '../../engine-client.ts';
import { capitalised, type Text, today, useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import type { IncomingFile } from '../../ui/DropZone.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Radios, TextField } from '../../ui/Field.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { PartyMark } from '../../ui/side.tsx';
import { showToast } from '../../ui/toasts.tsx';
import { tellBrokenSeals } from '../seals.ts';
import { noteLines } from '../sheet/SheetBar.tsx';
import { IncomingPending } from './IncomingPending.tsx';

type ImportResult = CallOutput<'draft.import'>;
interface Progress {
  readonly done: number;
  readonly step: JobStep;
}

/** Asks whose draft a file is and of which day, takes it in, and says what came. A refused file leaves the dialog open. */
export function ImportDialog({
  matter,
  documentId,
  file,
  onClose,
  onImported,
}: {
  readonly matter: MatterView;
  readonly documentId: DocumentId | null;
  readonly file: IncomingFile;
  readonly onClose: () => void;
  readonly onImported: (draft: DraftSummary) => void;
}) {
  const text = useText();
  const { say } = text;
  const [into, setInto] = useState(documentId);
  const [partyId, setPartyId] = useState<PartyId | null>(() => likelyParty(matter, documentId));
  const [datedOn, setDatedOn] = useState(today);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [found, setFound] = useState<CallOutput<'draft.inspect'> | null>(null);
  const [reading, setReading] = useState<DraftReading>({ accepting: 'all', byHand: false });
  const jobId = useRef<string | null>(null);

  useEffect(() => {
    let isOpen = true;
    call('draft.inspect', { source: sourceOf(file) }).then(
      (answer) => {
        if (isOpen) setFound(answer);
      },
      (cause: unknown) => {
        if (isOpen) setError(asAppError(cause));
      },
    );
    return () => {
      isOpen = false;
    };
  }, [file]);

  useEffect(
    () =>
      onEvent((event) => {
        if (event.type === 'job' && event.jobId === jobId.current) setProgress({ done: event.done, step: event.step });
      }),
    [],
  );

  const start = () => {
    if (progress !== null || partyId === null || datedOn === '') return;
    const id = newJobId();
    jobId.current = id;
    setError(null);
    setProgress({ done: 0, step: 'reading' });
    const input = {
      matterId: matter.id,
      partyId,
      datedOn,
      source: sourceOf(file),
      reading,
      ...(into === null ? {} : { documentId: into }),
    };
    call('draft.import', input, id).then(
      async (result) => {
        // Before all other news of it.
        await tellBrokenSeals(matter.id, result.draft, text);
        onImported(result.draft);
        showToast(importSentence(result, matter, text), { lines: noteLines(result.draft, text) });
      },
      (cause: unknown) => {
        setProgress(null);
        const failure = asAppError(cause);
        if (failure.code !== 'cancelled') setError(failure);
      },
    );
  };
  const cancel = () => {
    if (jobId.current !== null) void call('job.cancel', { jobId: jobId.current });
  };

  return (
    <Modal
      title={say('import.title')}
      description={say('import.file', { file: file.name })}
      onClose={onClose}
      onSubmit={start}
      closable={progress === null}
      actions={
        progress === null ? (
          <>
            <Button onClick={onClose}>{say('action.cancel')}</Button>
            <Button type="submit" look="primary" disabled={partyId === null || datedOn === ''}>
              {say('import.start')}
            </Button>
          </>
        ) : (
          <Button onClick={cancel}>{say('import.stop')}</Button>
        )
      }
    >
      {matter.documents.length < 2 ? null : (
        <Choice
          label={say('import.document')}
          value={into ?? ''}
          options={matter.documents.map((each) => ({ value: each.id as string, label: each.title }))}
          onChange={(value) => setInto(matter.documents.find((each) => each.id === value)?.id ?? null)}
        />
      )}
      <Radios
        label={say('import.whose')}
        value={partyId ?? ''}
        disabled={progress !== null}
        options={matter.parties.map((party) => ({
          value: party.id as string,
          label: party.isOurs ? say('position.side-ours', { name: capitalised(party.name) }) : capitalised(party.name),
          mark: <PartyMark party={party} />,
        }))}
        onChange={(value) => setPartyId(matter.parties.find((party) => party.id === value)?.id ?? null)}
      />
      <TextField
        type="date"
        label={say('import.date')}
        value={datedOn}
        disabled={progress !== null}
        required
        onChange={(event) => setDatedOn(event.target.value)}
      />
      {found === null ? null : (
        <IncomingPending found={found} reading={reading} disabled={progress !== null} onReading={setReading} />
      )}
      {progress === null ? null : (
        <div className="progress" role="status">
          <progress max={1} value={progress.done} aria-label={say(`step.${progress.step}`)} />
          <span>{say(`step.${progress.step}`)}</span>
        </div>
      )}
      {error === null ? null : (
        <ErrorNote
          error={error}
          instead={isUnsent(error) ? { what: say('unsent.title'), next: say('unsent.what') } : {}}
        />
      )}
    </Modal>
  );
}

function sourceOf(file: IncomingFile) {
  return 'token' in file ? { token: file.token } : { name: file.name, bytes: file.bytes };
}

/** The engine names the draft that stands in the way. */
function isUnsent(error: AppError): boolean {
  return error.code === 'conflict' && error.details.round !== undefined;
}

/** The other side when we sent last; ours for a first draft and after theirs. */
function likelyParty(matter: MatterView, documentId: DocumentId | null): PartyId | null {
  const ours = matter.parties.find((party) => party.isOurs);
  const theirs = matter.parties.find((party) => !party.isOurs);
  const document = matter.documents.find((each) => each.id === documentId) ?? matter.documents[0];
  const last = document?.drafts.filter((draft) => draft.state === 'exchanged').at(-1);
  return (last?.partyId === ours?.id ? theirs : ours)?.id ?? null;
}

/** `Round 3 came in from the Department: 4 clauses edited, 1 inserted.` */
function importSentence({ draft, summary }: ImportResult, matter: MatterView, text: Text): string {
  const name = matter.parties.find((party) => party.id === draft.partyId)?.name ?? '';
  const arrived = text.say('import.arrived', { round: draft.round, name, direction: draft.direction });
  if (summary === null) return text.say('import.first', { arrived, count: draft.clauseCount });
  const counts = (['edited', 'inserted', 'deleted', 'moved'] as const)
    .filter((kind) => summary[kind] > 0)
    .map((kind) => text.say(`import.count-${kind}`, { count: summary[kind] }));
  if (counts.length === 0) return text.say('import.no-change', { arrived });
  return text.say('import.changes', { arrived, changes: text.list(counts) });
}
