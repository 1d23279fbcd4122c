import type { ClauseId, DocumentId, DraftId, TermId } from '../../core/model/ids.ts';
import type { DocumentView, DraftSummary, MatterView } from '../../core/model/matter.ts';
import type { IncomingFile } from '../ui/DropZone.tsx';
import type { CaretPoint } from './editor/ClauseEditor.tsx';
import type { Stop } from './sheet/rows.ts';

export type SheetMode = 'clean' | 'redline' | 'ancestry';
export type InspectorTab = 'positions' | 'versions';

export type OpenDialog =
  | { readonly type: 'import'; readonly file: IncomingFile }
  | { readonly type: 'certificate'; readonly draft: DraftSummary; readonly news: News | null }
  | { readonly type: 'send' | 'unsent' | 'export' | 'pending' | 'memo' | 'keys' | 'rename' }
  | null;

/** What is told when something is done; held back while there is something to be read first. */
export interface News {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The clause in focus. `request` counts up when the sheet must bring it into view or take the keyboard. */
export interface Focus {
  readonly clauseId: ClauseId;
  readonly request: number;
  /** `none`: it was pointed at, and nothing moves under the pointer. */
  readonly align: 'auto' | 'start' | 'center' | 'none';
  readonly takeKeyboard: boolean;
}

export interface WorkbenchState {
  /** `null`: the matter's first document. */
  readonly documentId: DocumentId | null;
  /** `null`: the newest draft, whichever that is. */
  readonly draftId: DraftId | null;
  readonly mode: SheetMode;
  /** What a redline is against; `null`: the draft that the chosen one was made from. */
  readonly baseDraftId: DraftId | null;
  readonly focus: Focus | null;
  /** The change of a redline, or contested clause, that j and k have come to. */
  readonly stop: Stop | null;
  /** The term chosen where a clause has several. */
  readonly termId: TermId | null;
  readonly editing: { readonly clauseId: ClauseId; readonly caret: CaretPoint } | null;
  readonly tab: InspectorTab;
  readonly dialog: OpenDialog;
}

export const initialState: WorkbenchState = {
  documentId: null,
  draftId: null,
  mode: 'clean',
  baseDraftId: null,
  focus: null,
  stop: null,
  termId: null,
  editing: null,
  tab: 'positions',
  dialog: null,
};

export type WorkbenchAction =
  | { readonly type: 'document'; readonly documentId: DocumentId }
  | { readonly type: 'draft'; readonly draftId: DraftId | null }
  | { readonly type: 'mode'; readonly mode: SheetMode }
  | { readonly type: 'base'; readonly baseDraftId: DraftId }
  | {
      readonly type: 'focus';
      readonly clauseId: ClauseId;
      readonly align?: Focus['align'];
      readonly takeKeyboard?: boolean;
      readonly termId?: TermId;
      readonly stop?: Stop;
    }
  | { readonly type: 'term'; readonly termId: TermId }
  | { readonly type: 'edit'; readonly clauseId: ClauseId; readonly caret: CaretPoint }
  | { readonly type: 'close-editor' }
  | { readonly type: 'tab'; readonly tab: InspectorTab }
  | { readonly type: 'dialog'; readonly dialog: OpenDialog }
  /** `news` wait behind the draft's certificate; `null`: it has none, and they were told. */
  | { readonly type: 'imported'; readonly draft: DraftSummary; readonly news: News | null };

export function reduceWorkbench(state: WorkbenchState, action: WorkbenchAction): WorkbenchState {
  switch (action.type) {
    case 'document':
      return { ...state, documentId: action.documentId, draftId: null, baseDraftId: null, focus: null, stop: null };
    case 'draft':
      return { ...state, draftId: action.draftId, baseDraftId: null, stop: null, editing: null };
    case 'mode':
      return { ...state, mode: action.mode, stop: null };
    case 'base':
      return { ...state, baseDraftId: action.baseDraftId, stop: null };
    case 'focus':
      if (action.align === 'none' && state.focus?.clauseId === action.clauseId) return state;
      return {
        ...state,
        focus: {
          clauseId: action.clauseId,
          request: (state.focus?.request ?? 0) + 1,
          align: action.align ?? 'auto',
          takeKeyboard: action.takeKeyboard ?? false,
        },
        stop: action.stop ?? null,
        termId: action.termId ?? (state.focus?.clauseId === action.clauseId ? state.termId : null),
      };
    case 'term':
      return { ...state, termId: action.termId };
    case 'edit':
      return { ...state, editing: { clauseId: action.clauseId, caret: action.caret } };
    case 'close-editor':
      return { ...state, editing: null };
    case 'tab':
      return { ...state, tab: action.tab };
    case 'dialog':
      return { ...state, dialog: action.dialog };
    case 'imported':
      return {
        ...state,
        documentId: action.draft.documentId,
        draftId: null,
        baseDraftId: null,
        stop: null,
        editing: null,
        mode: action.draft.baseDraftId === null ? 'clean' : 'redline',
        dialog: action.news === null ? null : { type: 'certificate', draft: action.draft, news: action.news },
      };
  }
}

/** Whether a draft came in after something of ours was sent, so that it can be held against it. */
export function isReturn(draft: DraftSummary, drafts: readonly DraftSummary[]): boolean {
  return (
    draft.direction === 'received' &&
    drafts.some((each) => each.round < draft.round && each.direction === 'sent' && each.state === 'exchanged')
  );
}

/** The draft whose certificate is meant: the one on the sheet, or else what came back last before it. */
export function findReturn({ document, draft }: Pick<Chosen, 'document' | 'draft'>): DraftSummary | null {
  const drafts = document?.drafts ?? [];
  return drafts.findLast((each) => draft !== null && each.round <= draft.round && isReturn(each, drafts)) ?? null;
}

/** What the state chooses of a matter: its document, the draft on the sheet, the draft a redline is against. */
export interface Chosen {
  readonly document: DocumentView | null;
  readonly draft: DraftSummary | null;
  readonly base: DraftSummary | null;
  /** The newest draft: the only one that can be edited. */
  readonly newest: DraftSummary | null;
  /** Our draft that has not been put forward yet. */
  readonly working: DraftSummary | null;
}

export function chooseDrafts(matter: MatterView, state: WorkbenchState): Chosen {
  const document = matter.documents.find((each) => each.id === state.documentId) ?? matter.documents[0] ?? null;
  const drafts = document?.drafts ?? [];
  const newest = drafts.reduce<DraftSummary | null>(
    (latest, draft) => (latest === null || draft.round > latest.round ? draft : latest),
    null,
  );
  const draft = drafts.find((each) => each.id === state.draftId) ?? newest;
  const earlier = draft === null ? [] : drafts.filter((each) => each.round < draft.round);
  const base =
    earlier.find((each) => each.id === state.baseDraftId) ??
    earlier.find((each) => each.id === draft?.baseDraftId) ??
    earlier.at(-1) ??
    null;
  return { document, draft, base, newest, working: drafts.find((each) => each.state === 'working') ?? null };
}
