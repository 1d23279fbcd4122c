import '../inspector/asks.css';
import { useState } from 'react';
import { type Ask, type Fate, fates } from '../../../core/model/fate.ts';
import type { MatterView } from '../../../core/model/matter.ts';
import { capitalised, useText } from '../../i18n/text.tsx';
import { useQuery } from '../../queries.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { PartyMark, partyById } from '../../ui/side.tsx';
import { AskWords, answeredIn } from '../inspector/Asks.tsx';
import { FateMark } from '../inspector/FateMark.tsx';

/** As many as somebody reads in a list. */
const mostRows = 300;
const longestWords = 160;

/** What every side asked for in every round of a matter, and what became of it: counted, and one by one. */
export function FatesDialog({
  matter,
  onClose,
  onGo,
}: {
  readonly matter: MatterView;
  readonly onClose: () => void;
  /** Goes to the clause that an ask is about. */
  readonly onGo: (ask: Ask) => void;
}) {
  const { say } = useText();
  const { data, error } = useQuery('ask.list', { matterId: matter.id });
  const [fate, setFate] = useState<Fate | 'all'>('all');
  const [side, setSide] = useState('all');
  const asks = data ?? [];
  const chosen = asks.filter(
    (ask) => (fate === 'all' || ask.fate === fate) && (side === 'all' || ask.partyId === side),
  );
  return (
    <Modal
      title={say('fates.title')}
      {...(data === undefined ? {} : { description: say('fates.description', { count: asks.length }) })}
      onClose={onClose}
      wide
      actions={<Button onClick={onClose}>{say('action.close')}</Button>}
    >
      {error === null ? null : <ErrorNote error={error} />}
      {asks.length === 0 ? null : (
        <>
          <FateCounts asks={asks} parties={matter.parties} chosen={fate} />
          <div className="fate-tools">
            <Choice
              label={say('fates.fate')}
              value={fate}
              options={[
                { value: 'all', label: say('fates.all') },
                ...fates.map((each) => ({ value: each, label: capitalised(say(`fate.${each}`)) })),
              ]}
              onChange={setFate}
            />
            <Choice
              label={say('fates.side')}
              value={side}
              options={[
                { value: 'all', label: say('fates.all-sides') },
                ...matter.parties.map((party) => ({
                  value: party.id as string,
                  label: capitalised(party.name),
                  mark: <PartyMark party={party} />,
                })),
              ]}
              onChange={setSide}
            />
          </div>
          {chosen.length === 0 ? (
            <p role="status">{say('fates.none-chosen')}</p>
          ) : (
            <FateTable asks={chosen} matter={matter} onGo={onGo} />
          )}
        </>
      )}
    </Modal>
  );
}

function FateCounts({
  asks,
  parties,
  chosen,
}: {
  readonly asks: readonly Ask[];
  readonly parties: MatterView['parties'];
  readonly chosen: Fate | 'all';
}) {
  const { say } = useText();
  const count = (fate: Fate, partyId: string) =>
    asks.filter((ask) => ask.fate === fate && ask.partyId === partyId).length;
  return (
    <table className="pending-table fate-counts" aria-label={say('fates.counts')}>
      <thead>
        <tr>
          <th scope="col">{say('fates.fate')}</th>
          {parties.map((party) => (
            <th key={party.id} scope="col" className="is-number">
              <PartyMark party={party} />
              {capitalised(party.name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fates.map((fate) => (
          <tr key={fate} className={fate === chosen ? 'is-chosen' : undefined}>
            <th scope="row">
              <FateMark fate={fate} />
            </th>
            {parties.map((party) => (
              <td key={party.id} className="is-number">
                {count(fate, party.id) || '–'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FateTable({
  asks,
  matter,
  onGo,
}: {
  readonly asks: readonly Ask[];
  readonly matter: MatterView;
  readonly onGo: (ask: Ask) => void;
}) {
  const text = useText();
  const { say } = text;
  const rows = asks.slice(0, mostRows);
  const left = asks.length - rows.length;
  return (
    <>
      <table className="pending-table fates" aria-label={say('asks.title')}>
        <thead>
          <tr>
            <th scope="col">{say('fates.round')}</th>
            <th scope="col">{say('fates.clause')}</th>
            <th scope="col">{say('fates.words')}</th>
            <th scope="col">{say('fates.fate')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((ask) => {
            const party = partyById(matter.parties, ask.partyId);
            return (
              <tr key={`${ask.draftId} ${ask.clauseId}`}>
                <td className="is-short">
                  <PartyMark party={party} />
                  <span className="read-only">{capitalised(party?.name ?? '')} </span>
                  {ask.round}
                </td>
                <td>
                  <button type="button" className="link-button" title={ask.heading ?? ''} onClick={() => onGo(ask)}>
                    {ask.label ?? ask.heading ?? say('fates.no-name')}
                  </button>
                </td>
                <td className="fate-words">
                  <AskWords ask={ask} longest={longestWords} />
                </td>
                <td className="is-short">
                  <FateMark fate={ask.fate} /> {answeredIn(ask, text)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {left === 0 ? null : <p>{say('fates.more', { count: left })}</p>}
    </>
  );
}
