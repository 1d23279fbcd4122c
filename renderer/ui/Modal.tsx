import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type FormEvent, type ReactNode, useRef } from 'react';
import { useText } from '../i18n/text.tsx';

/**
 * A dialog with a title, a body and a row of buttons; a form when it is given something to do on
 * submit. Escape and the cross close it; focus goes in when it opens and back when it closes.
 */
export function Modal({
  title,
  description,
  onClose,
  onSubmit,
  actions,
  children,
  wide = false,
  closable = true,
}: {
  readonly title: string;
  readonly description?: string;
  readonly onClose: () => void;
  readonly onSubmit?: () => void;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** False while something runs that must be cancelled, not walked away from. */
  readonly closable?: boolean;
}) {
  const { say } = useText();
  const popup = useRef<HTMLDivElement>(null);
  const firstField = () =>
    popup.current?.querySelector<HTMLElement>('.modal-body :is(input:checked, input:not([type="radio"]), textarea)') ??
    true;
  const content = (
    <>
      <div className="modal-body">{children}</div>
      {actions === undefined ? null : <div className="modal-actions">{actions}</div>}
    </>
  );
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open && closable) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="modal-backdrop" />
        <Dialog.Viewport className="modal-viewport">
          <Dialog.Popup ref={popup} initialFocus={firstField} className={`modal${wide ? ' is-wide' : ''}`}>
            <header className="modal-header">
              <Dialog.Title className="modal-title">{title}</Dialog.Title>
              {closable ? (
                <Dialog.Close className="button button-icon" aria-label={say('action.close')}>
                  <X size={16} aria-hidden />
                </Dialog.Close>
              ) : null}
            </header>
            {description === undefined ? null : (
              <Dialog.Description className="modal-description">{description}</Dialog.Description>
            )}
            {onSubmit === undefined ? (
              content
            ) : (
              <form
                className="modal-form"
                noValidate
                onSubmit={(event: FormEvent) => {
                  event.preventDefault();
                  onSubmit();
                }}
              >
                {content}
              </form>
            )}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
