import { useLayoutEffect, useMemo, useReducer, useRef } from 'react';
import { contentText } from '../../core/model/content.ts';
import type { ClauseId, MatterId } from '../../core/model/ids.ts';
import type { MatterView } from '../../core/model/matter.ts';
import type { ContestedTerm } from '../../core/model/negotiation.ts';
import { asAppError, call } from '../engine-client.ts';
import { type MessageKey, type Text, useText } from '../i18n/text.tsx';
import { useLatest, useQuery } from '../queries.ts';
import type { IncomingFile } from '../ui/DropZone.tsx';
import { errorWords } from '../ui/ErrorNote.tsx';
import { partyById, sideClass } from '../ui/side.tsx';
import { showToast, toasts } from '../ui/toasts.tsx';
import type { EditorHandle } from './editor/ClauseEditor.tsx';
import { nameOf } from './outline/entries.ts';
import { sealName, sealsOf } from './seals.ts';
import { selectedWords } from './sheet/selection.ts';
import type { Actions, Panels, Workbench } from './workbench.tsx';
import { chooseDrafts, findReturn, initialState, reduceWorkbench } from './workbench-state.ts';

const none: readonly never[] = [];

/** Everything the workbench of a matter shares, and what can be done in it; `null` until the matter is known. */
export function useMatterWorkbench(
  matter: MatterView | null,
  matterId: MatterId,
  panels: Panels,
  onPanels: (panels: Panels) => void,
  onLeave: () => void,
  incoming: IncomingFile | null,
): Workbench | null {
  const text = useText();
  const [state, dispatch] = useReducer(reduceWorkbench, {
    ...initialState,
    dialog: incoming === null ? null : { type: 'import', file: incoming },
  });
  const editor = useRef<EditorHandle | null>(null);
  const chosen = useMemo(() => (matter === null ? null : chooseDrafts(matter, state)), [matter, state]);
  const draft = chosen?.draft ?? null;
  const draftQuery = useQuery('draft.get', draft === null ? null : { draftId: draft.id }, {
    fixed: draft?.state === 'exchanged',
  });
  const draftView = useLatest(draftQuery.data);
  const clauses = draft === null ? none : (draftView?.clauses ?? none);
  const terms = useLatest(useQuery('term.list', { matterId }).data) ?? none;
  const documentId = chosen?.document?.id ?? null;
  const ownTerms = useMemo(() => terms.filter((term) => term.documentId === documentId), [terms, documentId]);
  const termsByClause = useMemo(() => groupTerms(ownTerms), [ownTerms]);
  const allSeals = useLatest(useQuery('seal.list', { matterId }).data) ?? none;
  const seals = useMemo(() => sealsOf(allSeals, documentId), [allSeals, documentId]);
  const parties = matter?.parties;
  const sides = useMemo(
    () => ({
      partyOf: (id: string) => partyById(parties ?? none, id),
      nameOf: (id: string) => partyById(parties ?? none, id)?.name ?? '',
      classOf: (id: string) => sideClass(partyById(parties ?? none, id)),
    }),
    [parties],
  );

  const tell = (cause: unknown) => {
    const words = errorWords(asAppError(cause), text);
    showToast(words.what, { lines: [words.next], tone: 'alarm' });
  };
  const afterSaving = (run: () => void) => {
    if (editor.current === null) return run();
    void editor.current.settle().then((isSettled) => {
      if (isSettled) run();
      else showToast(text.say('editor.not-saved'), { tone: 'alarm' });
    });
  };
  const takeBack = (method: 'history.undo' | 'history.redo') =>
    afterSaving(() => {
      dispatch({ type: 'close-editor' });
      call(method, { matterId }).then(
        (result) => {
          // An alarm may be about what is not there any more; the status bar says what is.
          toasts.close('seals');
          const what = historyWords('undone' in result ? result.undone : result.redone, text);
          showToast(text.say(method === 'history.undo' ? 'history.undone' : 'history.redone', { what }), {
            id: 'history',
            action:
              method === 'history.undo'
                ? { label: text.say('action.redo'), run: () => takeBack('history.redo') }
                : { label: text.say('action.undo'), run: () => takeBack('history.undo') },
          });
        },
        (cause: unknown) => {
          const { code } = asAppError(cause);
          if (code === 'nothing-to-undo' || code === 'nothing-to-redo')
            showToast(text.say(`error.${code}.what`), { id: 'history' });
          else tell(cause);
        },
      );
    });
  const undo = () => {
    if (isInField()) document.execCommand('undo');
    else if (editor.current?.hasFocus() === true) editor.current.undo();
    else takeBack('history.undo');
  };
  const redo = () => {
    if (isInField()) document.execCommand('redo');
    else if (editor.current?.hasFocus() === true) editor.current.redo();
    else takeBack('history.redo');
  };

  const edit: Actions['edit'] = (clauseId, caret) => {
    if (draft === null || chosen === null) return;
    if (state.editing?.clauseId === clauseId) return editor.current?.focus();
    if (!clauses.some((clause) => clause.clauseId === clauseId)) {
      showToast(text.say('editor.gone'));
    } else if (draft.id !== chosen.newest?.id) {
      showToast(text.say('editor.only-newest'), {
        action: { label: text.say('editor.go-newest'), run: () => dispatch({ type: 'draft', draftId: null }) },
      });
    } else {
      afterSaving(() => {
        dispatch({ type: 'focus', clauseId, align: 'none' });
        dispatch({ type: 'edit', clauseId, caret });
      });
    }
  };

  const flag = () => {
    const selected = selectedWords();
    const clauseId = selected?.clauseId ?? state.focus?.clauseId;
    const clause = clauses.find((each) => each.clauseId === clauseId);
    if (clause === undefined || documentId === null) return showToast(text.say('flag.nothing'));
    const quote = selected?.words ?? null;
    if (quote !== null && !contentText(clause.blocks).includes(quote)) return showToast(text.say('flag.not-here'));
    const title = titleOf(quote ?? nameOf(clause));
    call('term.flag', { matterId, documentId, clauseId: clause.clauseId, title, quote }).then(({ termId }) => {
      document.getSelection()?.removeAllRanges();
      dispatch({ type: 'focus', clauseId: clause.clauseId, termId, align: 'none' });
      dispatch({ type: 'tab', tab: 'positions' });
      showToast(text.say('flag.done', { title }), {
        action: { label: text.say('action.undo'), run: () => takeBack('history.undo') },
      });
    }, tell);
  };

  const toggleSeal = (chosenId?: ClauseId) => {
    const clauseId = chosenId ?? state.focus?.clauseId;
    if (clauseId === undefined || documentId === null) return showToast(text.say('flag.nothing'));
    const seal = seals.get(clauseId);
    const label = clauses.find((each) => each.clauseId === clauseId)?.label ?? null;
    const name = seal === undefined ? (label ?? '') : sealName(seal);
    call(seal === undefined ? 'clause.seal' : 'clause.unseal', { documentId, clauseId }).then(
      () =>
        showToast(text.say(seal === undefined ? 'seal.done' : 'seal.lifted', { name }), {
          id: 'seal',
          action: { label: text.say('action.undo'), run: () => takeBack('history.undo') },
        }),
      (cause: unknown) => {
        if (asAppError(cause).code === 'not-found') showToast(text.say('seal.nothing'), { id: 'seal' });
        else tell(cause);
      },
    );
  };

  const importFile = (file: IncomingFile) =>
    afterSaving(() => {
      const isUnsent = chosen?.working != null;
      dispatch({ type: 'dialog', dialog: isUnsent ? { type: 'unsent' } : { type: 'import', file } });
    });
  const importDraft = () =>
    afterSaving(() => {
      if (chosen?.working != null) return dispatch({ type: 'dialog', dialog: { type: 'unsent' } });
      call('shell.chooseDraft', {}).then((file) => {
        if (file !== null) importFile(file);
      }, tell);
    });

  const stable = useStableActions({
    leave: () => afterSaving(onLeave),
    setMode: (mode) => {
      if (mode === 'redline' && chosen?.base === null) showToast(text.say('sheet.no-earlier'));
      else dispatch({ type: 'mode', mode });
    },
    togglePanel: (panel) => onPanels({ ...panels, [panel]: !panels[panel] }),
    importDraft,
    importFile,
    sendDraft: () => {
      if (chosen?.working == null) showToast(text.say('send.nothing'));
      else afterSaving(() => dispatch({ type: 'dialog', dialog: { type: 'send' } }));
    },
    exportDraft: () => {
      if (chosen?.draft == null) showToast(text.say('export.nothing'));
      else afterSaving(() => dispatch({ type: 'dialog', dialog: { type: 'export' } }));
    },
    exportMemo: () => afterSaving(() => dispatch({ type: 'dialog', dialog: { type: 'memo' } })),
    showCertificate: () => {
      const returned = chosen === null ? null : findReturn(chosen);
      if (returned === null) showToast(text.say('certificate.nothing'));
      else
        afterSaving(() => dispatch({ type: 'dialog', dialog: { type: 'certificate', draft: returned, news: null } }));
    },
    undo,
    redo,
    undoInMatter: () => takeBack('history.undo'),
    redoInMatter: () => takeBack('history.redo'),
    edit,
    flag,
    toggleSeal: (clauseId) => afterSaving(() => toggleSeal(clauseId)),
    showFates: () => afterSaving(() => dispatch({ type: 'dialog', dialog: { type: 'fates' } })),
    afterSaving,
  });

  if (matter === null || chosen === null) return null;
  return {
    ...chosen,
    matter,
    clauses,
    isCurrent: draft !== null && !draftQuery.isPending && draftView?.draft.id === draft.id,
    draftError: draftQuery.error,
    terms: ownTerms,
    termsByClause,
    seals,
    sides,
    state,
    dispatch,
    editor,
    panels,
    actions: stable,
  };
}

