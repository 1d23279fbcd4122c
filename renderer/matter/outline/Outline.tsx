import './outline.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, memo, useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import type { ClauseId, DraftId } from '../../../core/model/ids.ts';
import type { ClauseView, Party } from '../../../core/model/matter.ts';
import type { ContestedTerm } from '../../../core/model/negotiation.ts';
import { useText } from '../../i18n/text.tsx';
import { partyById, sideClass } from '../../ui/side.tsx';
import type { SealsByClause } from '../seals.ts';
import { type OutlineEntry, outlineOf, pathTo, visibleEntries } from './entries.ts';
import { SealMark } from './SealMark.tsx';

const rowHeight = 28;
const mostBars = 5;

/** The contract's outline with its heat: a bar for every contested point, in the colour of who moved last. */
export const Outline = memo(function Outline({
  clauses,
  terms,
  seals,
  newest,
  parties,
  focused,
  onGo,
}: {
  readonly clauses: readonly ClauseView[];
  readonly terms: ReadonlyMap<ClauseId, readonly ContestedTerm[]>;
  readonly seals: SealsByClause;
  /** The draft that may break them. */
  readonly newest: DraftId | null;
  readonly parties: readonly Party[];
  readonly focused: ClauseId | null;
  readonly onGo: (clauseId: ClauseId, takeKeyboard: boolean) => void;
}) {
  const { say } = useText();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const entries = useMemo(() => outlineOf(clauses, terms, seals), [clauses, terms, seals]);
  const path = useMemo(() => (focused === null ? [] : pathTo(entries, clauses, focused)), [entries, clauses, focused]);
  const [opened, setOpened] = useState<ReadonlySet<ClauseId>>(new Set());
  const [closed, setClosed] = useState<ReadonlySet<ClauseId>>(new Set());
  const [active, setActive] = useState<ClauseId | null>(null);

  // What holds the focused clause or a contested one is open of itself; what the reader opened or closed stays so.
  const open = useMemo(() => {
    const hot = entries
      .filter((entry) => entry.terms.length > 0 || entry.seals.length > 0)
      .map((entry) => entry.clauseId);
    const all = new Set([...opened, ...hot, ...path]);
    for (const each of closed) all.delete(each);
    return all;
  }, [entries, opened, closed, path]);
  const visible = useMemo(() => visibleEntries(entries, open), [entries, open]);
  const here = path.at(-1) ?? null;
  const shownHere = visible.find((entry) => entry.clauseId === here) ?? null;
  const activeIndex = visible.findIndex((entry) => entry.clauseId === (active ?? here));

  const virtualizer = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => visible[index]?.clauseId ?? index,
    overscan: 12,
  });
  const showHere = useEffectEvent(() => {
    setActive(null);
    const index = visible.findIndex((entry) => entry.clauseId === here);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the outline follows the sheet, and only when it moves
  useEffect(() => showHere(), [here]);

  const setOpen = (entry: OutlineEntry, isOpen: boolean) => {
    setOpened(changed(opened, entry.clauseId, isOpen));
    setClosed(changed(closed, entry.clauseId, !isOpen));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const entry = visible[activeIndex];
    const goTo = (index: number) => {
      const next = visible[Math.max(0, Math.min(visible.length - 1, index))];
      if (next === undefined) return;
      setActive(next.clauseId);
      virtualizer.scrollToIndex(visible.indexOf(next), { align: 'auto' });
    };
    switch (event.key) {
      case 'ArrowDown':
        goTo(activeIndex + 1);
        break;
      case 'ArrowUp':
        goTo(activeIndex - 1);
        break;
      case 'Home':
        goTo(0);
        break;
      case 'End':
        goTo(visible.length - 1);
        break;
      case 'ArrowRight':
        if (entry === undefined || !entry.hasChildren) return;
        if (open.has(entry.clauseId)) goTo(activeIndex + 1);
        else setOpen(entry, true);
        break;
      case 'ArrowLeft':
        if (entry === undefined) return;
        if (entry.hasChildren && open.has(entry.clauseId)) setOpen(entry, false);
        else goTo(visible.findIndex((each) => each.clauseId === entry.parent));
        break;
      case 'Enter':
      case ' ':
        if (entry !== undefined) onGo(entry.clauseId, event.key === 'Enter');
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={scroller}
      className="outline"
      role="tree"
      tabIndex={0}
      aria-label={say('outline.title')}
      aria-activedescendant={activeIndex < 0 ? undefined : `${id}-${activeIndex}`}
      onKeyDown={onKeyDown}
    >
      <div className="outline-rows" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const entry = visible[item.index];
          if (entry === undefined) return null;
          const isHere = entry === shownHere;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree that holds it answers to the keyboard
            // biome-ignore lint/a11y/useFocusableInteractive: the tree itself is focused and names its active item
            <div
              key={item.key}
              id={`${id}-${item.index}`}
              role="treeitem"
              aria-level={entry.depth + 1}
              aria-selected={isHere}
              aria-expanded={entry.hasChildren ? open.has(entry.clauseId) : undefined}
              className={`outline-row depth-${Math.min(entry.depth, 4)}${isHere ? ' is-here' : ''}${
                item.index === activeIndex ? ' is-active' : ''
              }`}
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={({ target }) => {
                const isTwist = target instanceof Element && target.closest('.outline-twist') !== null;
                if (isTwist && entry.hasChildren) setOpen(entry, !open.has(entry.clauseId));
                else onGo(entry.clauseId, false);
              }}
            >
              <span className={`outline-twist${open.has(entry.clauseId) ? ' is-open' : ''}`}>
                {entry.hasChildren ? <ChevronRight size={12} aria-hidden /> : null}
              </span>
              <span className="outline-label">{entry.label}</span>
              <span className="outline-name">{entry.name}</span>
              <SealMark entry={entry} newest={newest} />
              <Heat terms={entry.terms} parties={parties} isSealed={entry.seal !== null} />
            </div>
          );
        })}
      </div>
    </div>
  );
});

function Heat({
  terms,
  parties,
  isSealed,
}: {
  readonly terms: readonly ContestedTerm[];
  readonly parties: readonly Party[];
  /** The seal says already that it is agreed. */
  readonly isSealed: boolean;
}) {
  const { say } = useText();
  const open = terms.filter((term) => term.status !== 'agreed');
  if (terms.length === 0) return null;
  if (open.length === 0) {
    if (isSealed) return null;
    return (
      <span className="heat is-sealed" title={say('outline.sealed')}>
        <span aria-hidden>✓</span>
        <span className="read-only">{say('outline.sealed')}</span>
      </span>
    );
  }
  const movers = open.map((term) => partyById(parties, term.lastMovedPartyId));
  const title = say('outline.heat', { count: open.length });
  return (
    <span className="heat" title={title}>
      {movers.slice(0, mostBars).map((party, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity besides their place
        <span key={index} className={`heat-bar ${sideClass(party)}`} />
      ))}
      {movers.length > mostBars ? <span className="heat-more">+{movers.length - mostBars}</span> : null}
      <span className="read-only">{title}</span>
    </span>
  );
}

function changed<T>(set: ReadonlySet<T>, item: T, isIn: boolean): Set<T> {
  const next = new Set(set);
  if (isIn) next.add(item);
  else next.delete(item);
  return next;
}
