import { Lock, Pencil } from 'lucide-react';
import { useState } from 'react';
import type { Party } from '../../../core/model/matter.ts';
import type { ContestedTerm, Position } from '../../../core/model/negotiation.ts';
import { capitalised, useText } from '../../i18n/text.tsx';
import { useQuery } from '../../queries.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PartyMark, sideClass } from '../../ui/side.tsx';
import { hasUnrecorded, PositionForm } from './PositionForm.tsx';

/** Where each side stands on a term, ours first. */
export function Positions({ term, parties }: { readonly term: ContestedTerm; readonly parties: readonly Party[] }) {
  return parties.map((party) => (
    <PositionCard
      key={party.id}
      term={term}
      party={party}
      position={term.positions.find((each) => each.partyId === party.id) ?? null}
    />
  ));
}

function PositionCard({
  term,
  party,
  position,
}: {
  readonly term: ContestedTerm;
  readonly party: Party;
  readonly position: Position | null;
}) {
  const { say } = useText();
  const [isEditing, setEditing] = useState(() => hasUnrecorded(term, party));
  const [showsHistory, setShowsHistory] = useState(false);
  const heading = party.isOurs ? say('position.side-ours', { name: capitalised(party.name) }) : capitalised(party.name);
  return (
    <section
      className={`position ${sideClass(party)}${position?.privileged === true ? ' is-privileged' : ''}`}
      aria-label={say('position.of', { name: party.name })}
    >
      <header className="position-header">
        <PartyMark party={party} />
        <h3 className="position-side">{heading}</h3>
        {position?.privileged === true ? (
          <span className="lock">
            <Lock size={12} aria-hidden /> {say('position.privileged')}
          </span>
        ) : null}
        {isEditing ? null : (
          <IconButton label={say('position.edit', { name: party.name })} onClick={() => setEditing(true)}>
            <Pencil size={14} aria-hidden />
          </IconButton>
        )}
      </header>
      {isEditing ? (
        <PositionForm term={term} party={party} position={position} onClose={() => setEditing(false)} />
      ) : position === null ? (
        <div className="position-none">
          <p>{say('position.none')}</p>
          <Button onClick={() => setEditing(true)}>{say('position.record')}</Button>
        </div>
      ) : (
        <>
          <PositionFacts position={position} />
          <PositionFooter
            position={position}
            showsHistory={showsHistory}
            onToggle={() => setShowsHistory(!showsHistory)}
          />
          {showsHistory ? <PositionHistory term={term} party={party} current={position} /> : null}
        </>
      )}
    </section>
  );
}

function PositionFacts({ position }: { readonly position: Position }) {
  const { say } = useText();
  return (
    <dl className="facts">
      <dt>{say('position.stance')}</dt>
      <dd>{say(`stance.${position.stance}`)}</dd>
      <Fact name={say('position.wanted')} value={position.wanted} serif />
      <Fact name={say('position.red-line')} value={position.redLine} sealed alarm />
      <Fact name={say('position.reasons')} value={position.reasons} sealed />
      {position.priority === null ? null : (
        <Fact name={say('position.priority')} value={say(`priority.${position.priority}`)} sealed />
      )}
      <dt>{say('position.source')}</dt>
      <dd>
        {position.source === '' ? null : <>{position.source} </>}
        <span className="chip">{say(`certainty.${position.certainty}`)}</span>
      </dd>
    </dl>
  );
}

function Fact({
  name,
  value,
  serif = false,
  sealed = false,
  alarm = false,
}: {
  readonly name: string;
  readonly value: string;
  readonly serif?: boolean;
  /** May be read on our side only. */
  readonly sealed?: boolean;
  readonly alarm?: boolean;
}) {
  const { say } = useText();
  if (value === '') return null;
  return (
    <>
      <dt className={sealed ? 'is-sealed' : undefined}>
        {name}
        {sealed ? (
          <span title={say('position.ours-only')}>
            <Lock size={11} aria-hidden />
            <span className="read-only">{say('position.ours-only')}</span>
          </span>
        ) : null}
      </dt>
      <dd className={`${serif ? 'is-contract ' : ''}${sealed ? 'is-sealed ' : ''}${alarm ? 'is-alarm' : ''}`}>
        {value}
      </dd>
    </>
  );
}

function PositionFooter({
  position,
  showsHistory,
  onToggle,
}: {
  readonly position: Position;
  readonly showsHistory: boolean;
  readonly onToggle: () => void;
}) {
  const { say, moment } = useText();
  return (
    <p className="position-footer">
      <span>{say('position.recorded', { moment: moment(position.recordedAtMs) })}</span>
      <button type="button" className="link-button" aria-expanded={showsHistory} onClick={onToggle}>
        {say(showsHistory ? 'position.hide-history' : 'position.show-history')}
      </button>
    </p>
  );
}

/** Every position the side has had before, newest first. */
function PositionHistory({
  term,
  party,
  current,
}: {
  readonly term: ContestedTerm;
  readonly party: Party;
  readonly current: Position;
}) {
  const { say, moment } = useText();
  const { data, error } = useQuery('position.history', {
    matterId: term.matterId,
    termId: term.id,
    partyId: party.id,
  });
  if (error !== null) return <ErrorNote error={error} />;
  if (data === undefined) return null;
  const earlier = data.filter((position) => position.id !== current.id);
  if (earlier.length === 0) return <p className="position-footer">{say('position.no-history')}</p>;
  return (
    <ol className="position-history">
      {earlier.map((position) => (
        <li key={position.id}>
          <p className="position-when">{moment(position.recordedAtMs)}</p>
          <PositionFacts position={position} />
        </li>
      ))}
    </ol>
  );
}
