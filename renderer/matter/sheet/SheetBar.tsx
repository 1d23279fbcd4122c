import { Popover } from '@base-ui/react/popover';
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { Info, PanelLeft, PanelRight, ShieldCheck } from 'lucide-react';
import type { DraftSummary } from '../../../core/model/matter.ts';
import { capitalised, type Text, useText } from '../../i18n/text.tsx';
import { useQuery } from '../../queries.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { PartyMark, partyById } from '../../ui/side.tsx';
import { useWorkbench } from '../workbench.tsx';
import { isReturn, type SheetMode } from '../workbench-state.ts';

/** What the stops of each mode are. */
const countKeys = { clean: 'sheet.contested-count', redline: 'sheet.changes', ancestry: 'sheet.spans' } as const;

/** What stands above the sheet: how it is read, against what, how many changes, and the way through them. */
export function SheetBar({
  stopCount,
  stopIndex,
  onStep,
}: {
  readonly stopCount: number;
  /** Which stop the reader is at, from 0; -1 when at none. */
  readonly stopIndex: number;
  readonly onStep: (direction: 1 | -1) => void;
}) {
  const text = useText();
  const { say } = text;
  const { state, dispatch, matter, document, draft, base, actions, panels } = useWorkbench();
  const earlier = document?.drafts.filter((each) => draft !== null && each.round < draft.round) ?? [];
  const countKey = countKeys[state.mode];
  return (
    <div className="sheet-bar" role="toolbar" aria-label={say('sheet.toolbar')}>
      {panels.outline ? null : (
        <IconButton label={say('panel.show-outline')} keys="o" onClick={() => actions.togglePanel('outline')}>
          <PanelLeft size={16} aria-hidden />
        </IconButton>
      )}
      <ToggleGroup
        className="segments"
        aria-label={say('sheet.mode')}
        value={[state.mode]}
        onValueChange={([mode]) => {
          if (mode !== undefined) actions.setMode(mode as SheetMode);
        }}
      >
        <Toggle value="clean" className="segment">
          {say('sheet.clean')}
        </Toggle>
        <Toggle value="redline" className="segment" disabled={earlier.length === 0}>
          {say('sheet.redline')}
        </Toggle>
        <Toggle value="ancestry" className="segment" disabled={draft === null}>
          {say('sheet.ancestry')}
        </Toggle>
      </ToggleGroup>
      {state.mode === 'redline' && base !== null ? (
        <>
          <Choice
            label={say('sheet.against')}
            hideLabel
            className="is-compact"
            value={base.id}
            options={earlier.map((each) => ({
              value: each.id,
              label: draftName(each, matter.parties, text),
              mark: <PartyMark party={partyById(matter.parties, each.partyId)} hollow={each.state === 'working'} />,
            }))}
            onChange={(baseDraftId) => dispatch({ type: 'base', baseDraftId })}
          />
          <span className="sheet-bar-arrow" aria-hidden>
            →
          </span>
        </>
      ) : null}
      {draft === null ? null : (
        <span className={`sheet-bar-draft${state.mode === 'redline' ? ' is-short' : ''}`}>
          {state.mode === 'redline' && draft.state === 'exchanged'
            ? say('draft.round', { round: draft.round })
            : draftName(draft, matter.parties, text)}
        </span>
      )}
      {draft === null ? null : <DraftNotes draft={draft} />}
      {draft === null || !isReturn(draft, document?.drafts ?? []) ? null : (
        <IconButton label={say('certificate.open')} keys="u" onClick={actions.showCertificate}>
          <ShieldCheck size={16} aria-hidden />
        </IconButton>
      )}
      <span className="spacer" />
      <span className="sheet-bar-count" role="status">
        {stopIndex < 0
          ? say(countKey, { count: stopCount })
          : say('sheet.stop', { at: stopIndex + 1, count: stopCount })}
      </span>
      <Button onClick={() => onStep(-1)} disabled={stopCount === 0} aria-keyshortcuts="k">
        <span className="read-only">{say('sheet.previous')}</span>
        <kbd aria-hidden>k</kbd> <span aria-hidden>↑</span>
      </Button>
      <Button onClick={() => onStep(1)} disabled={stopCount === 0} aria-keyshortcuts="j">
        <span className="read-only">{say('sheet.next')}</span>
        <span aria-hidden>↓</span> <kbd aria-hidden>j</kbd>
      </Button>
      {panels.inspector ? null : (
        <IconButton label={say('panel.show-inspector')} keys="i" onClick={() => actions.togglePanel('inspector')}>
          <PanelRight size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

/** What was read in a way the reader must know. */
function DraftNotes({ draft }: { readonly draft: DraftSummary }) {
  const text = useText();
  const { state, dispatch } = useWorkbench();
  const { data } = useQuery('draft.pending', draft.format === 'docx' ? { draftId: draft.id } : null);
  const pending = data?.length ?? 0;
  if (draft.notes.length === 0 && pending === 0) return null;
  const title =
    draft.notes.length > 0
      ? text.say('notes.count', { count: draft.notes.length })
      : text.say('pending.count', { count: pending });
  return (
    <Popover.Root>
      <Popover.Trigger className="button button-quiet notes-trigger">
        <Info size={14} aria-hidden />
        {state.mode === 'redline' ? <span aria-hidden>{draft.notes.length || pending}</span> : null}
        <span className={state.mode === 'redline' ? 'read-only' : 'notes-words'}>{title}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} align="start" className="popup-positioner">
          <Popover.Popup className="popup notes-popup">
            <Popover.Title className="notes-title">
              {draft.file === null ? title : text.say('notes.of-file', { file: draft.file.name })}
            </Popover.Title>
            <ul>
              {noteLines(draft, text).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            {pending === 0 ? null : (
              <Popover.Close
                className="button button-plain"
                onClick={() => dispatch({ type: 'dialog', dialog: { type: 'pending' } })}
              >
                {text.say('pending.show', { count: pending })}
              </Popover.Close>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** An import's notes as sentences. */
export function noteLines(draft: Pick<DraftSummary, 'notes'>, text: Text): string[] {
  return draft.notes.map((note) =>
    text.say(`note.${note.code}`, {
      count: note.count,
      detail: note.detail ?? '',
      hasDetail: note.detail ? 'yes' : 'no',
    }),
  );
}

/** `Round 3 · Department`, or `Working draft`. */
export function draftName(draft: DraftSummary, parties: Parameters<typeof partyById>[0], text: Text): string {
  if (draft.state === 'working') return text.say('draft.working');
  const name = capitalised(partyById(parties, draft.partyId)?.name ?? '');
  return text.say('draft.round-of', { round: draft.round, name });
}
