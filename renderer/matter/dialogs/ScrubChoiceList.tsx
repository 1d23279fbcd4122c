import { type ScrubChoice, scrubChoices } from '../../../core/docx/scrub/choices.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Check } from '../../ui/Field.tsx';
import { type ScrubGroup, scrubGroups, usualChoices } from './scrub-groups.ts';

/** Everything that scrubbing can remove, each a choice, behind a disclosure. */
export function ScrubChoiceList({
  remove,
  onChange,
}: {
  readonly remove: ReadonlySet<ScrubChoice>;
  readonly onChange: (remove: ReadonlySet<ScrubChoice>) => void;
}) {
  const { say } = useText();
  const toggle = (choice: ScrubChoice, isRemoved: boolean) => {
    const changed = new Set(remove);
    if (isRemoved) changed.add(choice);
    else changed.delete(choice);
    onChange(changed);
  };
  const isUsual = remove.size === usualChoices.size && [...usualChoices].every((choice) => remove.has(choice));
  return (
    <details className="disclosure">
      <summary>
        {say('export.choose')} <span>{say('export.chosen', { count: remove.size, all: scrubChoices.length })}</span>
      </summary>
      <div className="choice-groups">
        {(Object.keys(scrubGroups) as ScrubGroup[]).map((group) => (
          <fieldset key={group} className="choice-group">
            <legend className="field-label">{say(`scrub-group.${group}`)}</legend>
            {scrubGroups[group].map((choice) => (
              <Check
                key={choice}
                label={say(`scrub.${choice}`)}
                checked={remove.has(choice)}
                onChange={(isRemoved) => toggle(choice, isRemoved)}
              />
            ))}
          </fieldset>
        ))}
      </div>
      <p className="radio-description">{say('export.choose-why')}</p>
      {isUsual ? null : <Button onClick={() => onChange(usualChoices)}>{say('export.choose-usual')}</Button>}
    </details>
  );
}
