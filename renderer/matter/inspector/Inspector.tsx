import './inspector.css';
import { Tabs } from '@base-ui/react/tabs';
import { Flag, Lock, PanelRightClose, Pencil } from 'lucide-react';
import { memo, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { AppError } from '../../../core/error.ts';
import type { Party } from '../../../core/model/matter.ts';
import type { ContestedTerm, TermStatus } from '../../../core/model/negotiation.ts';
import { termStatuses } from '../../../core/model/negotiation.ts';
import { asAppError, call } from '../../engine-client.ts';
import { capitalised, clauseName, useText } from '../../i18n/text.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { ErrorNote, errorWords } from '../../ui/ErrorNote.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';
import { PartyMark, partyById } from '../../ui/side.tsx';
import { showToast } from '../../ui/toasts.tsx';
import { nameOf } from '../outline/entries.ts';
import { useWorkbench } from '../workbench.tsx';
import { Positions } from './Positions.tsx';
import { Versions } from './Versions.tsx';

/** What is known of the clause in focus: where each side stands on it, and how it came to be what it is. */
export function Inspector() {
  const { say } = useText();
  const { matter, clauses, state, dispatch, termsByClause, actions } = useWorkbench();
  // The sheet answers the keys first; the panel follows when there is time.
  const clauseId = useDeferredValue(state.focus?.clauseId ?? null);
  const clause = useMemo(() => clauses.find((each) => each.clauseId === clauseId), [clauses, clauseId]);
  const terms = clauseId === null ? [] : (termsByClause.get(clauseId) ?? []);
  const term = terms.find((each) => each.id === state.termId) ?? terms[0] ?? null;
  const title = term?.title ?? (clause === undefined ? '' : nameOf(clause));
  const label = term?.label ?? clause?.label ?? null;
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
            <Title key={term?.id ?? clauseId} term={term} title={title} />
            <TermLine term={term} label={label} />
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
            <Tabs.Tab value="versions" className="tab">
              {say('inspector.versions')}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="positions" className="inspector-panel">
            {term === null ? <NoTerm /> : <TermPanel key={term.id} term={term} parties={matter.parties} />}
          </Tabs.Panel>
          <Tabs.Panel value="versions" className="inspector-panel">
            <Versions clauseId={clauseId} />
          </Tabs.Panel>
        </Tabs.Root>
      )}
    </aside>
  );
}

/** The term's title, which can be changed in place; a clause without a term has its own name. */
function Title({ term, title }: { readonly term: ContestedTerm | null; readonly title: string }) {
  const text = useText();
  const { say } = text;
  const [words, setWords] = useState<string | null>(null);
  const save = () => {
    const next = words?.trim() ?? '';
    setWords(null);
    if (term === null || next === '' || next === term.title) return;
    call('term.update', { matterId: term.matterId, termId: term.id, title: next }).catch((cause: unknown) =>
      showToast(errorWords(asAppError(cause), text).what, { tone: 'alarm' }),
    );
  };
  if (words !== null) {
    return (
      <input
        className="input"
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was just pressed
        autoFocus
        aria-label={say('term.title')}
        value={words}
        maxLength={300}
        onChange={(event) => setWords(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') setWords(null);
        }}
      />
    );
  }
  return (
    <div className="inspector-name">
      <h2 className="inspector-title">{title}</h2>
      {term === null ? null : (
        <IconButton label={say('term.rename')} onClick={() => setWords(term.title)}>
          <Pencil size={14} aria-hidden />
        </IconButton>
      )}
    </div>
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

/** A line that is saved when it is left, or with Enter. */
function SavedField({
  label,
  value,
  placeholder,
  onSave,
}: {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly onSave: (value: string) => void;
}) {
  const [draft, setDraft, save] = useSavedText(value, onSave);
  return (
    <TextField
      label={label}
      value={draft}
      placeholder={placeholder}
      maxLength={300}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
      }}
    />
  );
}

function SavedArea({
  label,
  value,
  onSave,
}: {
  readonly label: string;
  readonly value: string;
  readonly onSave: (value: string) => void;
}) {
  const { say } = useText();
  const [draft, setDraft, save] = useSavedText(value, onSave);
  return (
    <TextArea
      label={label}
      aside={
        <span className="lock">
          <Lock size={12} aria-hidden /> {say('position.ours-only')}
        </span>
      }
      value={draft}
      maxLength={20_000}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
    />
  );
}

/** Text that is being typed and what is saved of it; what comes from elsewhere is taken while nothing is typed. */
function useSavedText(value: string, onSave: (value: string) => void) {
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  const sent = useRef(value);
  if (value !== known) {
    setKnown(value);
    if (draft === known) setDraft(value);
  }
  const save = () => {
    const trimmed = draft.trim();
    if (trimmed === value || trimmed === sent.current) return;
    sent.current = trimmed;
    onSave(trimmed);
  };
  return [draft, setDraft, save] as const;
}
