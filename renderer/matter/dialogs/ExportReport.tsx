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
              lines={scrub.removed.map(({ kind: what, count, values }) =>
                withValues(say(`scrub.${what}`), count, values, text),
              )}
            />
            {scrub.left.length === 0 ? null : (
              <ReportList
                title={say('export.left')}
                lines={scrub.left.map(({ kind: what, count, values }) =>
                  withValues(say(`left.${what}`), count, values, text),
                )}
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

const longestValue = 60;

/** `Authors: 12 (the Vendor, A. Writer)`. */
function withValues(label: string, count: number, values: readonly string[], { say }: Text): string {
  const shown = values.map((value) => (value.length > longestValue ? `${value.slice(0, longestValue - 1)}…` : value));
  return shown.length === 0
    ? say('export.counted', { label, count })
    : say('export.counted-values', { label, count, values: shown.join(', ') });
}
