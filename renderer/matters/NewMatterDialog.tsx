import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../core/error.ts';
import type { MatterId } from '../../core/model/ids.ts';
import { asAppError, call } from '../engine-client.ts';
import { useText } from '../i18n/text.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { TextField } from '../ui/Field.tsx';
import { Modal } from '../ui/Modal.tsx';
import { PartyMark } from '../ui/side.tsx';

const mostOthers = 11;

/** Begins a matter: its title, our side, and one or more others. */
export function NewMatterDialog({
  onClose,
  onCreated,
}: {
  readonly onClose: () => void;
  readonly onCreated: (matterId: MatterId) => void;
}) {
  const { say } = useText();
  const [title, setTitle] = useState('');
  const [ours, setOurs] = useState('');
  const [others, setOthers] = useState<readonly string[]>(['']);
  const [isTried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  const names = [ours, ...others].map((name) => name.trim());
  const problemOf = (value: string): string | null => {
    if (!isTried) return null;
    const name = value.trim();
    if (name === '') return say('new-matter.needed');
    return null;
  };
  const sideProblem = (index: number): string | null => {
    const name = names[index] ?? '';
    if (isTried && name !== '' && names.indexOf(name) !== index) return say('new-matter.twice');
    return problemOf(name);
  };

  const create = () => {
    setTried(true);
    if (title.trim() === '' || names.some((name) => name === '') || new Set(names).size < names.length) return;
    const parties = names.map((name, index) => ({ name, isOurs: index === 0 }));
    call('matter.create', { title: title.trim(), parties }).then(
      (matter) => onCreated(matter.id),
      (cause: unknown) => setError(asAppError(cause)),
    );
  };

  return (
    <Modal
      title={say('new-matter.title')}
      description={say('new-matter.description')}
      onClose={onClose}
      onSubmit={create}
      actions={
        <>
          <Button onClick={onClose}>{say('action.cancel')}</Button>
          <Button type="submit" look="primary">
            {say('new-matter.create')}
          </Button>
        </>
      }
    >
      <TextField
        label={say('new-matter.name')}
        placeholder={say('new-matter.name-hint')}
        value={title}
        problem={problemOf(title)}
        maxLength={300}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextField
        label={say('new-matter.ours')}
        aside={<PartyMark party={{ ordinal: 0 }} />}
        value={ours}
        problem={sideProblem(0)}
        maxLength={300}
        onChange={(event) => setOurs(event.target.value)}
      />
      {others.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a side that is being named has no identity besides its place
        <div key={index} className="other-side">
          <TextField
            label={others.length === 1 ? say('new-matter.theirs') : say('new-matter.theirs-nth', { nth: index + 1 })}
            aside={<PartyMark party={{ ordinal: index + 1 }} />}
            value={name}
            problem={sideProblem(index + 1)}
            maxLength={300}
            onChange={(event) => setOthers(others.map((each, at) => (at === index ? event.target.value : each)))}
          />
          {others.length === 1 ? null : (
            <IconButton
              label={say('new-matter.remove-side', { nth: index + 1 })}
              onClick={() => setOthers(others.filter((_, at) => at !== index))}
            >
              <X size={14} aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      {others.length >= mostOthers ? null : (
        <Button look="quiet" className="add-side" onClick={() => setOthers([...others, ''])}>
          <Plus size={14} aria-hidden /> {say('new-matter.add-side')}
        </Button>
      )}
      {error === null ? null : <ErrorNote error={error} />}
    </Modal>
  );
}
