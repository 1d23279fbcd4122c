import type { ClauseId } from '../../../core/model/ids.ts';
import type { ClauseHistoryEntry } from '../../../core/model/matter.ts';
import { capitalised, useText } from '../../i18n/text.tsx';
import { useQuery } from '../../queries.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PartyMark, partyById, sideClass } from '../../ui/side.tsx';
import { useWorkbench } from '../workbench.tsx';
import { RedlineWords } from './RedlineWords.tsx';

/** The clause through every round, newest first: what each side did to its words. */
export function Versions({ clauseId }: { readonly clauseId: ClauseId }) {
  const { say } = useText();
  const { document } = useWorkbench();
  const { data, error } = useQuery('clause.history', document === null ? null : { documentId: document.id, clauseId });
  if (error !== null) return <ErrorNote error={error} />;
  if (data === undefined) return null;
  const known = data.filter(isPresent);
  return (
    <ol className="versions" aria-label={say('versions.title')}>
      {[...known].reverse().map((entry) => (
        <VersionEntry key={entry.draftId} entry={entry} />
      ))}
    </ol>
  );
}

/** What happened to the clause in a round in which it was, or from which it went. */
type PresentEntry = ClauseHistoryEntry & { readonly change: Exclude<ClauseHistoryEntry['change'], 'absent'> };

function isPresent(entry: ClauseHistoryEntry): entry is PresentEntry {
  return entry.change !== 'absent';
}

function VersionEntry({ entry }: { readonly entry: PresentEntry }) {
  const { say, day } = useText();
  const { matter, draft, dispatch, actions } = useWorkbench();
  const party = partyById(matter.parties, entry.partyId);
  const isShown = draft?.id === entry.draftId;
  const name =
    entry.state === 'working'
      ? say('draft.working')
      : say('draft.round-of', { round: entry.round, name: capitalised(party?.name ?? '') });
  return (
    <li className={`version ${sideClass(party)}${isShown ? ' is-shown' : ''}`}>
      <PartyMark party={party} hollow={entry.state === 'working'} />
      <div>
        <p className="version-head">
          <button
            type="button"
            className="link-button"
            aria-current={isShown ? 'true' : undefined}
            onClick={() => actions.afterSaving(() => dispatch({ type: 'draft', draftId: entry.draftId }))}
          >
            {name}
          </button>
          <span className="version-day">{day(entry.datedOn)}</span>
        </p>
        <p className="version-change">
          {say(`change.${entry.change}`)}
          {entry.label === null ? null : <> · {entry.label}</>}
        </p>
        {entry.change === 'same' || entry.change === 'renumbered' ? null : <VersionWords entry={entry} />}
      </div>
    </li>
  );
}

function VersionWords({ entry }: { readonly entry: ClauseHistoryEntry }) {
  return (
    <p className="version-words">{entry.edits.length === 0 ? entry.text : <RedlineWords edits={entry.edits} />}</p>
  );
}
