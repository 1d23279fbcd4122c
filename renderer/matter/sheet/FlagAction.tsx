import { Flag } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { type SelectedWords, selectedWords } from './selection.ts';

/** A small action by the words that are selected on the sheet. The key f does the same. */
export function FlagAction({ onFlag }: { readonly onFlag: () => void }) {
  const { say } = useText();
  const [selected, setSelected] = useState<SelectedWords | null>(null);
  useEffect(() => {
    const show = () => setSelected(selectedWords());
    const hide = () => setSelected(null);
    const hideIfEmpty = () => {
      if (document.getSelection()?.isCollapsed !== false) hide();
    };
    document.addEventListener('pointerup', show);
    document.addEventListener('keyup', show);
    document.addEventListener('selectionchange', hideIfEmpty);
    document.addEventListener('scroll', hide, true);
    return () => {
      document.removeEventListener('pointerup', show);
      document.removeEventListener('keyup', show);
      document.removeEventListener('selectionchange', hideIfEmpty);
      document.removeEventListener('scroll', hide, true);
    };
  }, []);
  if (selected === null) return null;
  return (
    <div
      className="flag-action"
      style={{ left: selected.box.left + selected.box.width / 2, top: Math.max(56, selected.box.top - 8) }}
    >
      <Button
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          onFlag();
          setSelected(null);
        }}
      >
        <Flag size={14} aria-hidden /> {say('action.flag-words')} <kbd>f</kbd>
      </Button>
    </div>
  );
}
