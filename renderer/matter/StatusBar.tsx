import './status-bar.css';
import { useSyncExternalStore } from 'react';
import { onSavingChange, unsavedCount } from '../engine-client.ts';
import { useText } from '../i18n/text.tsx';
import { breachNow } from './seals.ts';
import { useWorkbench } from './workbench.tsx';

/** Whether all is saved, that nothing leaves the machine, the two languages; at the right what needs attention. */
export function StatusBar() {
  const { say, language } = useText();
  const { draft, terms, seals, newest, dispatch } = useWorkbench();
  const unsaved = useSyncExternalStore(onSavingChange, unsavedCount);
  const open = terms.filter((term) => term.status !== 'agreed');
  const broken = [...seals.values()].filter((seal) => breachNow(seal, newest) !== null);
  const [firstBroken] = broken;
  const deadlocked = open.filter((term) => term.status === 'deadlocked').length;
  return (
    <section className="status-bar" aria-label={say('status-bar.title')}>
      <span role="status">{say(unsaved > 0 ? 'status-bar.unsaved' : 'status-bar.saved')}</span>
      <span title={say('status-bar.offline-why')}>{say('status-bar.offline')}</span>
      <span>
        {say(`status-bar.contract-${draft?.language ?? 'und'}`)} · {say(`status-bar.interface-${language}`)}
      </span>
      <span className="spacer" />
      {firstBroken === undefined ? null : (
        <button
          type="button"
          className="link-button is-alarm"
          onClick={() => dispatch({ type: 'focus', clauseId: firstBroken.clauseId, align: 'center' })}
        >
          <span aria-hidden>▲ </span>
          {say('status-bar.seals-broken', { count: broken.length })}
        </button>
      )}
      {deadlocked > 0 ? (
        <span className="is-alarm">
          <span aria-hidden>▲ </span>
          {say('status-bar.deadlocked', { count: deadlocked })}
        </span>
      ) : null}
      <span>{say('status-bar.contested', { count: open.length })}</span>
    </section>
  );
}
