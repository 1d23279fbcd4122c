import type { InterfaceLanguage } from '../../core/model/matter.ts';
import { useText } from '../i18n/text.tsx';
import { Radios } from '../ui/Field.tsx';
import { Modal } from '../ui/Modal.tsx';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** The interface's language and look; both take effect at once. */
export function SettingsDialog({
  language,
  theme,
  onLanguage,
  onTheme,
  onClose,
}: {
  readonly language: InterfaceLanguage;
  readonly theme: Theme;
  readonly onLanguage: (language: InterfaceLanguage) => void;
  readonly onTheme: (theme: Theme) => void;
  readonly onClose: () => void;
}) {
  const { say } = useText();
  return (
    <Modal title={say('settings.title')} onClose={onClose}>
      <Radios
        label={say('settings.language')}
        value={language}
        onChange={onLanguage}
        options={(['en', 'fr'] as const).map((each) => ({ value: each, label: say(`language.${each}`) }))}
        row
      />
      <p className="field-hint">{say('settings.language-why')}</p>
      <Radios
        label={say('settings.theme')}
        value={theme}
        onChange={onTheme}
        options={themes.map((each) => ({ value: each, label: say(`theme.${each}`) }))}
        row
      />
    </Modal>
  );
}
