import { PanelLeftClose } from 'lucide-react';
import { useCallback, useDeferredValue } from 'react';
import type { ClauseId, TermId } from '../../../core/model/ids.ts';
import { useText } from '../../i18n/text.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { useWorkbench } from '../workbench.tsx';
import { Outline } from './Outline.tsx';
import { TermList } from './TermList.tsx';

/** The left panel: where things are in the contract, and what is contested. */
export function OutlinePanel() {
  const { say } = useText();
  const { matter, clauses, terms, termsByClause, seals, newest, state, dispatch, actions } = useWorkbench();
  // The sheet answers the keys first; the panel follows when there is time.
  const focused = useDeferredValue(state.focus?.clauseId ?? null);
  const here = focused === null ? [] : (termsByClause.get(focused) ?? []);
  const chosen = here.find((term) => term.id === state.termId) ?? here[0] ?? null;
  const goToClause = useCallback(
    (clauseId: ClauseId, takeKeyboard: boolean) => dispatch({ type: 'focus', clauseId, align: 'start', takeKeyboard }),
    [dispatch],
  );
  const goToTerm = useCallback(
    (clauseId: ClauseId, termId: TermId) => dispatch({ type: 'focus', clauseId, termId, align: 'center' }),
    [dispatch],
  );
  return (
    <nav className="outline-panel" aria-label={say('outline.panel')}>
      <h2 className="panel-title">
        {say('outline.title')}
        <span className="spacer" />
        <IconButton label={say('panel.hide-outline')} keys="o" onClick={() => actions.togglePanel('outline')}>
          <PanelLeftClose size={16} aria-hidden />
        </IconButton>
      </h2>
      {clauses.length === 0 ? (
        <p className="panel-empty">{say('outline.empty')}</p>
      ) : (
        <Outline
          clauses={clauses}
          terms={termsByClause}
          seals={seals}
          newest={newest?.id ?? null}
          parties={matter.parties}
          focused={focused}
          onGo={goToClause}
        />
      )}
      <TermList terms={terms} clauses={clauses} parties={matter.parties} chosen={chosen?.id ?? null} onGo={goToTerm} />
    </nav>
  );
}
