import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { ContestedTerm } from '../../../core/model/negotiation.ts';
import { asAppError, call } from '../../engine-client.ts';
import { useText } from '../../i18n/text.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { errorWords } from '../../ui/ErrorNote.tsx';
import { showToast } from '../../ui/toasts.tsx';

/** The term's title, which can be changed in place; a clause without a term has its own name. */
export function TermTitle({ term, title }: { readonly term: ContestedTerm | null; readonly title: string }) {
  const text = useText();
  const { say } = text;
  const [words, setWords] = useState<string | null>(null);
  const save = () => {
    const next = words?.trim() ?? '';
    setWords(null);
    if (term === null || next === '' || next === term.title) return;
    call('term.update', { matterId: term.matterId, termId: term.id, title: next }).catch((cause: unknown) =>
      showToast(errorWords(asAppError(cause), text).what, { tone: 'alarm' }),
    );
  };
  if (words !== null) {
    return (
      <input
        className="input"
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was just pressed
        autoFocus
        aria-label={say('term.title')}
        value={words}
        maxLength={300}
        onChange={(event) => setWords(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') setWords(null);
        }}
      />
    );
  }
  return (
    <div className="inspector-name">
      <h2 className="inspector-title">{title}</h2>
      {term === null ? null : (
        <IconButton label={say('term.rename')} onClick={() => setWords(term.title)}>
          <Pencil size={14} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
