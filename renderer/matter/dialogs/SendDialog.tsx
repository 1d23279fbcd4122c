import { useState } from 'react';
import type { AppError } from '../../../core/error.ts';
import type { DraftSummary } from '../../../core/model/matter.ts';
import { asAppError, call } from '../../engine-client.ts';
import { today, useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { showToast } from '../../ui/toasts.tsx';

/** Freezes our working draft as put forward on a day. */
export function SendDialog({
  draft,
  onClose,
  onUndo,
}: {
  readonly draft: DraftSummary;
  readonly onClose: () => void;
  readonly onUndo: () => void;
}) {
  const { say, day } = useText();
  const [datedOn, setDatedOn] = useState(today);
  const [error, setError] = useState<AppError | null>(null);
  const [isSending, setSending] = useState(false);
  const send = () => {
    if (isSending || datedOn === '') return;
    setSending(true);
    call('draft.send', { draftId: draft.id, datedOn }).then(
      (sent) => {
        onClose();
        showToast(say('send.done', { round: sent.round, day: day(sent.datedOn) }), {
          action: { label: say('action.undo'), run: onUndo },
        });
      },
      (cause: unknown) => {
        setError(asAppError(cause));
        setSending(false);
      },
    );
  };
  return (
    <Modal
      title={say('send.title')}
      description={say('send.description', { round: draft.round })}
      onClose={onClose}
      onSubmit={send}
      actions={
        <>
          <Button onClick={onClose}>{say('action.cancel')}</Button>
          <Button type="submit" look="primary" disabled={isSending || datedOn === ''}>
            {say('send.confirm')}
          </Button>
        </>
      }
    >
      <TextField
        type="date"
        label={say('send.date')}
        value={datedOn}
        required
        onChange={(event) => setDatedOn(event.target.value)}
      />
      {error === null ? null : <ErrorNote error={error} />}
    </Modal>
  );
}
