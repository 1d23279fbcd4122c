import './asks.css';
import type { Ask } from '../../../core/model/fate.ts';
import type { ClauseId } from '../../../core/model/ids.ts';
import { capitalised, type Text, useText } from '../../i18n/text.tsx';
import { useQuery } from '../../queries.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PartyMark, partyById, sideClass } from '../../ui/side.tsx';
import { useWorkbench } from '../workbench.tsx';
import { FateMark } from './FateMark.tsx';

/** What each side asked for in the clause, the newest first, and what became of it. */
export function Asks({ clauseId }: { readonly clauseId: ClauseId }) {
  const { say } = useText();
  const { matter } = useWorkbench();
  const { data, error } = useQuery('ask.list', { matterId: matter.id });
  if (error !== null) return <ErrorNote error={error} />;
  if (data === undefined) return null;
  const asks = data.filter((ask) => ask.clauseId === clauseId);
  if (asks.length === 0) return <p className="panel-empty">{say('asks.none')}</p>;
  return (
    <ol className="versions" aria-label={say('asks.title')}>
      {[...asks].reverse().map((ask) => (
        <AskEntry key={ask.draftId} ask={ask} />
      ))}
    </ol>
  );
}

function AskEntry({ ask }: { readonly ask: Ask }) {
  const text = useText();
  const { matter, draft, dispatch, actions } = useWorkbench();
  const party = partyById(matter.parties, ask.partyId);
  const isShown = draft?.id === ask.draftId;
  return (
    <li className={`version ${sideClass(party)}${isShown ? ' is-shown' : ''}`}>
      <PartyMark party={party} />
      <div>
        <p className="version-head">
          <button
            type="button"
            className="link-button"
            aria-current={isShown ? 'true' : undefined}
            onClick={() => actions.afterSaving(() => dispatch({ type: 'draft', draftId: ask.draftId }))}
          >
            {text.say('draft.round-of', { round: ask.round, name: capitalised(party?.name ?? '') })}
          </button>
        </p>
        <p>
          <FateMark fate={ask.fate} /> <span className="version-change">{answeredIn(ask, text)}</span>
        </p>
        <p className="version-words">
          <AskWords ask={ask} />
        </p>
      </div>
    </li>
  );
}

/** `(round 3)`: the other sides’ latest word, by which the fate goes. */
export function answeredIn({ answers, partyId, fate }: Ask, { say }: Text): string {
  const last = answers.findLast((answer) => answer.partyId !== partyId);
  return last === undefined || fate === 'silently-dropped' ? '' : say('asks.answered', { round: last.round });
}

/** The words that were to go and to come, each cut at so many characters. */
export function AskWords({ ask, longest = 600 }: { readonly ask: Ask; readonly longest?: number }) {
  const { say } = useText();
  return ask.changes.map((change, index) => {
    const key = `${index}`;
    const before = shorten(change.before, longest);
    const after = shorten(change.after, longest);
    return (
      <span key={key}>
        {index === 0 ? null : ' … '}
        {before === '' ? null : (
          <del data-before={say('redline.deleted')} data-after={say('redline.end')}>
            {before}
          </del>
        )}{' '}
        {after === '' ? null : (
          <ins data-before={say('redline.inserted')} data-after={say('redline.end')}>
            {after}
          </ins>
        )}
      </span>
    );
  });
}

function shorten(words: string, longest: number): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line;
}
