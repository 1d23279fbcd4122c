import './matters.css';
import { Settings } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { MatterId } from '../../core/model/ids.ts';
import type { InterfaceLanguage, MatterSummary } from '../../core/model/matter.ts';
import { asAppError, call, newJobId, onEvent } from '../engine-client.ts';
import { capitalised, penText, useText } from '../i18n/text.tsx';
import { useQuery } from '../queries.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { DropZone, type IncomingFile } from '../ui/DropZone.tsx';
import { ErrorNote, errorWords } from '../ui/ErrorNote.tsx';
import { PartyMark, partyById, sideClass } from '../ui/side.tsx';
import { showToast } from '../ui/toasts.tsx';
import { NewMatterDialog } from './NewMatterDialog.tsx';

/** Every matter: who negotiates, which round, whose turn it is and since when, how much is contested. */
export function MattersScreen({
  onOpen,
  onSettings,
}: {
  readonly onOpen: (matterId: MatterId, incoming?: IncomingFile) => void;
  readonly onSettings: () => void;
}) {
  const text = useText();
  const { say } = text;
  const { data: matters, error } = useQuery('matter.list', {});
  const [isNew, setNew] = useState(false);
  /** Dropped here: a new matter begins with it. */
  const [incoming, setIncoming] = useState<IncomingFile>();
  const [isAddingSample, setAddingSample] = useState(false);

  useEffect(
    () =>
      onEvent((event) => {
        if (event.type === 'menu' && event.command === 'new-matter') setNew(true);
      }),
    [],
  );

  const addSample = (language: InterfaceLanguage) => {
    setAddingSample(true);
    call('sample.create', { language }, newJobId())
      .then(
        ({ matterId }) => onOpen(matterId),
        (cause: unknown) => {
          const words = errorWords(asAppError(cause), text);
          showToast(words.what, { lines: [words.next], tone: 'alarm' });
        },
      )
      .finally(() => setAddingSample(false));
  };

  return (
    <DropZone
      onFile={(file) => {
        setIncoming(file);
        setNew(true);
      }}
    >
      <div className="matters">
        <title>{say('window.title', { matter: say('matters.title') })}</title>
        <header className="matters-bar">
          <span className="wordmark">Parley</span>
          <span className="spacer" />
          <IconButton label={say('settings.title')} onClick={onSettings}>
            <Settings size={16} aria-hidden />
          </IconButton>
        </header>
        <main className="matters-main">
          <div className="matters-head">
            <h1>{say('matters.title')}</h1>
            <span className="spacer" />
            {matters === undefined || matters.length === 0 ? null : (
              <Button look="primary" onClick={() => setNew(true)}>
                {say('action.new-matter')}
              </Button>
            )}
          </div>
          {error === null ? null : <ErrorNote error={error} />}
          {matters === undefined ? null : matters.length === 0 ? (
            <section className="matters-empty">
              <h2>{say('matters.empty-title')}</h2>
              <p>{say('matters.empty')}</p>
              <div className="matters-empty-actions">
                <Button look="primary" onClick={() => setNew(true)}>
                  {say('action.new-matter')}
                </Button>
                <Button disabled={isAddingSample} onClick={() => addSample(text.language)}>
                  {say('action.open-sample')}
                </Button>
              </div>
            </section>
          ) : (
            <ul className="matter-list" aria-label={say('matters.title')}>
              {matters.map((matter) => (
                <li key={matter.id}>
                  <MatterRow matter={matter} onOpen={() => onOpen(matter.id)} />
                </li>
              ))}
            </ul>
          )}
        </main>
      </div>
      {isNew ? (
        <NewMatterDialog
          onClose={() => {
            setNew(false);
            setIncoming(undefined);
          }}
          onCreated={(matterId) => onOpen(matterId, incoming)}
        />
      ) : null}
    </DropZone>
  );
}

function MatterRow({ matter, onOpen }: { readonly matter: MatterSummary; readonly onOpen: () => void }) {
  const text = useText();
  const { say } = text;
  const holder = partyById(matter.parties, matter.holderPartyId);
  return (
    <button type="button" className="matter-row" onClick={onOpen}>
      <span className="matter-words">
        <span className="matter-title">{matter.title}</span>
        <span className="matter-parties">
          {matter.parties.map((party) => (
            <span key={party.id} className="matter-party">
              <PartyMark party={party} /> {capitalised(party.name)}
            </span>
          ))}
        </span>
      </span>
      <span className="matter-round">
        {matter.round === 0 ? say('matters.no-round') : say('draft.round', { round: matter.round })}
      </span>
      <span className="matter-pen">
        <span className={`pen ${matter.round === 0 ? '' : sideClass(holder)}`}>{penText(text, matter)}</span>
      </span>
      <span className="matter-contested">{say('matters.contested', { count: matter.contestedCount })}</span>
    </button>
  );
}
