import './inspector.css';
import { Tabs } from '@base-ui/react/tabs';
import { Flag, PanelRightClose } from 'lucide-react';
import { memo, useDeferredValue, useMemo, useState } from 'react';
import type { AppError } from '../../../core/error.ts';
import type { Party } from '../../../core/model/matter.ts';
import type { ContestedTerm, TermStatus } from '../../../core/model/negotiation.ts';
import { termStatuses } from '../../../core/model/negotiation.ts';
import { asAppError, call } from '../../engine-client.ts';
import { capitalised, clauseName, useText } from '../../i18n/text.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PartyMark, partyById } from '../../ui/side.tsx';
import { nameOf } from '../outline/entries.ts';
import { useWorkbench } from '../workbench.tsx';
import { Asks } from './Asks.tsx';
import { Positions } from './Positions.tsx';
import { SavedArea, SavedField } from './SavedText.tsx';
import { Seal } from './Seal.tsx';
import { TermTitle } from './TermTitle.tsx';
import { Versions } from './Versions.tsx';

/** What is known of the clause in focus: where each side stands on it, and how it came to be what it is. */
export function Inspector() {
  const { say } = useText();
  const { matter, clauses, seals, state, dispatch, termsByClause, actions } = useWorkbench();
  // The sheet answers the keys first; the panel follows when there is time.
  const clauseId = useDeferredValue(state.focus?.clauseId ?? null);
  const clause = useMemo(() => clauses.find((each) => each.clauseId === clauseId), [clauses, clauseId]);
  const terms = clauseId === null ? [] : (termsByClause.get(clauseId) ?? []);
  const term = terms.find((each) => each.id === state.termId) ?? terms[0] ?? null;
  const seal = clauseId === null ? undefined : seals.get(clauseId);
  const title = term?.title ?? (clause === undefined ? (seal?.heading ?? '') : nameOf(clause));
  const label = term?.label ?? clause?.label ?? seal?.label ?? null;
  return (
    <aside className="inspector" aria-label={say('inspector.title')}>
      <div className="inspector-fold">
        <IconButton label={say('panel.hide-inspector')} keys="i" onClick={() => actions.togglePanel('inspector')}>
          <PanelRightClose size={16} aria-hidden />
        </IconButton>
      </div>
      {clauseId === null ? (
        <p className="panel-empty">{say('inspector.empty')}</p>
      ) : (
        <Tabs.Root className="inspector-tabs" value={state.tab} onValueChange={(tab) => dispatch({ type: 'tab', tab })}>
          <header className="inspector-header">
            <TermTitle key={term?.id ?? clauseId} term={term} title={title} />
            <TermLine term={term} label={label} />
            <Seal clauseId={clauseId} />
            {terms.length < 2 || term === null ? null : (
              <Choice
                label={say('inspector.terms-here')}
                className="is-compact"
                value={term.id}
                options={terms.map((each) => ({ value: each.id, label: each.title }))}
                onChange={(termId) => dispatch({ type: 'term', termId })}
              />
            )}
          </header>
          <Tabs.List className="tabs">
            <Tabs.Tab value="positions" className="tab">
              {say('inspector.positions')}
            </Tabs.Tab>
            <Tabs.Tab value="asks" className="tab">
              {say('inspector.asks')}
            </Tabs.Tab>
            <Tabs.Tab value="versions" className="tab">
              {say('inspector.versions')}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="positions" className="inspector-panel">
            {term === null ? <NoTerm /> : <TermPanel key={term.id} term={term} parties={matter.parties} />}
          </Tabs.Panel>
          <Tabs.Panel value="asks" className="inspector-panel">
            <Asks clauseId={clauseId} />
          </Tabs.Panel>
          <Tabs.Panel value="versions" className="inspector-panel">
            <Versions clauseId={clauseId} />
          </Tabs.Panel>
        </Tabs.Root>
      )}
    </aside>
  );
}

/** Where the term is, how it stands, who moved last. */
function TermLine({ term, label }: { readonly term: ContestedTerm | null; readonly label: string | null }) {
  const text = useText();
  const { say } = text;
  const { matter } = useWorkbench();
  const mover = partyById(matter.parties, term?.lastMovedPartyId ?? null);
  return (
    <p className="inspector-line">
      {label === null ? null : <span>{clauseName(label, text)}</span>}
      {term === null ? <span>{say('inspector.settled')}</span> : null}
      {mover === undefined ? null : (
        <span className="inspector-mover">
          <PartyMark party={mover} /> {say('inspector.moved-last', { name: capitalised(mover.name) })}
        </span>
      )}
      {term?.origin === 'manual' ? (
        <span className="inspector-mover">
          <Flag size={12} aria-hidden /> {say('inspector.flagged')}
        </span>
      ) : null}
    </p>
  );
}

function NoTerm() {
  const { say } = useText();
  const { actions } = useWorkbench();
  return (
    <div className="panel-empty">
      <p>{say('inspector.no-term')}</p>
      <Button onClick={actions.flag}>
        <Flag size={14} aria-hidden /> {say('action.flag-clause')} <kbd>f</kbd>
      </Button>
    </div>
  );
}

const TermPanel = memo(function TermPanel({
  term,
  parties,
}: {
  readonly term: ContestedTerm;
  readonly parties: readonly Party[];
}) {
  const { say } = useText();
  const [error, setError] = useState<AppError | null>(null);
  const update = (fields: { readonly status?: TermStatus; readonly owner?: string; readonly note?: string }) => {
    setError(null);
    call('term.update', { matterId: term.matterId, termId: term.id, ...fields }).catch((cause: unknown) =>
      setError(asAppError(cause)),
    );
  };
  return (
    <>
      {term.quote === null ? null : <blockquote className="term-quote">{term.quote}</blockquote>}
      <div className="term-fields">
        <Choice
          label={say('term.status')}
          value={term.status}
          options={termStatuses.map((status) => ({ value: status, label: capitalised(say(`status.${status}`)) }))}
          onChange={(status) => update({ status })}
        />
        <SavedField
          label={say('term.owner')}
          value={term.owner}
          placeholder={say('term.owner-hint')}
          onSave={(owner) => update({ owner })}
        />
      </div>
      {error === null ? null : <ErrorNote error={error} />}
      <Positions term={term} parties={parties} />
      <div className="internal-note">
        <SavedArea label={say('term.note')} value={term.note} onSave={(note) => update({ note })} />
      </div>
    </>
  );
});
