import type { ScrubKind } from '../../../core/docx/scrub/choices.ts';
import type { LeftKind } from '../../../core/docx/scrub/report.ts';
import type { ExportKind, ExportReport } from '../../../core/model/draft-export.ts';
import { capitalised, type Text, useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Modal } from '../../ui/Modal.tsx';

/** What an export did, what it could not compare, and what it took out; shown once, on our side alone. */
export function ExportReportDialog({
  fileName,
  kind,
  report,
  onClose,
}: {
  readonly fileName: string;
  readonly kind: ExportKind;
  readonly report: ExportReport;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { say } = text;
  const { scrub } = report;
  return (
    <Modal
      title={say('export.done')}
      description={fileName}
      onClose={onClose}
      onSubmit={onClose}
      actions={
        <Button type="submit" look="primary">
          {say('action.close')}
        </Button>
      }
    >
      <div className="export-report">
        <p role="status">{summary(kind, report, text)}</p>
        {report.positions === null ? null : <p>{say('export.positions-written', { ...report.positions })}</p>}
        {report.isPlain ? <p>{say('export.plain')}</p> : null}
        {kind === 'clean' ? null : (
          <ReportList
            title={say(report.notes.length === 0 ? 'export.compared-all' : 'export.not-compared')}
            lines={report.notes.map((note) => noteLine(note, text))}
          />
        )}
        {scrub === null ? (
          <p>{say('export.not-scrubbed')}</p>
        ) : (
          <>
            <ReportList
              title={say(scrub.removed.length === 0 ? 'export.removed-nothing' : 'export.removed')}
              lines={scrub.removed.map(({ kind: what, count }) => counted(what, say(`scrub.${what}`), count, text))}
            />
            {scrub.left.length === 0 ? null : (
              <ReportList
                title={say('export.left')}
                lines={scrub.left.map(({ kind: what, count }) => counted(what, say(`left.${what}`), count, text))}
              />
            )}
          </>
        )}
      </div>
    </Modal>
  );
}

function ReportList({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <section>
      <h3 className="field-label">{title}</h3>
      {lines.length === 0 ? null : (
        <ul className="report-list">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function summary(kind: ExportKind, { author, revisions, pending, accepted }: ExportReport, { say }: Text): string {
  if (kind === 'redline') return say('export.tracked', { count: revisions, pending, author: capitalised(author) });
  return say('export.accepted', { count: accepted });
}

function noteLine({ code, count, detail }: ExportReport['notes'][number], { say }: Text): string {
  return say(`redline-note.${code}`, { count, hasDetail: detail === undefined ? 'no' : 'yes', detail: detail ?? '' });
}

/** Kinds of things that a reader would count himself; of the others a file may hold the same many times. */
const countable: ReadonlySet<ScrubKind | LeftKind> = new Set<ScrubKind | LeftKind>([
  'comments',
  'hyperlinks',
  'macros',
  'thumbnails',
]);

/** `Comments: 2`, `Authors: in 12 places`. The values are names, ids and paths as files hold them: `parley scrub --json` lists them. */
function counted(kind: ScrubKind | LeftKind, label: string, count: number, { say }: Text): string {
  return say(countable.has(kind) ? 'export.counted' : 'export.counted-places', { label, count });
}
