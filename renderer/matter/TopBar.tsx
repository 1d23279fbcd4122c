import './top-bar.css';
import { Menu } from '@base-ui/react/menu';
import { ChevronRight, MoreHorizontal } from 'lucide-react';
import type { DraftSummary } from '../../core/model/matter.ts';
import { penText, useText } from '../i18n/text.tsx';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { PartyMark, partyById, sideClass } from '../ui/side.tsx';
import { Tip } from '../ui/Tip.tsx';
import { draftName } from './sheet/SheetBar.tsx';
import { useWorkbench } from './workbench.tsx';

const mostRounds = 4;

/** Which matter, which round, who holds the pen and for how long, and the one main action. */
export function TopBar({ onSettings }: { readonly onSettings: () => void }) {
  const text = useText();
  const { say } = text;
  const { matter, document, working, actions, dispatch, state } = useWorkbench();
  const holder = partyById(matter.parties, matter.holderPartyId);
  return (
    <header className="top-bar">
      <title>{say('window.title', { matter: matter.title })}</title>
      <nav className="crumbs" aria-label={say('top.crumbs')}>
        <button type="button" className="crumb" onClick={actions.leave}>
          {say('matters.title')} <ChevronRight size={12} aria-hidden />
        </button>
        <h1 className="top-title" title={matter.title}>
          {matter.title}
        </h1>
      </nav>
      {matter.documents.length > 1 && document !== null ? (
        <Choice
          label={say('top.document')}
          hideLabel
          className="is-compact"
          value={document.id}
          options={matter.documents.map((each) => ({ value: each.id, label: each.title }))}
          onChange={(documentId) => actions.afterSaving(() => dispatch({ type: 'document', documentId }))}
        />
      ) : null}
      <Rounds />
      <span className="spacer" />
      <span className={`pen ${matter.round === 0 ? '' : sideClass(holder)}`}>{penText(text, matter)}</span>
      {working === null ? (
        <Button look="primary" onClick={actions.importDraft}>
          {say('action.import')}
        </Button>
      ) : (
        <Button look="primary" onClick={actions.sendDraft}>
          {say('action.send')}
        </Button>
      )}
      <Menu.Root>
        <Menu.Trigger className="button button-icon" aria-label={say('top.more')}>
          <MoreHorizontal size={16} aria-hidden />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="popup-positioner" sideOffset={4} align="end">
            <Menu.Popup className="popup">
              {working === null ? null : <Item onClick={actions.importDraft}>{say('action.import')}</Item>}
              <Item onClick={actions.exportDraft}>{say('action.export-draft')}</Item>
              <Item onClick={actions.exportMemo}>{say('action.export-memo')}</Item>
              <Item keys="u" onClick={actions.showCertificate}>
                {say('action.show-certificate')}
              </Item>
              <Item onClick={() => dispatch({ type: 'dialog', dialog: { type: 'rename' } })}>
                {say('action.rename')}
              </Item>
              <Menu.Separator className="popup-separator" />
              <Item keys="d" onClick={() => actions.setMode(state.mode === 'redline' ? 'clean' : 'redline')}>
                {say(state.mode === 'redline' ? 'action.show-clean' : 'action.show-redline')}
              </Item>
              <Item keys="h" onClick={() => actions.setMode(state.mode === 'ancestry' ? 'clean' : 'ancestry')}>
                {say(state.mode === 'ancestry' ? 'action.show-clean' : 'action.show-ancestry')}
              </Item>
              <Item keys="o" onClick={() => actions.togglePanel('outline')}>
                {say('action.toggle-outline')}
              </Item>
              <Item keys="i" onClick={() => actions.togglePanel('inspector')}>
                {say('action.toggle-inspector')}
              </Item>
              <Menu.Separator className="popup-separator" />
              <Item keys="?" onClick={() => dispatch({ type: 'dialog', dialog: { type: 'keys' } })}>
                {say('keys.title')}
              </Item>
              <Item onClick={onSettings}>{say('settings.title')}</Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </header>
  );
}

function Item({
  keys,
  onClick,
  children,
}: {
  readonly keys?: string;
  readonly onClick: () => void;
  readonly children: string;
}) {
  return (
    <Menu.Item className="popup-item" onClick={onClick}>
      <span className="popup-item-words">{children}</span>
      {keys === undefined ? null : <kbd>{keys}</kbd>}
    </Menu.Item>
  );
}

/** The document's rounds as marks in the colour and shape of who sent each; one chooses the draft on the sheet. */
function Rounds() {
  const text = useText();
  const { say } = text;
  const { matter, document, draft, dispatch, actions } = useWorkbench();
  const drafts = document?.drafts ?? [];
  if (drafts.length === 0) return null;
  const choose = (chosen: DraftSummary) =>
    actions.afterSaving(() => dispatch({ type: 'draft', draftId: chosen.id === drafts.at(-1)?.id ? null : chosen.id }));
  const hidden = drafts.slice(0, Math.max(0, drafts.length - mostRounds));
  return (
    <nav className="rounds" aria-label={say('top.rounds')}>
      {hidden.length === 0 ? null : (
        <Menu.Root>
          <Menu.Trigger className="round" aria-label={say('top.earlier-rounds', { count: hidden.length })}>
            …
          </Menu.Trigger>
          <Menu.Portal>
            <Menu.Positioner className="popup-positioner" sideOffset={4}>
              <Menu.Popup className="popup">
                {hidden.map((each) => (
                  <Menu.Item key={each.id} className="popup-item" onClick={() => choose(each)}>
                    <PartyMark party={partyById(matter.parties, each.partyId)} />
                    <span className="popup-item-words">{draftName(each, matter.parties, text)}</span>
                  </Menu.Item>
                ))}
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
      )}
      {drafts.slice(hidden.length).map((each) => {
        const isChosen = each.id === draft?.id;
        const party = partyById(matter.parties, each.partyId);
        const sentence =
          each.state === 'working'
            ? say('draft.begun', { day: text.day(each.datedOn) })
            : say(each.direction === 'sent' ? 'draft.sent' : 'draft.received', {
                name: party?.name ?? '',
                day: text.day(each.datedOn),
              });
        return (
          <Tip key={each.id} text={sentence}>
            <button
              type="button"
              className={`round ${sideClass(party)}${isChosen ? ' is-chosen' : ''}`}
              aria-current={isChosen ? 'true' : undefined}
              onClick={() => choose(each)}
            >
              <PartyMark party={party} hollow={each.state === 'working'} />
              <span className="round-name">
                {isChosen
                  ? draftName(each, matter.parties, text)
                  : each.state === 'working'
                    ? say('draft.working')
                    : say('draft.round', { round: each.round })}
              </span>
            </button>
          </Tip>
        );
      })}
    </nav>
  );
}
