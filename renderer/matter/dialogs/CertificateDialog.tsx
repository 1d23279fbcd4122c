import './certificate.css';
import { Check, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { AppError } from '../../../core/error.ts';
import { type EditCertificate, isCleanReturn, type UntrackedEdit } from '../../../core/model/certificate.ts';
import type { DocumentView, DraftSummary, MatterView } from '../../../core/model/matter.ts';
import {
  certificateFindings,
  certificateNote,
  certificateWords,
  editsTitle,
  placeName,
  storyName,
} from '../../../core/negotiation/certificate-words.ts';
import { formattingWords } from '../../../core/redline/formatting-words.ts';
import { redlineWords } from '../../../core/redline/words.ts';
import { asAppError, type CallOutput, call, newJobId } from '../../engine-client.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { showToast } from '../../ui/toasts.tsx';
import { draftName } from '../sheet/SheetBar.tsx';

/** As many as somebody reads in a list; the saved certificate has them all. */
const mostRows = 500;
const longestWords = 800;

/** What was changed without being tracked in a draft that came in; right after it has come in, before anything else is shown. */
export function CertificateDialog({
  matter,
  document,
  draft,
  isArrival,
  onClose,
}: {
  readonly matter: MatterView;
  readonly document: DocumentView | null;
  readonly draft: DraftSummary;
  /** The draft has just come in. */
  readonly isArrival: boolean;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { say, language } = text;
  const { answer, error } = useCertificate(draft.id, language);
  const [isSaving, setSaving] = useState(false);
  const [saveError, setSaveError] = useState<AppError | null>(null);
  const against = document?.drafts.find(({ id }) => id === answer?.against);
  const certificate = answer?.certificate ?? null;
  const save = () => {
    if (isSaving) return;
    setSaving(true);
    setSaveError(null);
    call('shell.saveCertificate', { draftId: draft.id, language }).then(
      (saved) => {
        setSaving(false);
        if (saved !== null) showToast(say('certificate.saved', { file: saved.fileName }));
      },
      (cause: unknown) => {
        setSaving(false);
        setSaveError(asAppError(cause));
      },
    );
  };
  return (
    <Modal
      title={certificateWords[language].title}
      description={
        against === undefined
          ? draftName(draft, matter.parties, text)
          : say('certificate.of', { draft: draftName(draft, matter.parties, text), round: against.round })
      }
      onClose={onClose}
      wide={certificate !== null && !isCleanReturn(certificate)}
      actions={
        <>
          {certificate === null ? null : (
            <Button onClick={save} disabled={isSaving}>
              {say(isSaving ? 'certificate.saving' : 'certificate.save')}
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            {say(isArrival ? 'certificate.go-on' : 'action.close')}
          </Button>
        </>
      }
    >
      {error === null ? null : <ErrorNote error={error} />}
      {saveError === null ? null : <ErrorNote error={saveError} />}
      {answer === null && error === null ? (
        <p className="certificate-waiting" role="status">
          {say('certificate.comparing')}
        </p>
      ) : null}
      {answer === null || answer.reason === null ? null : (
        <p role="status">{say(`certificate.none-${answer.reason}`)}</p>
      )}
      {certificate === null ? null : <CertificateBody certificate={certificate} />}
    </Modal>
  );
}

/** Asks for a draft's certificate; the work is stopped when nobody waits for it any more. */
function useCertificate(draftId: DraftSummary['id'], language: 'en' | 'fr') {
  const [answer, setAnswer] = useState<CallOutput<'draft.certificate'> | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    const jobId = newJobId();
    let isWanted = true;
    setAnswer(null);
    setError(null);
    call('draft.certificate', { draftId, language }, jobId).then(
      (result) => {
        if (isWanted) setAnswer(result);
      },
      (cause: unknown) => {
        if (isWanted) setError(asAppError(cause));
      },
    );
    return () => {
      isWanted = false;
      void call('job.cancel', { jobId });
    };
  }, [draftId, language]);
  return { answer, error };
}

/** What was found, then how and in which files, so that anyone can check it. */
export function CertificateBody({ certificate }: { readonly certificate: EditCertificate }) {
  const { language } = useText();
  const words = certificateWords[language];
  const [headline, ...more] = certificateFindings(certificate, language);
  const { tracked, renamed, settled, notCompared } = certificate;
  const nameOf = (author: string) => author || words.noName;
  const isAlarming = !isCleanReturn(certificate) && certificate.compared === 'document';
  return (
    <>
      <div role="status">
        <p className={`certificate-headline${isAlarming ? ' is-alarm' : ''}`}>
          {isCleanReturn(certificate) ? <Check size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
          <span>{headline}</span>
        </p>
        {more.map((finding) => (
          <p key={finding}>{finding}</p>
        ))}
      </div>
      <UntrackedEdits title={editsTitle(certificate, language)} edits={certificate.untracked} />
      <ChangesOfOurs
        title={words.renamedTitle}
        head={[words.columns.author, words.columns.now]}
        rows={renamed.map((change) => ({ names: [nameOf(change.author), nameOf(change.authorNow)], ...change }))}
      />
      <ChangesOfOurs
        title={words.settledTitle}
        head={[words.columns.author]}
        rows={settled.map((change) => ({ names: [nameOf(change.author)], ...change }))}
      />
      {tracked.length === 0 ? null : (
        <Listing title={words.trackedTitle}>
          {tracked.map(({ author, count }) => (
            <li key={author}>{`${nameOf(author)} — ${count}`}</li>
          ))}
        </Listing>
      )}
      {notCompared.length === 0 ? null : (
        <Listing title={words.notComparedTitle}>
          {notCompared.map((note) => (
            <li key={`${note.code} ${note.detail ?? ''}`}>{certificateNote(note, language)}</li>
          ))}
        </Listing>
      )}
      <p className="certificate-method">{words.method[certificate.compared]}</p>
      <dl className="certificate-files">
        {([words.sent, words.received] as const).map((role, index) => {
          const file = index === 0 ? certificate.sent : certificate.received;
          return (
            <div key={role}>
              <dt>{role}</dt>
              <dd>
                {file.name}
                <code>SHA-256 {file.sha256}</code>
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

/** A table that the keyboard can come to and scroll through. */
function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: from here the arrow keys scroll through what is longer than the window
    <section className="certificate-section" tabIndex={0} aria-label={title}>
      {children}
    </section>
  );
}

function UntrackedEdits({ title, edits }: { readonly title: string; readonly edits: readonly UntrackedEdit[] }) {
  const { say, language } = useText();
  const { columns } = certificateWords[language];
  if (edits.length === 0) return null;
  const left = edits.length - mostRows;
  return (
    <Section title={title}>
      <table className="pending-table certificate-table">
        <caption className="field-label">{title}</caption>
        <thead>
          <tr>
            {[columns.clause, columns.change, columns.before, columns.after].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {edits.slice(0, mostRows).map((edit, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <tr key={index}>
              <th scope="row">
                {[storyName(edit.story, language), placeName(edit)].filter(Boolean).map((line) => (
                  <span key={line} className="certificate-place">
                    {line}
                  </span>
                ))}
              </th>
              <td>{redlineWords[language].kinds[edit.kind]}</td>
              <EditCells edit={edit} />
            </tr>
          ))}
        </tbody>
      </table>
      {left <= 0 ? null : <p>{say('certificate.more', { count: left })}</p>}
    </Section>
  );
}

function EditCells({ edit }: { readonly edit: UntrackedEdit }) {
  const { language } = useText();
  const { kind, before, after, lead, tail, formatting } = edit;
  if (kind === 'formatting') {
    return (
      <>
        <td className="certificate-words">{shorten(before)}</td>
        <td>{formattingWords(formatting, language)}</td>
      </>
    );
  }
  const around = (words: ReactNode) => (
    <>
      {lead}
      {words}
      {tail}
    </>
  );
  return (
    <>
      <td className="certificate-words">
        {kind === 'move' || before === '' ? null : around(<Removed words={before} />)}
      </td>
      <td className="certificate-words">{after === '' ? null : around(<Added words={after} />)}</td>
    </>
  );
}

function ChangesOfOurs({
  title,
  head,
  rows,
}: {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly { readonly names: readonly string[]; readonly old: string; readonly new: string }[];
}) {
  const { language } = useText();
  const { columns } = certificateWords[language];
  if (rows.length === 0) return null;
  return (
    <Section title={title}>
      <table className="pending-table certificate-table">
        <caption className="field-label">{title}</caption>
        <thead>
          <tr>
            {[...head, columns.before, columns.after].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <tr key={index}>
              {row.names.map((name, at) => (
                <td key={head[at]}>{name}</td>
              ))}
              <td className="certificate-words">
                {row.old === row.new ? shorten(row.old) : row.old === '' ? null : <Removed words={row.old} />}
              </td>
              <td className="certificate-words">
                {row.old === row.new ? shorten(row.new) : row.new === '' ? null : <Added words={row.new} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Listing({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="field-label">{title}</h3>
      <ul className="report-list">{children}</ul>
    </section>
  );
}

function Removed({ words }: { readonly words: string }) {
  const { say } = useText();
  return (
    <del data-before={say('redline.deleted')} data-after={say('redline.end')}>
      {shorten(words)}
    </del>
  );
}

function Added({ words }: { readonly words: string }) {
  const { say } = useText();
  return (
    <ins data-before={say('redline.inserted')} data-after={say('redline.end')}>
      {shorten(words)}
    </ins>
  );
}

function shorten(words: string): string {
  const line = words.replaceAll('\n', '¶\n').replaceAll('\uFFFC', '▢').trimEnd();
  return line.length > longestWords ? `${line.slice(0, longestWords - 1)}…` : line;
}
