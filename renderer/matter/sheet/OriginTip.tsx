import { Tooltip } from '@base-ui/react/tooltip';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { WordSpan } from '../../../core/model/ancestry.ts';
import type { ClauseId } from '../../../core/model/ids.ts';
import { useText } from '../../i18n/text.tsx';
import { PartyMark } from '../../ui/side.tsx';
import { useWorkbench } from '../workbench.tsx';
import { type Origins, originSentences } from './origins.ts';

/** Moving the pointer across the sheet on the way to somewhere else shows nothing. */
const restMs = 250;
const longestWords = 120;

interface Shown {
  readonly span: WordSpan;
  readonly words: string;
  /** Where the tip stands: at the line of the words that is pointed at. */
  readonly anchor: { getBoundingClientRect: () => DOMRect; readonly contextElement: Element };
}

/**
 * One tip for all words of the sheet: those under the pointer, or those that the keyboard has come to. A tooltip for each
 * stretch of words would be thousands; the sheet's own element listens for all.
 */
export function OriginTip({
  scroller,
  origins,
}: {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly origins: Origins;
}) {
  const text = useText();
  const { state, document, sides } = useWorkbench();
  const [shown, setShown] = useState<Shown | null>(null);
  const [spoken, setSpoken] = useState('');
  /** The frame after which the words that the keyboard has come to are told. */
  const awaited = useRef(0);
  const { stop } = state;

  const showAt = useEffectEvent((element: HTMLElement, point: { readonly y: number } | null) => {
    const span = spanOf(element, origins);
    if (span === null) return setShown(null);
    const words = wordsOf(element);
    setShown({ span, words, anchor: { getBoundingClientRect: () => lineAt(element, point), contextElement: element } });
  });

  useEffect(() => {
    const sheet = scroller.current;
    if (sheet === null) return;
    let timer: number | undefined;
    const onOver = (event: PointerEvent) => {
      window.clearTimeout(timer);
      const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-origin]') : null;
      if (element === null) setShown(null);
      else timer = window.setTimeout(() => showAt(element, { y: event.clientY }), restMs);
    };
    const onLeave = () => {
      window.clearTimeout(timer);
      cancelAnimationFrame(awaited.current);
      setShown(null);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onLeave();
    };
    sheet.addEventListener('pointerover', onOver);
    sheet.addEventListener('pointerleave', onLeave);
    // Before the tooltip hears of it, which keeps the key to itself.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.clearTimeout(timer);
      sheet.removeEventListener('pointerover', onOver);
      sheet.removeEventListener('pointerleave', onLeave);
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [scroller]);

  const showCurrent = useEffectEvent(() => {
    const element = scroller.current?.querySelector<HTMLElement>('[data-origin].is-current');
    const span = element == null ? null : spanOf(element, origins);
    if (element == null || span === null) return;
    showAt(element, null);
    const story = originSentences(span, document?.drafts ?? [], sides, text).join(' ');
    setSpoken(text.say('ancestry.spoken', { words: wordsOf(element), story }));
  });
  useEffect(() => {
    setShown(null);
    if (stop === null) return setSpoken('');
    // The sheet brings the words into view first.
    awaited.current = requestAnimationFrame(() => {
      awaited.current = requestAnimationFrame(() => showCurrent());
    });
    return () => cancelAnimationFrame(awaited.current);
  }, [stop]);

  return (
    <>
      <p className="read-only" role="status">
        {spoken}
      </p>
      {shown === null ? null : (
        <Tooltip.Root open>
          <Tooltip.Portal>
            <Tooltip.Positioner
              anchor={shown.anchor}
              side="top"
              sideOffset={6}
              className="tooltip-positioner is-passive"
            >
              <Tooltip.Popup className="tooltip origin-tip" role="tooltip">
                <PartyMark party={sides.partyOf(shown.span.first.partyId)} />
                <div>
                  {originSentences(shown.span, document?.drafts ?? [], sides, text).map((sentence) => (
                    <p key={sentence}>{sentence}</p>
                  ))}
                </div>
              </Tooltip.Popup>
            </Tooltip.Positioner>
          </Tooltip.Portal>
        </Tooltip.Root>
      )}
    </>
  );
}

function spanOf(element: HTMLElement, origins: Origins): WordSpan | null {
  const clauseId = element.closest('[data-clause]')?.getAttribute('data-clause');
  return origins.get(clauseId as ClauseId)?.[Number(element.dataset.origin)] ?? null;
}

function wordsOf(element: HTMLElement): string {
  const line = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
  return line.length > longestWords ? `${line.slice(0, longestWords - 1)}…` : line;
}

/** The box of the line that the pointer is on; of the first line where there is no pointer. */
function lineAt(element: HTMLElement, point: { readonly y: number } | null): DOMRect {
  const lines = [...element.getClientRects()];
  const line = point === null ? lines[0] : lines.find(({ top, bottom }) => top <= point.y && point.y <= bottom);
  return line ?? element.getBoundingClientRect();
}
