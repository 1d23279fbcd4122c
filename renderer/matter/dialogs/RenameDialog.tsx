import { useState } from 'react';
import type { AppError } from '../../../core/error.ts';
import type { MatterView } from '../../../core/model/matter.ts';
import { asAppError, call } from '../../engine-client.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Modal } from '../../ui/Modal.tsx';

export function RenameDialog({ matter, onClose }: { readonly matter: MatterView; readonly onClose: () => void }) {
  const { say } = useText();
  const [title, setTitle] = useState(matter.title);
  const [error, setError] = useState<AppError | null>(null);
  const rename = () => {
    if (title.trim() === '') return;
    call('matter.rename', { matterId: matter.id, title: title.trim() }).then(onClose, (cause: unknown) =>
      setError(asAppError(cause)),
    );
  };
  return (
    <Modal
      title={say('rename.title')}
      onClose={onClose}
      onSubmit={rename}
      actions={
        <>
          <Button onClick={onClose}>{say('action.cancel')}</Button>
          <Button type="submit" look="primary" disabled={title.trim() === ''}>
            {say('rename.confirm')}
          </Button>
        </>
      }
    >
      <TextField
        label={say('new-matter.name')}
        value={title}
        maxLength={300}
        onChange={(event) => setTitle(event.target.value)}
      />
      {error === null ? null : <ErrorNote error={error} />}
    </Modal>
  );
}
