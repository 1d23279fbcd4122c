import type { Accepting, DraftReading, IncomingFile } from '../../../core/model/pending.ts';
import { useText } from '../../i18n/text.tsx';
import { Check, Radios } from '../../ui/Field.tsx';

const counts = ['insertions', 'deletions', 'moves', 'formatting'] as const;

/** What a file holds beside its words, by author, and how it is to be read; nothing when there is nothing to tell. */
export function IncomingPending({
  found,
  reading,
  disabled,
  onReading,
}: {
  readonly found: IncomingFile;
  readonly reading: DraftReading;
  readonly disabled: boolean;
  readonly onReading: (reading: DraftReading) => void;
}) {
  const { say } = useText();
  const { pending, byHand, comments, erasesAuthors } = found;
  const authors = pending.map(({ author }) => author).filter((author) => author !== '');
  const nameOf = (author: string) => (author === '' ? say('pending.no-author') : author);
  const hasPending = pending.length > 0 || reading.byHand;
  return (
    <>
      {pending.length === 0 ? null : (
        <table className="pending-table">
          <caption className="field-label">{say('pending.in-file')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('pending.author')}</th>
              {counts.map((kind) => (
                <th key={kind} scope="col" className="is-number">
                  {say(`pending.${kind}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pending.map((row) => (
              <tr key={row.author}>
                <th scope="row">{nameOf(row.author)}</th>
                {counts.map((kind) => (
                  <td key={kind} className="is-number">
                    {row[kind] === 0 ? '–' : row[kind]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {comments.length === 0 && !erasesAuthors ? null : (
        <ul className="report-list">
          {comments.map(({ author, count, resolved }) => (
            <li key={author}>{say('pending.comments', { author: nameOf(author), count, resolved })}</li>
          ))}
          {erasesAuthors ? <li>{say('pending.erases-authors')}</li> : null}
        </ul>
      )}
      {byHand === null ? null : (
        <Check
          label={say('pending.by-hand')}
          description={say(byHand.isSure ? 'pending.by-hand-why' : 'pending.by-hand-unsure', {
            deletions: byHand.deletions,
            insertions: byHand.insertions,
          })}
          checked={reading.byHand}
          disabled={disabled}
          onChange={(checked) => onReading({ ...reading, byHand: checked })}
        />
      )}
      {!hasPending ? null : (
        <Radios
          label={say('pending.read-as')}
          value={keyOf(reading.accepting)}
          disabled={disabled}
          options={[
            { value: 'all', label: say('pending.all') },
            { value: 'none', label: say('pending.none') },
            ...(authors.length < 2
              ? []
              : authors.map((author) => ({
                  value: keyOf({ author }),
                  label: say('pending.only', { author: nameOf(author) }),
                }))),
          ]}
          onChange={(key) => onReading({ ...reading, accepting: acceptingOf(key) })}
        />
      )}
    </>
  );
}

const authorKey = 'author ';

function keyOf(accepting: Accepting): string {
  return typeof accepting === 'string' ? accepting : authorKey + accepting.author;
}

function acceptingOf(key: string): Accepting {
  if (key === 'all' || key === 'none') return key;
  return { author: key.slice(authorKey.length) };
}
