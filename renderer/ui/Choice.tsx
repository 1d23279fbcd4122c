import { Select } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

export interface ChoiceOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Shown before the label, such as a side's mark. */
  readonly mark?: ReactNode;
}

/** One of several values in a drop-down list. Its label is shown above, or only read out. */
export function Choice<T extends string>({
  label,
  hideLabel = false,
  value,
  options,
  onChange,
  disabled = false,
  className = '',
}: {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: T;
  readonly options: readonly ChoiceOption<T>[];
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
  readonly className?: string;
}) {
  const chosen = options.find((option) => option.value === value);
  return (
    <div className={`field ${className}`}>
      <Select.Root
        items={options}
        value={value}
        onValueChange={(next: T | null) => {
          if (next !== null) onChange(next);
        }}
        disabled={disabled}
      >
        {hideLabel ? null : <Select.Label className="field-label">{label}</Select.Label>}
        <Select.Trigger className="choice" aria-label={hideLabel ? label : undefined}>
          {chosen?.mark}
          <Select.Value className="choice-value" />
          <Select.Icon className="choice-icon">
            <ChevronDown size={14} aria-hidden />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner className="popup-positioner" sideOffset={4} alignItemWithTrigger={false}>
            <Select.Popup className="popup">
              <Select.List className="popup-list">
                {options.map((option) => (
                  <Select.Item key={option.value} value={option.value} className="popup-item">
                    <span className="popup-item-check">
                      <Select.ItemIndicator>
                        <Check size={14} aria-hidden />
                      </Select.ItemIndicator>
                    </span>
                    {option.mark}
                    <Select.ItemText>{option.label}</Select.ItemText>
                  </Select.Item>
                ))}
              </Select.List>
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
    </div>
  );
}
