import { Lock } from 'lucide-react';
import { useRef, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';

/** A line that is saved when it is left, or with Enter. */
export function SavedField({
  label,
  value,
  placeholder,
  onSave,
}: {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly onSave: (value: string) => void;
}) {
  const [draft, setDraft, save] = useSavedText(value, onSave);
  return (
    <TextField
      label={label}
      value={draft}
      placeholder={placeholder}
      maxLength={300}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
      }}
    />
  );
}

/** Several internal lines that are saved when they are left. */
export function SavedArea({
  label,
  value,
  onSave,
}: {
  readonly label: string;
  readonly value: string;
  readonly onSave: (value: string) => void;
}) {
  const { say } = useText();
  const [draft, setDraft, save] = useSavedText(value, onSave);
  return (
    <TextArea
      label={label}
      aside={
        <span className="lock">
          <Lock size={12} aria-hidden /> {say('position.ours-only')}
        </span>
      }
      value={draft}
      maxLength={20_000}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
    />
  );
}

/** Text that is being typed and what is saved of it; what comes from elsewhere is taken while nothing is typed. */
function useSavedText(value: string, onSave: (value: string) => void) {
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  const sent = useRef(value);
  if (value !== known) {
    setKnown(value);
    if (draft === known) setDraft(value);
  }
  const save = () => {
    const trimmed = draft.trim();
    if (trimmed === value || trimmed === sent.current) return;
    sent.current = trimmed;
    onSave(trimmed);
  };
  return [draft, setDraft, save] as const;
}
