import { BadgeCheck, TriangleAlert } from 'lucide-react';
import type { DraftId } from '../../../core/model/ids.ts';
import { useText } from '../../i18n/text.tsx';
import { breachNow } from '../seals.ts';
import type { OutlineEntry } from './entries.ts';

/** That a clause of the outline is sealed; the alarm where the newest draft breaks its seal or that of a clause it holds. */
export function SealMark({ entry, newest }: { readonly entry: OutlineEntry; readonly newest: DraftId | null }) {
  const { say } = useText();
  const { seal, seals } = entry;
  const isBroken = seals.some((each) => breachNow(each, newest === null ? null : { id: newest }) !== null);
  if (seal === null && !isBroken) return null;
  const title = isBroken ? say('seal.broken-here') : say('seal.sealed', { round: seal?.round ?? 0 });
  const Icon = isBroken ? TriangleAlert : BadgeCheck;
  return (
    <span className={`seal-mark${isBroken ? ' is-broken' : ''}`} title={title}>
      <Icon size={14} aria-hidden />
      <span className="read-only">{title}</span>
    </span>
  );
}
