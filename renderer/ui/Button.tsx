import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Tip } from './Tip.tsx';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: 'plain' | 'primary' | 'quiet';
};

export function Button({ look = 'plain', className = '', type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={`button button-${look} ${className}`} />;
}

/** A button that shows an icon only: its label is its name and its tooltip, with the key that does the same. */
export function IconButton({
  label,
  keys,
  children,
  className = '',
  ...rest
}: ButtonProps & { readonly label: string; readonly keys?: string; readonly children: ReactNode }) {
  return (
    <Tip text={label} keys={keys}>
      <button {...rest} type="button" aria-label={label} className={`button button-icon ${className}`}>
        {children}
      </button>
    </Tip>
  );
}
