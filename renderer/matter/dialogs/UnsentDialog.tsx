import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Modal } from '../../ui/Modal.tsx';

/** Why no draft can come in while ours has not gone out, and the way on. */
export function UnsentDialog({ onClose, onSend }: { readonly onClose: () => void; readonly onSend: () => void }) {
  const { say } = useText();
  return (
    <Modal
      title={say('unsent.title')}
      onClose={onClose}
      onSubmit={onSend}
      actions={
        <>
          <Button onClick={onClose}>{say('action.cancel')}</Button>
          <Button type="submit" look="primary">
            {say('action.send')}
          </Button>
        </>
      }
    >
      <p>{say('unsent.what')}</p>
    </Modal>
  );
}
