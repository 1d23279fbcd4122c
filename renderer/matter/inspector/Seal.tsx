import './seal.css';
import { BadgeCheck, TriangleAlert } from 'lucide-react';
import type { ClauseId } from '../../../core/model/ids.ts';
import type { DraftSummary } from '../../../core/model/matter.ts';
import type { SealBreach, SealView } from '../../../core/model/seal.ts';
import { capitalised, useText } from '../../i18n/text.tsx';
import { PartyMark, partyById } from '../../ui/side.tsx';
import { breachNow } from '../seals.ts';
import { useWorkbench } from '../workbench.tsx';
import { RedlineWords } from './RedlineWords.tsx';

/** Whether the clause is sealed and by which round, the alarm when a later draft breaks the seal, and how to seal or lift it. */
export function Seal({ clauseId }: { readonly clauseId: ClauseId }) {
  const { say } = useText();
  const { seals, newest, actions } = useWorkbench();
  const seal = seals.get(clauseId);
  if (newest === null) return null;
  const isBroken = seal !== undefined && breachNow(seal, newest) !== null;
  return (
    <section className={`seal${isBroken ? ' is-broken' : ''}`} aria-label={say('seal.title')}>
      <div className="seal-line">
        {seal === undefined ? null : (
          <span className="seal-state">
            {isBroken ? <TriangleAlert size={14} aria-hidden /> : <BadgeCheck size={14} aria-hidden />}{' '}
            {say(isBroken ? 'seal.broken' : 'seal.sealed', { round: seal.round })}
          </span>
        )}
        <button
          type="button"
          className="link-button"
          aria-keyshortcuts="s"
          onClick={() => actions.toggleSeal(clauseId)}
        >
          {say(seal === undefined ? 'action.seal' : 'action.unseal')}
        </button>
      </div>
      {seal === undefined || seal.breaches.length === 0 ? null : <Breaches seal={seal} newest={newest} />}
    </section>
  );
}

/** Every later draft that does not have the clause as it was agreed, the newest first. */
function Breaches({ seal, newest }: { readonly seal: SealView; readonly newest: DraftSummary }) {
  const { say } = useText();
  return (
    <ul className="seal-breaches" aria-label={say('seal.breaches')}>
      {[...seal.breaches].reverse().map((breach) => (
        <Breach key={breach.draftId} breach={breach} isPast={breach.draftId !== newest.id} />
      ))}
    </ul>
  );
}

function Breach({ breach, isPast }: { readonly breach: SealBreach; readonly isPast: boolean }) {
  const { say } = useText();
  const { matter, working } = useWorkbench();
  const party = partyById(matter.parties, breach.partyId);
  const name =
    breach.draftId === working?.id
      ? say('draft.working')
      : say('draft.round-of', { round: breach.round, name: capitalised(party?.name ?? '') });
  return (
    <li className={isPast ? 'is-past' : undefined}>
      <p className="seal-who">
        <PartyMark party={party} /> {name}
      </p>
      <p>{say(`seal.${breach.kind}`)}</p>
      {breach.edits.length === 0 ? null : (
        <p className="seal-words">
          <RedlineWords edits={breach.edits} />
        </p>
      )}
    </li>
  );
}
