import { type MessageKey, useText } from '../../i18n/text.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { platformKey } from '../../ui/platform-key.ts';

/** What each key does, in the groups in which it is used. */
const groups: readonly { readonly title: MessageKey; readonly keys: readonly (readonly [string, MessageKey])[] }[] = [
  {
    title: 'keys.reading',
    keys: [
      ['j k', 'keys.changes'],
      ['↓ ↑', 'keys.clauses'],
      ['d', 'keys.redline'],
      ['h', 'keys.ancestry'],
      ['u', 'keys.certificate'],
      ['o', 'keys.outline'],
      ['i', 'keys.inspector'],
      ['Esc', 'keys.back'],
    ],
  },
  {
    title: 'keys.working',
    keys: [
      ['Enter', 'keys.edit'],
      ['f', 'keys.flag'],
      ['Ctrl Z', 'keys.undo'],
      ['Ctrl Shift Z', 'keys.redo'],
      ['?', 'keys.title'],
    ],
  },
  {
    title: 'keys.editing',
    keys: [
      ['Ctrl B', 'editor.bold'],
      ['Ctrl I', 'editor.italic'],
      ['Ctrl U', 'editor.underline'],
      ['Shift Enter', 'keys.line-break'],
      ['Esc', 'keys.close-editor'],
    ],
  },
];

export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const { say } = useText();
  return (
    <Modal title={say('keys.title')} onClose={onClose} wide>
      <div className="key-groups">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="panel-title">{say(group.title)}</h3>
            <dl className="key-list">
              {group.keys.map(([keys, what]) => (
                <div key={what}>
                  <dt>
                    {keys.split(' ').map((key) => (
                      <kbd key={key}>{platformKey(key)}</kbd>
                    ))}
                  </dt>
                  <dd>{say(what)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
