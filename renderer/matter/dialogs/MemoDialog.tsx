import { Lock } from 'lucide-react';
import { useState } from 'react';
import type { MemoAudience } from '../../../core/api.ts';
import type { AppError } from '../../../core/error.ts';
import type { InterfaceLanguage, MatterView } from '../../../core/model/matter.ts';
import { asAppError, call } from '../../engine-client.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Radios } from '../../ui/Field.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { showToast } from '../../ui/toasts.tsx';

const formats = ['docx', 'pdf', 'html', 'md'] as const;
type Format = (typeof formats)[number];

/** Makes a position memo of the matter as it stands, for our side or for the other. */
export function MemoDialog({ matter, onClose }: { readonly matter: MatterView; readonly onClose: () => void }) {
  const { say, language: interfaceLanguage } = useText();
  const [audience, setAudience] = useState<MemoAudience>('internal');
  const [format, setFormat] = useState<Format>('docx');
  const [language, setLanguage] = useState<InterfaceLanguage>(interfaceLanguage);
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const save = () => {
    if (isSaving) return;
    setSaving(true);
    setError(null);
    call('shell.saveMemo', { matterId: matter.id, audience, language, format }).then(
      (saved) => {
        setSaving(false);
        if (saved === null) return;
        onClose();
        showToast(say('memo.saved', { file: saved.fileName }));
      },
      (cause: unknown) => {
        setSaving(false);
        setError(asAppError(cause));
      },
    );
  };
  return (
    <Modal
      title={say('memo.title')}
      description={say('memo.description', { matter: matter.title })}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{say('action.cancel')}</Button>
          <Button type="submit" look="primary" disabled={isSaving}>
            {say(isSaving ? 'memo.saving' : 'memo.save')}
          </Button>
        </>
      }
    >
      <Radios
        label={say('memo.audience')}
        value={audience}
        onChange={setAudience}
        options={[
          {
            value: 'internal',
            label: say('memo.internal'),
            description: say('memo.internal-why'),
            mark: <Lock size={14} className="lock-mark" aria-hidden />,
          },
          { value: 'counterparty', label: say('memo.counterparty'), description: say('memo.counterparty-why') },
        ]}
      />
      <div className="fields-row">
        <Choice
          label={say('memo.format')}
          value={format}
          options={formats.map((each) => ({ value: each, label: say(`format.${each}`) }))}
          onChange={setFormat}
        />
        <Choice
          label={say('memo.language')}
          value={language}
          options={(['en', 'fr'] as const).map((each) => ({ value: each, label: say(`language.${each}`) }))}
          onChange={setLanguage}
        />
      </div>
      {error === null ? null : <ErrorNote error={error} />}
    </Modal>
  );
}
