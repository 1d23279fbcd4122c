import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react';

interface Labelled {
  readonly label: string;
  /** Stands beside the label, such as a lock. */
  readonly aside?: ReactNode;
  readonly hint?: string | undefined;
  /** What is wrong with the value, in words; the field is then marked as invalid. */
  readonly problem?: string | null | undefined;
}

/** A line of text with its label above it. */
export function TextField({
  label,
  aside,
  hint,
  problem = null,
  className = '',
  ...rest
}: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className={`field ${className}`}>
      <FieldLabel id={id} label={label} aside={aside} />
      <input
        {...rest}
        id={id}
        className="input"
        aria-invalid={problem !== null}
        aria-describedby={problem === null && hint === undefined ? undefined : `${id}-note`}
      />
      <FieldNote id={id} hint={hint} problem={problem} />
    </div>
  );
}

/** Several lines of text that grow with what is written. */
export function TextArea({
  label,
  aside,
  hint,
  problem = null,
  className = '',
  ...rest
}: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <div className={`field ${className}`}>
      <FieldLabel id={id} label={label} aside={aside} />
      <textarea
        rows={2}
        {...rest}
        id={id}
        className="input"
        aria-invalid={problem !== null}
        aria-describedby={problem === null && hint === undefined ? undefined : `${id}-note`}
      />
      <FieldNote id={id} hint={hint} problem={problem} />
    </div>
  );
}

function FieldLabel({ id, label, aside }: { readonly id: string; readonly label: string; readonly aside: ReactNode }) {
  return (
    <span className="field-head">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {aside}
    </span>
  );
}

function FieldNote({
  id,
  hint,
  problem,
}: {
  readonly id: string;
  readonly hint: string | undefined;
  readonly problem: string | null;
}) {
  if (problem !== null) {
    return (
      <p id={`${id}-note`} className="field-problem" role="alert">
        {problem}
      </p>
    );
  }
  if (hint === undefined) return null;
  return (
    <p id={`${id}-note`} className="field-hint">
      {hint}
    </p>
  );
}

/** Something that is done or not. */
export function Check({
  label,
  description,
  checked,
  disabled = false,
  onChange,
}: {
  readonly label: string;
  readonly description?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className="checkbox">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {label}
        {description === undefined ? null : <span className="radio-description">{description}</span>}
      </span>
    </label>
  );
}

export interface RadioOption<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly description?: string | undefined;
  readonly mark?: ReactNode;
}

/** One of a few values, all of them in sight. */
export function Radios<T extends string>({
  label,
  value,
  options,
  onChange,
  disabled = false,
  row = false,
}: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly RadioOption<T>[];
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
  /** Side by side, not one below the other. */
  readonly row?: boolean;
}) {
  const name = useId();
  return (
    <fieldset className={`radios${row ? ' is-row' : ''}`} disabled={disabled}>
      <legend className="field-label">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="radio">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.mark}
          <span>
            {option.label}
            {option.description === undefined ? null : <span className="radio-description">{option.description}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
