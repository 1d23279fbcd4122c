import { Lock } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../core/error.ts';
import type { Party } from '../../../core/model/matter.ts';
import {
  type Certainty,
  type ContestedTerm,
  certainties,
  type Position,
  type Priority,
  priorities,
  type Stance,
  stances,
} from '../../../core/model/negotiation.ts';
import { asAppError, call } from '../../engine-client.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Radios, TextArea, TextField } from '../../ui/Field.tsx';

interface Fields {
  readonly stance: Stance;
  readonly wanted: string;
  readonly redLine: string;
  readonly reasons: string;
  readonly priority: Priority | null;
  readonly source: string;
  readonly certainty: Certainty;
  readonly privileged: boolean;
}

/** What is being written and not recorded yet, by term and side, so that looking at another clause loses nothing. */
const unrecorded = new Map<string, Fields>();

export function hasUnrecorded(term: ContestedTerm, party: Party): boolean {
  return unrecorded.has(`${term.id} ${party.id}`);
}

/** Records where a side stands from now on; what it said before is kept. */
export function PositionForm({
  term,
  party,
  position,
  onClose,
}: {
  readonly term: ContestedTerm;
  readonly party: Party;
  readonly position: Position | null;
  readonly onClose: () => void;
}) {
  const { say } = useText();
  const form = useRef<HTMLFormElement>(null);
  const key = `${term.id} ${party.id}`;
  const [fields, setFields] = useState<Fields>(unrecorded.get(key) ?? position ?? emptyFields(party));
  const [error, setError] = useState<AppError | null>(null);
  const [isSaving, setSaving] = useState(false);
  const set = (changes: Partial<Fields>) => {
    const next = { ...fields, ...changes };
    unrecorded.set(key, next);
    setFields(next);
  };
  const close = () => {
    unrecorded.delete(key);
    onClose();
  };

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, button, textarea')?.focus();
  }, []);

  const save = () => {
    if (isSaving) return;
    setSaving(true);
    setError(null);
    const { stance, wanted, redLine, reasons, priority, source, certainty, privileged } = fields;
    call('position.set', {
      matterId: term.matterId,
      termId: term.id,
      partyId: party.id,
      stance,
      wanted,
      redLine,
      reasons,
      priority,
      source,
      certainty,
      privileged,
    }).then(close, (cause: unknown) => {
      setError(asAppError(cause));
      setSaving(false);
    });
  };

  const sealed = (
    <span className="lock">
      <Lock size={12} aria-hidden /> {say('position.ours-only')}
    </span>
  );
  return (
    <form
      ref={form}
      className="position-form"
      aria-label={say('position.edit', { name: party.name })}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.stopPropagation();
          close();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
      }}
    >
      <Radios
        label={say('position.stance')}
        value={fields.stance}
        options={stances.map((stance) => ({ value: stance, label: say(`stance.${stance}`) }))}
        onChange={(stance) => set({ stance })}
        row
      />
      <TextArea
        label={say('position.wanted')}
        className="is-contract"
        value={fields.wanted}
        onChange={(event) => set({ wanted: event.target.value })}
      />
      <div className="sealed-fields">
        <TextArea
          label={say('position.red-line')}
          aside={sealed}
          value={fields.redLine}
          onChange={(event) => set({ redLine: event.target.value })}
        />
        <TextArea
          label={say('position.reasons')}
          aside={sealed}
          value={fields.reasons}
          onChange={(event) => set({ reasons: event.target.value })}
        />
        <Choice
          label={say('position.priority')}
          value={fields.priority ?? 'none'}
          options={[
            { value: 'none', label: say('priority.none') },
            ...priorities.map((priority) => ({ value: priority, label: say(`priority.${priority}`) })),
          ]}
          onChange={(priority) => set({ priority: priority === 'none' ? null : priority })}
        />
      </div>
      <TextField
        label={say('position.source')}
        placeholder={say('position.source-hint')}
        value={fields.source}
        onChange={(event) => set({ source: event.target.value })}
      />
      <Radios
        label={say('position.certainty')}
        value={fields.certainty}
        options={certainties.map((certainty) => ({ value: certainty, label: say(`certainty.${certainty}`) }))}
        onChange={(certainty) => set({ certainty })}
        row
      />
      <label className="checkbox">
        <input
          type="checkbox"
          checked={fields.privileged}
          onChange={(event) => set({ privileged: event.target.checked })}
        />
        <span>
          {say('position.make-privileged')}
          <span className="radio-description">{say('position.make-privileged-why')}</span>
        </span>
      </label>
      {error === null ? null : <ErrorNote error={error} />}
      <div className="form-actions">
        <Button onClick={close}>{say('action.cancel')}</Button>
        <Button type="submit" look="primary" disabled={isSaving}>
          {say('position.save')}
        </Button>
      </div>
    </form>
  );
}

function emptyFields(party: Party): Fields {
  return {
    stance: 'open',
    wanted: '',
    redLine: '',
    reasons: '',
    priority: null,
    source: '',
    certainty: party.isOurs ? 'stated' : 'reported',
    privileged: false,
  };
}
