import { TriangleAlert } from 'lucide-react';
import type { AppError } from '../../core/error.ts';
import { type Text, useText } from '../i18n/text.tsx';

export interface ErrorWords {
  /** What happened. */
  readonly what: string;
  /** What was kept, and what to do. */
  readonly next: string;
  /** The exact reason found, as the engine words it; `null` when the code says it all. */
  readonly reason: string | null;
}

/**
 * An error in the user's language, by its code: what happened, what was kept, what to do. The
 * engine's exact reason, where it gives one, stands below in its own words.
 */
export function errorWords(error: AppError, text: Text): ErrorWords {
  const values = {
    ...error.details,
    file: error.details.file ?? text.say('error.the-file'),
    message: error.message,
  };
  const reason = error.details.reason;
  return {
    what: text.say(`error.${error.code}.what`, values),
    next: text.say(`error.${error.code}.next`, values),
    reason: reason === undefined || reason === '' ? null : text.say('error.detail', { reason }),
  };
}

/** `instead` says it in the words of the place, where these are more exact than those of the code. */
export function ErrorNote({
  error,
  instead = {},
}: {
  readonly error: AppError;
  readonly instead?: Partial<ErrorWords>;
}) {
  const words = { ...errorWords(error, useText()), ...instead };
  return (
    <div className="error-note" role="alert">
      <TriangleAlert size={16} aria-hidden />
      <div>
        <p className="error-what">{words.what}</p>
        <p>{words.next}</p>
        {words.reason === null ? null : <p className="error-detail">{words.reason}</p>}
      </div>
    </div>
  );
}
