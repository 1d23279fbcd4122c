import type { DraftSummary } from '../../../core/model/matter.ts';
import type { PendingChange } from '../../../core/model/pending.ts';
import { clauseName, useText } from '../../i18n/text.tsx';
import { useQuery } from '../../queries.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { useWorkbench } from '../workbench.tsx';

/** As many as somebody reads in a list; the file has them all. */
const mostRows = 500;
const longestWords = 160;

/** What was pending in a draft's file when it came in: who, what, where, and how the draft reads it. */
export function PendingDialog({ draft, onClose }: { readonly draft: DraftSummary; readonly onClose: () => void }) {
  const text = useText();
  const { say } = text;
  const { clauses } = useWorkbench();
  const { data, error } = useQuery('draft.pending', { draftId: draft.id });
  const labels = new Map(clauses.map(({ clauseId, label }) => [clauseId, label]));
  const rows = (data ?? []).slice(0, mostRows);
  const left = (data ?? []).length - rows.length;
  const clauseOf = ({ clauseId }: PendingChange) => {
    const label = clauseId === null ? null : (labels.get(clauseId) ?? null);
    return label === null ? '' : clauseName(label, text);
  };
  return (
    <Modal
      title={say('pending.title')}
      description={draft.file?.name ?? ''}
      onClose={onClose}
      wide
      actions={<Button onClick={onClose}>{say('action.close')}</Button>}
    >
      {error === null ? null : <ErrorNote error={error} />}
      <table className="pending-table">
        <thead>
          <tr>
            <th scope="col">{say('pending.where')}</th>
            <th scope="col">{say('pending.author')}</th>
            <th scope="col">{say('pending.kind')}</th>
            <th scope="col">{say('pending.words')}</th>
            <th scope="col">{say('pending.reads')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <tr key={index}>
              <td className="is-short">{clauseOf(change)}</td>
              <td>{change.author === '' ? say('pending.no-author') : change.author}</td>
              <td>{say(`pending-kind.${change.kind}`)}</td>
              <td>
                <ChangeWords change={change} />
              </td>
              <td className="is-short">{say(`pending.${change.decision}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left === 0 ? null : <p>{say('pending.more', { count: left })}</p>}
    </Modal>
  );
}

function ChangeWords({ change: { oldWords, newWords } }: { readonly change: PendingChange }) {
  if (oldWords === newWords) return <>{shorten(newWords)}</>;
  return (
    <>
      {oldWords === '' ? null : <del>{shorten(oldWords)}</del>}{' '}
      {newWords === '' ? null : <ins>{shorten(newWords)}</ins>}
    </>
  );
}

/** A paragraph's mark and an object are shown as the signs that word processors have for them. */
function shorten(words: string): string {
  const line = words.replaceAll('\n', '¶').replaceAll('\uFFFC', '▢').replace(/\s+/g, ' ');
  return line.length > longestWords ? `${line.slice(0, longestWords - 1)}…` : line;
}
