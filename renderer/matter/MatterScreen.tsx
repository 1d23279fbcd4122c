import './matter.css';
import { useEffect, useEffectEvent, useMemo } from 'react';
import type { MenuCommand } from '../../core/api.ts';
import type { MatterId } from '../../core/model/ids.ts';
import type { DraftSummary } from '../../core/model/matter.ts';
import type { ContestedTerm } from '../../core/model/negotiation.ts';
import { onEvent } from '../engine-client.ts';
import { useText } from '../i18n/text.tsx';
import { useLatest, useQuery } from '../queries.ts';
import { Button } from '../ui/Button.tsx';
import { DropZone, type IncomingFile } from '../ui/DropZone.tsx';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { showToast } from '../ui/toasts.tsx';
import { CertificateDialog } from './dialogs/CertificateDialog.tsx';
import { ExportDialog } from './dialogs/ExportDialog.tsx';
import { FatesDialog } from './dialogs/FatesDialog.tsx';
import { ImportDialog } from './dialogs/ImportDialog.tsx';
import { KeySheet } from './dialogs/KeySheet.tsx';
import { MemoDialog } from './dialogs/MemoDialog.tsx';
import { PendingDialog } from './dialogs/PendingDialog.tsx';
import { RenameDialog } from './dialogs/RenameDialog.tsx';
import { SendDialog } from './dialogs/SendDialog.tsx';
import { UnsentDialog } from './dialogs/UnsentDialog.tsx';
import { ClauseEditor } from './editor/ClauseEditor.tsx';
import { Inspector } from './inspector/Inspector.tsx';
import { type KeyActions, useKeys } from './keys.ts';
import { OutlinePanel } from './outline/OutlinePanel.tsx';
import { StatusBar } from './StatusBar.tsx';
import { tellBrokenSeals } from './seals.ts';
import { FlagAction } from './sheet/FlagAction.tsx';
import { OriginLegend } from './sheet/OriginLegend.tsx';
import { changeStops, contestedStops, nextStop, originStops } from './sheet/rows.ts';
import { Sheet } from './sheet/Sheet.tsx';
import { SheetBar } from './sheet/SheetBar.tsx';
import { useSheetRows } from './sheet/use-sheet-rows.ts';
import { TopBar } from './TopBar.tsx';
import { useMatterWorkbench } from './use-matter-workbench.ts';
import { type Panels, useWorkbench, WorkbenchProvider } from './workbench.tsx';
import { isReturn, type News } from './workbench-state.ts';

interface ScreenProps {
  readonly matterId: MatterId;
  /** A file the matter was begun with. */
  readonly incoming: IncomingFile | null;
  readonly panels: Panels;
  readonly onPanels: (panels: Panels) => void;
  readonly onLeave: () => void;
  readonly onSettings: () => void;
}

/** The workbench: one matter's contract, what is contested in it, and where each side stands. */
export function MatterScreen({ matterId, incoming, panels, onPanels, onLeave, onSettings }: ScreenProps) {
  const { say } = useText();
  const query = useQuery('matter.get', { matterId });
  const matter = useLatest(query.data);
  const workbench = useMatterWorkbench(matter ?? null, matterId, panels, onPanels, onLeave, incoming);
  if (query.error !== null) {
    return (
      <main className="screen-message">
        <ErrorNote error={query.error} />
        <Button onClick={onLeave}>{say('matters.title')}</Button>
      </main>
    );
  }
  if (workbench === null) return <main className="screen-message" aria-busy="true" />;
  return (
    <WorkbenchProvider value={workbench}>
      <WorkbenchScreen onSettings={onSettings} isChanging={query.isPending} />
    </WorkbenchProvider>
  );
}

