import { ArrowLeftRight, Check, CheckCheck, CircleDashed, CircleSlash2, Contrast, Undo2 } from 'lucide-react';
import type { Fate } from '../../../core/model/fate.ts';
import { useText } from '../../i18n/text.tsx';

const icons = {
  accepted: CheckCheck,
  'silently-accepted': Check,
  'accepted-in-part': Contrast,
  countered: ArrowLeftRight,
  reverted: Undo2,
  'silently-dropped': CircleSlash2,
  unanswered: CircleDashed,
} as const satisfies Record<Fate, unknown>;

/** What became of an ask, by shape, colour and words. */
export function FateMark({ fate }: { readonly fate: Fate }) {
  const { say } = useText();
  const Icon = icons[fate];
  return (
    <span className={`fate is-${fate}`}>
      <Icon size={14} aria-hidden />
      {say(`fate.${fate}`)}
    </span>
  );
}
