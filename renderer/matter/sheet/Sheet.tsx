import './sheet.css';
import './words.css';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useEffectEvent, useMemo, useRef } from 'react';
import type { ClauseId } from '../../../core/model/ids.ts';
import type { DraftSummary } from '../../../core/model/matter.ts';
import { useText } from '../../i18n/text.tsx';
import { useWorkbench } from '../workbench.tsx';
import { ClauseRow } from './ClauseRow.tsx';
import { OriginTip } from './OriginTip.tsx';
import type { Origins } from './origins.ts';
import { guessHeight, type SheetRow } from './rows.ts';

/**
 * The contract on its sheet. Only the clauses in sight are in the page, with a few around them; the
 * focused and the open one always are, so that neither keyboard focus nor typed words are lost by
 * scrolling away.
 */
export function Sheet({
  rows,
  origins,
  draft,
  editor,
}: {
  readonly rows: readonly SheetRow[];
  /** Where the words come from; `null` unless the sheet shows it. */
  readonly origins: Origins | null;
  readonly draft: DraftSummary;
  readonly editor: ReactNode;
}) {
  const { say } = useText();
  const { state, dispatch, matter, termsByClause, sides, actions } = useWorkbench();
  const scroller = useRef<HTMLDivElement>(null);
  const { focus, editing, stop } = state;
  const indexes = useMemo(() => new Map(rows.map((row, index) => [row.clause.clauseId, index])), [rows]);
  const focusIndex = focus === null ? -1 : (indexes.get(focus.clauseId) ?? -1);
  const editIndex = editing === null ? -1 : (indexes.get(editing.clauseId) ?? -1);

  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = new Set(defaultRangeExtractor(range));
      for (const index of [focusIndex, editIndex]) if (index >= 0 && index < range.count) shown.add(index);
      return [...shown].sort((a, b) => a - b);
    },
    [focusIndex, editIndex],
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = rows[index];
      return row === undefined ? 0 : guessHeight(row);
    },
    getItemKey: (index) => rows[index]?.clause.clauseId ?? index,
    overscan: 6,
    paddingStart: 56,
    paddingEnd: 120,
    scrollPaddingStart: 72,
    scrollPaddingEnd: 72,
    rangeExtractor,
  });

  const bringIntoView = useEffectEvent(() => {
    if (focus === null || focusIndex < 0) return;
    const clauseElement = () => scroller.current?.querySelector<HTMLElement>(`[data-clause="${focus.clauseId}"]`);
    if (focus.align !== 'none') virtualizer.scrollToIndex(focusIndex, { align: focus.align });
    if (focus.takeKeyboard) clauseElement()?.focus({ preventScroll: true });
    if (stop === null) return;
    requestAnimationFrame(() => {
      clauseElement()?.querySelector('.is-current')?.scrollIntoView({ block: 'nearest' });
    });
  });
  const request = focus?.request;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sheet moves when it is asked to, not whenever its rows change
  useEffect(() => bringIntoView(), [request]);

  const onFocus = useCallback((clauseId: ClauseId) => dispatch({ type: 'focus', clauseId, align: 'none' }), [dispatch]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('.editor') !== null) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const goTo = (index: number) => {
      const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
      if (row !== undefined) dispatch({ type: 'focus', clauseId: row.clause.clauseId, takeKeyboard: true });
    };
    switch (event.key) {
      case 'ArrowDown':
        goTo(focusIndex + 1);
        break;
      case 'ArrowUp':
        goTo(focusIndex - 1);
        break;
      case 'Home':
        goTo(0);
        break;
      case 'End':
        goTo(rows.length - 1);
        break;
      case 'Enter':
        if (focus !== null) actions.edit(focus.clauseId, null);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <>
      {origins === null ? null : <OriginTip scroller={scroller} origins={origins} />}
      <div ref={scroller} className="sheet-scroller">
        <div
          className="sheet"
          role="feed"
          aria-label={say('sheet.title')}
          lang={draft.language === 'und' ? undefined : draft.language}
          style={{ height: virtualizer.getTotalSize() }}
          onKeyDown={onKeyDown}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const { clauseId } = row.clause;
            return (
              <div
                key={item.key}
                ref={virtualizer.measureElement}
                data-index={item.index}
                className="sheet-row"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <ClauseRow
                  row={row}
                  index={item.index}
                  count={rows.length}
                  partyId={draft.partyId}
                  round={draft.round}
                  spans={origins?.get(clauseId) ?? null}
                  terms={termsByClause.get(clauseId)}
                  parties={matter.parties}
                  sides={sides}
                  isFocused={item.index === focusIndex}
                  isTabStop={focusIndex < 0 ? item.index === 0 : item.index === focusIndex}
                  currentChange={stop?.row === item.index ? stop.change : null}
                  editor={item.index === editIndex ? editor : null}
                  onFocus={onFocus}
                  onOpen={actions.edit}
                />
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