function WorkbenchScreen({
  onSettings,
  isChanging,
}: {
  readonly onSettings: () => void;
  /** The matter's drafts are being asked for again: what is missing now may not be wanted any more. */
  readonly isChanging: boolean;
}) {
  const workbench = useWorkbench();
  const { state, dispatch, actions, panels, draft } = workbench;
  const sheet = useSheetRows(workbench);
  const { rows, origins } = sheet;
  const error = workbench.draftError ?? sheet.error;
  const { terms } = workbench;
  const stops = useMemo(() => {
    if (state.mode === 'redline') return changeStops(rows);
    if (state.mode === 'ancestry') return originStops(rows, origins);
    return contestedStops(rows, new Set(terms.filter(isOpen).map((term) => term.clauseId)));
  }, [state.mode, rows, origins, terms]);
  const stopIndex = stops.findIndex((stop) => stop.row === state.stop?.row && stop.change === state.stop.change);

  const focusedRow = rows.findIndex((row) => row.clause.clauseId === state.focus?.clauseId);
  const step = (direction: 1 | -1) => {
    const stop = nextStop(stops, state.stop, focusedRow, direction);
    const row = stop === null ? undefined : rows[stop.row];
    if (stop === null || row === undefined) return;
    dispatch({ type: 'focus', clauseId: row.clause.clauseId, align: 'center', takeKeyboard: true, stop });
  };
  const focusSheet = () => {
    const clauseId = state.focus?.clauseId ?? rows[0]?.clause.clauseId;
    if (clauseId !== undefined) dispatch({ type: 'focus', clauseId, takeKeyboard: true });
  };
  const closeEditor = () => {
    dispatch({ type: 'close-editor' });
    if (state.editing !== null) dispatch({ type: 'focus', clauseId: state.editing.clauseId, takeKeyboard: true });
  };
  const keyActions: KeyActions = {
    step,
    toggleRedline: () => actions.setMode(state.mode === 'redline' ? 'clean' : 'redline'),
    toggleAncestry: () => actions.setMode(state.mode === 'ancestry' ? 'clean' : 'ancestry'),
    showCertificate: actions.showCertificate,
    goToOutline: () => goToPanel('outline', '.outline'),
    goToInspector: () => goToPanel('inspector', '.inspector [role="tab"][aria-selected="true"]'),
    goToSheet: () => (state.editing === null ? focusSheet() : actions.afterSaving(closeEditor)),
    flag: actions.flag,
    toggleSeal: () => actions.toggleSeal(),
    showFates: actions.showFates,
    showKeys: () => dispatch({ type: 'dialog', dialog: { type: 'keys' } }),
    undo: actions.undo,
    redo: actions.redo,
  };
  /** Unfolds a panel and puts the keyboard there; from inside it, folds it again. */
  const goToPanel = (panel: keyof Panels, selector: string) => {
    const isInside = document.activeElement?.closest(panel === 'outline' ? '.outline-panel' : '.inspector') != null;
    if (isInside || !panels[panel]) actions.togglePanel(panel);
    if (isInside) focusSheet();
    else requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
  };
  useKeys(keyActions);
  useFirstFocus();
  useMenu();

  const editing = rows.find((row) => row.clause.clauseId === state.editing?.clauseId);
  const editor =
    state.editing === null || editing === undefined || workbench.document === null || draft === null ? null : (
      <EditorOf
        key={state.editing.clauseId}
        row={editing}
        onClose={closeEditor}
        caret={state.editing.caret}
        documentId={workbench.document.id}
        language={draft.language}
      />
    );

  return (
    <DropZone onFile={actions.importFile}>
      <div className={`workbench${panels.outline ? '' : ' no-outline'}${panels.inspector ? '' : ' no-inspector'}`}>
        <TopBar onSettings={onSettings} />
        {panels.outline ? <OutlinePanel /> : null}
        <main className="desk">
          <SheetBar stopCount={stops.length} stopIndex={stopIndex} onStep={step} />
          {state.mode === 'ancestry' && draft !== null ? <OriginLegend parties={workbench.matter.parties} /> : null}
          {error === null || isChanging ? null : <ErrorNote error={error} />}
          {draft === null ? (
            <EmptyMatter />
          ) : rows.length === 0 ? (
            <div className="sheet-scroller" aria-busy="true" />
          ) : (
            <Sheet rows={rows} origins={origins} draft={draft} editor={editor} />
          )}
        </main>
        {panels.inspector ? <Inspector /> : null}
        <StatusBar />
      </div>
      <FlagAction onFlag={actions.flag} />
      <Dialogs />
    </DropZone>
  );
}

function EditorOf({
  row,
  onClose,
  caret,
  documentId,
  language,
}: {
  readonly row: ReturnType<typeof useSheetRows>['rows'][number];
} & Pick<Parameters<typeof ClauseEditor>[0], 'onClose' | 'caret' | 'documentId' | 'language'>) {
  const { say } = useText();
  const { editor, actions } = useWorkbench();
  const { clause } = row;
  return (
    <ClauseEditor
      clause={clause}
      documentId={documentId}
      language={language}
      label={clause.label === null ? say('editor.title') : say('editor.title-of', { label: clause.label })}
      caret={caret}
      handle={editor}
      onClose={onClose}
      onUndoBeyond={actions.undoInMatter}
      onRedoBeyond={actions.redoInMatter}
    />
  );
}

