import { createContext, type Dispatch, type RefObject, useContext } from 'react';
import type { AppError } from '../../core/error.ts';
import type { ClauseId } from '../../core/model/ids.ts';
import type { ClauseView, MatterView } from '../../core/model/matter.ts';
import type { ContestedTerm } from '../../core/model/negotiation.ts';
import type { IncomingFile } from '../ui/DropZone.tsx';
import type { CaretPoint, EditorHandle } from './editor/ClauseEditor.tsx';
import type { SideNames } from './sheet/Lines.tsx';
import type { Chosen, SheetMode, WorkbenchAction, WorkbenchState } from './workbench-state.ts';

/** What the parts of the workbench share: the matter, what is chosen of it, and what can be done. */
export interface Workbench extends Chosen {
  readonly matter: MatterView;
  /** Of the draft on the sheet; of the one before while the next is on its way. */
  readonly clauses: readonly ClauseView[];
  /** The clauses are those of the draft on the sheet, and no newer ones are on their way. */
  readonly isCurrent: boolean;
  /** Why the draft on the sheet could not be read. */
  readonly draftError: AppError | null;
  readonly terms: readonly ContestedTerm[];
  readonly termsByClause: ReadonlyMap<ClauseId, readonly ContestedTerm[]>;
  readonly sides: SideNames;
  readonly state: WorkbenchState;
  readonly dispatch: Dispatch<WorkbenchAction>;
  readonly editor: RefObject<EditorHandle | null>;
  readonly panels: Panels;
  readonly actions: Actions;
}

/** Which panels are unfolded. */
export interface Panels {
  readonly outline: boolean;
  readonly inspector: boolean;
}

export interface Actions {
  readonly leave: () => void;
  readonly setMode: (mode: SheetMode) => void;
  readonly togglePanel: (panel: keyof Panels) => void;
  readonly importDraft: () => void;
  readonly importFile: (file: IncomingFile) => void;
  readonly sendDraft: () => void;
  readonly exportDraft: () => void;
  readonly exportMemo: () => void;
  readonly showCertificate: () => void;
  /** Takes back the last change: of the open editor while it has any and is in use, otherwise of the matter. */
  readonly undo: () => void;
  readonly redo: () => void;
  readonly undoInMatter: () => void;
  readonly redoInMatter: () => void;
  readonly edit: (clauseId: ClauseId, caret: CaretPoint) => void;
  /** Flags the selected words, or the whole focused clause when none are selected. */
  readonly flag: () => void;
  /** Runs something once what is typed is saved; says so and does nothing when it cannot be. */
  readonly afterSaving: (run: () => void) => void;
}

const WorkbenchContext = createContext<Workbench | null>(null);

export const WorkbenchProvider = WorkbenchContext;

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (workbench === null) throw new Error('useWorkbench needs a workbench above it');
  return workbench;
}
