import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useText } from '../i18n/text.tsx';

export interface ToastData {
  /** Further lines, such as the notes of an import. */
  readonly lines?: readonly string[];
  readonly tone?: 'calm' | 'alarm';
}

/** Where a toast comes from, in or out of a component. */
export const toasts = Toast.createToastManager<ToastData>();

/** Says in a corner what has happened; longer news stays until it is sent away. */
export function showToast(
  title: string,
  options: {
    /** News with the same id take each other's place; the title when left out. */
    readonly id?: string;
    readonly lines?: readonly string[];
    readonly tone?: 'calm' | 'alarm';
    readonly action?: { readonly label: string; readonly run: () => void };
  } = {},
): void {
  const { id = title, lines = [], tone = 'calm', action } = options;
  toasts.add({
    id,
    title,
    timeout: lines.length > 0 ? 0 : tone === 'alarm' ? 12_000 : 6_000,
    priority: tone === 'alarm' ? 'high' : 'low',
    data: { lines, tone },
    ...(action === undefined
      ? { actionProps: undefined }
      : {
          actionProps: {
            children: action.label,
            onClick: () => {
              toasts.close(id);
              action.run();
            },
          },
        }),
  });
}

export function ToastCorner() {
  const { say } = useText();
  return (
    <Toast.Portal>
      <Toast.Viewport className="toast-viewport" aria-label={say('toast.region')}>
        <ToastList />
      </Toast.Viewport>
    </Toast.Portal>
  );
}

function ToastList() {
  const { say } = useText();
  const manager = Toast.useToastManager<ToastData>();
  return manager.toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={`toast${toast.data?.tone === 'alarm' ? ' is-alarm' : ''}`}>
      <Toast.Content className="toast-content">
        <div className="toast-words">
          <Toast.Title className="toast-title" />
          {toast.data?.lines?.map((line) => (
            <p key={line} className="toast-line">
              {line}
            </p>
          ))}
        </div>
        <Toast.Action className="button button-quiet" aria-hidden={false} />
        <Toast.Close className="button button-icon" aria-hidden={false} aria-label={say('action.dismiss')}>
          <X size={14} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