/** A matter without a draft says what to do first. */
function EmptyMatter() {
  const { say } = useText();
  const { actions } = useWorkbench();
  return (
    <section className="empty-matter">
      <h2>{say('empty-matter.title')}</h2>
      <p>{say('empty-matter.what')}</p>
      <Button look="primary" onClick={actions.importDraft}>
        {say('action.import')}
      </Button>
    </section>
  );
}

function Dialogs() {
  const { state, dispatch, matter, document, draft, base, working, actions } = useWorkbench();
  const text = useText();
  const close = () => dispatch({ type: 'dialog', dialog: null });
  const { dialog } = state;
  const tell = async (imported: DraftSummary, { title, lines }: News) => {
    // A broken seal stands before all other news.
    await tellBrokenSeals(matter.id, imported, text);
    showToast(title, { lines });
  };
  if (dialog === null) return null;
  switch (dialog.type) {
    case 'import':
      return (
        <ImportDialog
          matter={matter}
          documentId={document?.id ?? null}
          file={dialog.file}
          onClose={close}
          onImported={(draft, news) => {
            const drafts = matter.documents.find(({ id }) => id === draft.documentId)?.drafts ?? [];
            const waits = isReturn(draft, drafts);
            if (!waits) void tell(draft, news);
            dispatch({ type: 'imported', draft, news: waits ? news : null });
          }}
        />
      );
    case 'certificate':
      return (
        <CertificateDialog
          matter={matter}
          document={matter.documents.find(({ id }) => id === dialog.draft.documentId) ?? null}
          draft={dialog.draft}
          isArrival={dialog.news !== null}
          onClose={() => {
            close();
            if (dialog.news !== null) void tell(dialog.draft, dialog.news);
          }}
        />
      );
    case 'send':
      return working === null ? null : <SendDialog draft={working} onClose={close} onUndo={actions.undoInMatter} />;
    case 'unsent':
      return <UnsentDialog onClose={close} onSend={actions.sendDraft} />;
    case 'export':
      return draft === null ? null : (
        <ExportDialog
          matter={matter}
          draft={draft}
          earlier={document?.drafts.filter((each) => each.round < draft.round) ?? []}
          base={base}
          onClose={close}
        />
      );
    case 'pending':
      return draft === null ? null : <PendingDialog draft={draft} onClose={close} />;
    case 'fates':
      return (
        <FatesDialog
          matter={matter}
          onClose={close}
          onGo={({ documentId, clauseId }) => {
            close();
            if (documentId !== document?.id) dispatch({ type: 'document', documentId });
            dispatch({ type: 'focus', clauseId, align: 'center', takeKeyboard: true });
            dispatch({ type: 'tab', tab: 'asks' });
          }}
        />
      );
    case 'memo':
      return <MemoDialog matter={matter} onClose={close} />;
    case 'rename':
      return <RenameDialog matter={matter} onClose={close} />;
    case 'keys':
      return <KeySheet onClose={close} />;
  }
}

function isOpen(term: ContestedTerm): boolean {
  return term.status !== 'agreed';
}

/** A matter opens on its first contested term, while the sheet stands at its beginning. */
function useFirstFocus(): void {
  const { state, dispatch, clauses, termsByClause } = useWorkbench();
  const first = clauses.find((clause) => termsByClause.get(clause.clauseId)?.some(isOpen));
  const isNeeded = state.focus === null && first !== undefined;
  const focusFirst = useEffectEvent(() => {
    if (first !== undefined) dispatch({ type: 'focus', clauseId: first.clauseId, align: 'none' });
  });
  useEffect(() => {
    if (isNeeded) focusFirst();
  }, [isNeeded]);
}

/** The application menu's commands do what the buttons and keys do. */
function useMenu(): void {
  const { actions, state } = useWorkbench();
  const commands: Partial<Record<MenuCommand, () => void>> = {
    undo: actions.undo,
    redo: actions.redo,
    import: actions.importDraft,
    'export-draft': actions.exportDraft,
    'export-memo': actions.exportMemo,
    certificate: actions.showCertificate,
    'send-draft': actions.sendDraft,
    matters: actions.leave,
    'view-clean': () => actions.setMode('clean'),
    'view-redline': () => actions.setMode('redline'),
    'view-ancestry': () => actions.setMode('ancestry'),
    'toggle-outline': () => actions.togglePanel('outline'),
    'toggle-seal': () => actions.toggleSeal(),
    'show-fates': actions.showFates,
    'toggle-inspector': () => actions.togglePanel('inspector'),
  };
  const run = useEffectEvent((command: MenuCommand) => {
    if (state.dialog === null) commands[command]?.();
  });
  useEffect(
    () =>
      onEvent((event) => {
        if (event.type === 'menu') run(event.command);
      }),
    [],
  );
}
