import 'prosemirror-view/style/prosemirror.css';
import './editor.css';
import { Bold, Italic, Underline } from 'lucide-react';
import { toggleMark } from 'prosemirror-commands';
import { type EditorState, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import type { AppError } from '../../../core/error.ts';
import type { ContractLanguage } from '../../../core/model/clause.ts';
import type { Mark } from '../../../core/model/content.ts';
import type { DocumentId } from '../../../core/model/ids.ts';
import type { ClauseView } from '../../../core/model/matter.ts';
import { call } from '../../engine-client.ts';
import { useText } from '../../i18n/text.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { platformKey } from '../../ui/platform-key.ts';
import { Autosave, type SaveState } from './autosave.ts';
import { blocksFromDoc } from './convert.ts';
import { createEditorState, pasteParser, redoOr, undoOr, withoutStyles } from './editing.ts';
import { clauseSchema } from './schema.ts';

/** What the workbench asks of the open editor. */
export interface EditorHandle {
  /** Saves what is not saved; false when that failed and the words are only here. */
  readonly settle: () => Promise<boolean>;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly hasFocus: () => boolean;
  readonly focus: () => void;
}

/** Where the pointer was when the editor was asked for, or `null` to begin at the first word. */
export type CaretPoint = { readonly left: number; readonly top: number } | null;

/**
 * A clause open for editing, in place. Words are saved as they are typed (see `Autosave`); when the
 * clause has moved on elsewhere meanwhile, both ways out are offered and the words stay.
 */
export function ClauseEditor({
  clause,
  documentId,
  language,
  label,
  caret,
  handle,
  onClose,
  onUndoBeyond,
  onRedoBeyond,
}: {
  readonly clause: ClauseView;
  readonly documentId: DocumentId;
  readonly language: ContractLanguage;
  readonly label: string;
  readonly caret: CaretPoint;
  readonly handle: Ref<EditorHandle>;
  readonly onClose: () => void;
  readonly onUndoBeyond: () => void;
  readonly onRedoBeyond: () => void;
}) {
  const { say } = useText();
  const place = useRef<HTMLDivElement>(null);
  const conflict = useRef<HTMLDivElement>(null);
  const viewRef = useRef<EditorView | null>(null);
  const autosaveRef = useRef<Autosave | null>(null);
  const [state, setState] = useState<SaveState>('unchanged');
  const [error, setError] = useState<AppError | null>(null);
  const [active, setActive] = useState<readonly Mark[]>([]);

  const settle = async () => {
    await autosaveRef.current?.flush();
    return autosaveRef.current?.isDirty !== true;
  };
  const close = useEffectEvent(() => {
    void settle().then((settled) => {
      if (settled) onClose();
    });
  });
  const undoBeyond = useEffectEvent(onUndoBeyond);
  const redoBeyond = useEffectEvent(onRedoBeyond);
  const freshState = useEffectEvent(() =>
    createEditorState(clause.blocks, clause.headingTo, { close, undoBeyond, redoBeyond }),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: an editor is made once for a clause; its later versions are handled below
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const originals = clause.blocks;
    const autosave = new Autosave({
      basedOn: clause.versionHash,
      save: async (blocks, basedOn) => {
        const { clauseId } = clause;
        const result = await call('clause.edit', { documentId, clauseId, basedOn, blocks: [...blocks] });
        return result.versionHash;
      },
      onState: (nextState, nextError) => {
        setState(nextState);
        setError(nextError);
      },
    });
    const view = new EditorView(element, {
      state: freshState(),
      attributes: {
        class: 'editor-words',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        lang: language === 'und' ? '' : language,
        spellcheck: 'true',
      },
      transformPastedHTML: withoutStyles,
      clipboardParser: pasteParser,
      dispatchTransaction(transaction) {
        const before = view.state;
        const next = before.apply(transaction);
        view.updateState(next);
        setActive(activeMarks(next));
        if (!next.doc.eq(before.doc)) autosave.changed(blocksFromDoc(next.doc, originals));
      },
      handleDOMEvents: {
        blur: () => {
          void autosave.flush();
          return false;
        },
      },
    });
    viewRef.current = view;
    autosaveRef.current = autosave;
    placeCaret(view, caret);
    const saveNow = () => void autosave.flush();
    window.addEventListener('beforeunload', saveNow);
    return () => {
      window.removeEventListener('beforeunload', saveNow);
      void autosave.flush();
      view.destroy();
      viewRef.current = null;
    };
  }, [clause.clauseId, documentId]);

  // The clause was changed elsewhere (another window, an undo): follow it, unless words wait here.
  useEffect(() => {
    const autosave = autosaveRef.current;
    const view = viewRef.current;
    if (autosave === null || view === null || autosave.isDirty || autosave.knows(clause.versionHash)) return;
    autosave.rebase(clause.versionHash);
    view.updateState(freshState());
  }, [clause.versionHash]);

  const isFailed = error !== null;
  useEffect(() => {
    if (isFailed) conflict.current?.scrollIntoView({ block: 'nearest' });
  }, [isFailed]);

  useImperativeHandle(handle, () => ({
    settle,
    undo: () => runIn(viewRef.current, undoOr(onUndoBeyond)),
    redo: () => runIn(viewRef.current, redoOr(onRedoBeyond)),
    hasFocus: () => viewRef.current?.hasFocus() ?? false,
    focus: () => viewRef.current?.focus(),
  }));

  const retry = () => {
    void autosaveRef.current?.flush();
    viewRef.current?.focus();
  };
  const saveOver = () => {
    autosaveRef.current?.rebase(clause.versionHash);
    retry();
  };
  const discard = () => {
    autosaveRef.current?.discard();
    onClose();
  };
  const toggle = (mark: Mark) => {
    runIn(viewRef.current, toggleMark(clauseSchema.marks[mark]));
    viewRef.current?.focus();
  };

  return (
    <div className="editor">
      <div ref={place} />
      {error === null ? null : (
        <div ref={conflict} className="editor-conflict">
          <ErrorNote
            error={error}
            instead={
              error.code === 'conflict' ? { what: say('editor.conflict'), next: say('editor.conflict-next') } : {}
            }
          />
          <div className="editor-conflict-actions">
            {error.code === 'conflict' ? (
              <Button onClick={saveOver}>{say('editor.save-over')}</Button>
            ) : (
              <Button onClick={retry}>{say('action.try-again')}</Button>
            )}
            <Button onClick={discard}>{say('editor.discard')}</Button>
          </div>
        </div>
      )}
      <div className="editor-bar" role="toolbar" aria-label={say('editor.toolbar')}>
        {formats.map(({ mark, key, Icon, label: name }) => (
          <IconButton
            key={mark}
            label={say(name)}
            keys={`${platformKey('Ctrl')} ${key}`}
            aria-pressed={active.includes(mark)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => toggle(mark)}
          >
            <Icon size={14} aria-hidden />
          </IconButton>
        ))}
        <span className="editor-state" role="status">
          {say(`editor.state.${state}`)}
        </span>
        <Button look="quiet" onClick={() => void settle().then((settled) => (settled ? onClose() : undefined))}>
          {say('editor.done')} <kbd>Esc</kbd>
        </Button>
      </div>
    </div>
  );
}

const formats = [
  { mark: 'bold', key: 'B', Icon: Bold, label: 'editor.bold' },
  { mark: 'italic', key: 'I', Icon: Italic, label: 'editor.italic' },
  { mark: 'underline', key: 'U', Icon: Underline, label: 'editor.underline' },
] as const;

function placeCaret(view: EditorView, caret: CaretPoint): void {
  view.focus();
  const found = caret === null ? null : view.posAtCoords(caret);
  if (found === null) return;
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(found.pos))));
}

function activeMarks(state: EditorState): Mark[] {
  const { from, $from, to, empty } = state.selection;
  return formats
    .map((format) => format.mark)
    .filter((mark) => {
      const type = clauseSchema.marks[mark];
      if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
      return state.doc.rangeHasMark(from, to, type);
    });
}

function runIn(view: EditorView | null, command: (state: EditorState, dispatch?: EditorView['dispatch']) => boolean) {
  if (view !== null) command(view.state, view.dispatch.bind(view));
}
