import { useEffect, useEffectEvent } from 'react';

/** What the window's keys do when nothing that takes letters is in use. */
export interface KeyActions {
  readonly step: (direction: 1 | -1) => void;
  readonly toggleRedline: () => void;
  readonly toggleAncestry: () => void;
  readonly showCertificate: () => void;
  readonly goToOutline: () => void;
  readonly goToInspector: () => void;
  readonly goToSheet: () => void;
  readonly flag: () => void;
  readonly showKeys: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Listens to the keys of the workbench. Fields, lists, menus, dialogs and the open editor keep their own. */
export function useKeys(actions: KeyActions): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    if (event.target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]') !== null) return;
    if (event.target.closest('[role="listbox"], [role="menu"], [role="option"]') !== null) return;
    if (handle(event, actions)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

function handle(event: KeyboardEvent, actions: KeyActions): boolean {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    if (key === 'z') {
      if (event.shiftKey) actions.redo();
      else actions.undo();
      return true;
    }
    if (key === 'y' && !event.shiftKey) {
      actions.redo();
      return true;
    }
    return false;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const run = letters(actions)[key];
  run?.();
  return run !== undefined;
}

function letters(actions: KeyActions): Record<string, (() => void) | undefined> {
  return {
    j: () => actions.step(1),
    k: () => actions.step(-1),
    d: actions.toggleRedline,
    h: actions.toggleAncestry,
    u: actions.showCertificate,
    o: actions.goToOutline,
    i: actions.goToInspector,
    f: actions.flag,
    '?': actions.showKeys,
    Escape: actions.goToSheet,
  };
}