/** Actions that stay the same functions, so that rows are not drawn again, and do what the last render knows. */
function useStableActions(actions: Actions): Actions {
  const latest = useRef(actions);
  useLayoutEffect(() => {
    latest.current = actions;
  });
  return useMemo(
    () => ({
      leave: () => latest.current.leave(),
      setMode: (mode) => latest.current.setMode(mode),
      togglePanel: (panel) => latest.current.togglePanel(panel),
      importDraft: () => latest.current.importDraft(),
      importFile: (file) => latest.current.importFile(file),
      sendDraft: () => latest.current.sendDraft(),
      exportDraft: () => latest.current.exportDraft(),
      exportMemo: () => latest.current.exportMemo(),
      showCertificate: () => latest.current.showCertificate(),
      undo: () => latest.current.undo(),
      redo: () => latest.current.redo(),
      undoInMatter: () => latest.current.undoInMatter(),
      redoInMatter: () => latest.current.redoInMatter(),
      edit: (clauseId, caret) => latest.current.edit(clauseId, caret),
      flag: () => latest.current.flag(),
      toggleSeal: (clauseId) => latest.current.toggleSeal(clauseId),
      showFates: () => latest.current.showFates(),
      afterSaving: (run) => latest.current.afterSaving(run),
    }),
    [],
  );
}

/** A field of a form takes back its own typing. */
function isInField(): boolean {
  return document.activeElement?.matches('input, textarea') === true;
}

function groupTerms(terms: readonly ContestedTerm[]): ReadonlyMap<ClauseId, readonly ContestedTerm[]> {
  const groups = new Map<ClauseId, ContestedTerm[]>();
  for (const term of terms) {
    const group = groups.get(term.clauseId);
    if (group === undefined) groups.set(term.clauseId, [term]);
    else group.push(term);
  }
  return groups;
}

function titleOf(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79).trimEnd()}…` : line;
}

const historyKeys: Readonly<Record<string, MessageKey>> = {
  'clause.edit': 'history.clause-edit',
  'clause.seal': 'history.clause-seal',
  'clause.unseal': 'history.clause-unseal',
  'draft.import': 'history.draft-import',
  'draft.send': 'history.draft-send',
  'term.flag': 'history.term-flag',
  'term.update': 'history.term-update',
  'position.set': 'history.position-set',
  'matter.rename': 'history.matter-rename',
};

/** What a write did, in the user's words. */
function historyWords(method: string, text: Text): string {
  return text.say(historyKeys[method] ?? 'history.other');
}
