import { memo, useMemo } from 'react';
import type { ClauseId, TermId } from '../../../core/model/ids.ts';
import type { ClauseView, Party } from '../../../core/model/matter.ts';
import type { ContestedTerm } from '../../../core/model/negotiation.ts';
import { useText } from '../../i18n/text.tsx';
import { PartyMark, partyById } from '../../ui/side.tsx';

/** The contested terms in the contract's order, the agreed ones last, each with who moved last. */
export const TermList = memo(function TermList({
  terms,
  clauses,
  parties,
  chosen,
  onGo,
}: {
  readonly terms: readonly ContestedTerm[];
  readonly clauses: readonly ClauseView[];
  readonly parties: readonly Party[];
  readonly chosen: TermId | null;
  readonly onGo: (clauseId: ClauseId, termId: TermId) => void;
}) {
  const { say } = useText();
  const ordered = useMemo(() => inOrder(terms, clauses), [terms, clauses]);
  const open = terms.filter((term) => term.status !== 'agreed').length;
  return (
    <section className="terms" aria-label={say('terms.title')}>
      <h2 className="panel-title">
        {say('terms.title')} <span className="panel-count">{say('terms.open', { count: open })}</span>
      </h2>
      {ordered.length === 0 ? <p className="panel-empty">{say('terms.empty')}</p> : null}
      <ul className="term-list">
        {ordered.map((term) => (
          <li key={term.id}>
            <TermRow
              term={term}
              mover={partyById(parties, term.lastMovedPartyId)}
              isHere={term.id === chosen}
              onGo={onGo}
            />
          </li>
        ))}
      </ul>
    </section>
  );
});

const TermRow = memo(function TermRow({
  term,
  mover,
  isHere,
  onGo,
}: {
  readonly term: ContestedTerm;
  readonly mover: Party | undefined;
  readonly isHere: boolean;
  readonly onGo: (clauseId: ClauseId, termId: TermId) => void;
}) {
  const { say } = useText();
  return (
    <button
      type="button"
      className={`term-row${isHere ? ' is-here' : ''}${term.status === 'agreed' ? ' is-agreed' : ''}`}
      aria-current={isHere}
      onClick={() => onGo(term.clauseId, term.id)}
    >
      <PartyMark party={mover} />
      <span className="term-name">{term.title}</span>
      <span className="term-status">{say(`status.${term.status}`)}</span>
    </button>
  );
});

function inOrder(terms: readonly ContestedTerm[], clauses: readonly ClauseView[]): ContestedTerm[] {
  const places = new Map(clauses.map((clause, index) => [clause.clauseId, index]));
  const placeOf = (term: ContestedTerm) =>
    (term.status === 'agreed' ? clauses.length : 0) + (places.get(term.clauseId) ?? clauses.length - 1);
  return [...terms].sort((a, b) => placeOf(a) - placeOf(b));
}
