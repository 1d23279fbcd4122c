import { useState } from 'react';
import type { AppError } from '../../../core/error.ts';
import type { ExportKind } from '../../../core/model/draft-export.ts';
import type { DraftId } from '../../../core/model/ids.ts';
import type { DraftSummary, InterfaceLanguage, MatterView } from '../../../core/model/matter.ts';
import { asAppError, type CallOutput, call } from '../../engine-client.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Check, Radios } from '../../ui/Field.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { PartyMark, partyById } from '../../ui/side.tsx';
import { draftName } from '../sheet/SheetBar.tsx';
import { ExportReportDialog } from './ExportReport.tsx';
import { ScrubChoiceList } from './ScrubChoiceList.tsx';
import { exportMemory } from './scrub-groups.ts';

const formats = ['docx', 'pdf', 'html'] as const;
type Format = (typeof formats)[number];
type Saved = NonNullable<CallOutput<'shell.saveExport'>>;

/** Makes a file of a draft to be sent: clean, or as a redline against an earlier one; then says what was done and what was not. */
export function ExportDialog({
  matter,
  draft,
  earlier,
  base,
  onClose,
}: {
  readonly matter: MatterView;
  readonly draft: DraftSummary;
  /** The drafts before it, the oldest first. */
  readonly earlier: readonly DraftSummary[];
  /** What a redline is against unless the user says otherwise. */
  readonly base: DraftSummary | null;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { say, language: interfaceLanguage } = text;
  const first = base ?? earlier.at(-1) ?? null;
  const [kind, setKind] = useState<ExportKind>(first === null ? 'clean' : 'redline');
  const [againstId, setAgainst] = useState<DraftId | null>(first?.id ?? null);
  const [format, setFormat] = useState<Format>('docx');
  const [language, setLanguage] = useState<InterfaceLanguage>(interfaceLanguage);
  const [scrub, setScrub] = useState(exportMemory.scrub);
  const [remove, setRemove] = useState(exportMemory.remove);
  const [positions, setPositions] = useState(exportMemory.positions);
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [saved, setSaved] = useState<Saved | null>(null);

  const save = () => {
    if (isSaving) return;
    setSaving(true);
    setError(null);
    Object.assign(exportMemory, { scrub, remove, positions });
    const against = kind === 'redline' && againstId !== null ? { againstDraftId: againstId } : {};
    const chosen = { scrub, remove: [...remove], positions, language, format };
    call('shell.saveExport', { draftId: draft.id, kind, ...against, ...chosen }).then(
      (result) => {
        setSaving(false);
        if (result !== null) setSaved(result);
      },
      (cause: unknown) => {
        setSaving(false);
        setError(asAppError(cause));
      },
    );
  };

  if (saved !== null) {
    return <ExportReportDialog fileName={saved.fileName} kind={kind} report={saved.report} onClose={onClose} />;
  }
  return (
    <Modal
      title={say('export.title')}
      description={draftName(draft, matter.parties, text)}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{say('action.cancel')}</Button>
          <Button type="submit" look="primary" disabled={isSaving}>
            {say(isSaving ? 'export.saving' : 'export.save')}
          </Button>
        </>
      }
    >
      {first === null ? null : (
        <Radios
          label={say('export.what')}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'redline', label: say('export.redline'), description: say('export.redline-why') },
            { value: 'clean', label: say('export.clean'), description: say('export.clean-why') },
          ]}
        />
      )}
      {kind === 'clean' || againstId === null ? null : (
        <Choice
          label={say('export.against')}
          value={againstId}
          options={earlier.map((each) => ({
            value: each.id,
            label: draftName(each, matter.parties, text),
            mark: <PartyMark party={partyById(matter.parties, each.partyId)} hollow={each.state === 'working'} />,
          }))}
          onChange={setAgainst}
        />
      )}
      <div className="fields-row">
        <Choice
          label={say('export.format')}
          value={format}
          options={formats.map((each) => ({ value: each, label: say(`format.${each}`) }))}
          onChange={setFormat}
        />
        {format === 'docx' && !positions ? null : (
          <Choice
            label={say('export.language')}
            value={language}
            options={(['en', 'fr'] as const).map((each) => ({ value: each, label: say(`language.${each}`) }))}
            onChange={setLanguage}
          />
        )}
      </div>
      <Check
        label={say('export.positions')}
        description={say('export.positions-why')}
        checked={positions}
        onChange={setPositions}
      />
      <Check label={say('export.scrub')} description={say('export.scrub-why')} checked={scrub} onChange={setScrub} />
      {scrub ? <ScrubChoiceList remove={remove} onChange={setRemove} /> : null}
      {error === null ? null : <ErrorNote error={error} />}
    </Modal>
  );
}
