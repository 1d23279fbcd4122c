import { Component, type ErrorInfo, type ReactNode } from 'react';
import type { AppError } from '../../core/error.ts';
import { asAppError } from '../engine-client.ts';
import { ErrorNote } from './ErrorNote.tsx';

/** What could not be drawn is replaced by what went wrong; the workspace itself is in the engine, untouched. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode; readonly className?: string },
  { readonly error: AppError | null }
> {
  override state: { readonly error: AppError | null } = { error: null };

  static getDerivedStateFromError(cause: unknown): { readonly error: AppError } {
    return { error: asAppError(cause) };
  }

  override componentDidCatch(cause: Error, info: ErrorInfo): void {
    console.error(cause, info.componentStack);
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <div className={this.props.className}>
        <ErrorNote error={this.state.error} />
      </div>
    );
  }
}
