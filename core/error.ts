/**
 * Every way Parley can say no. Errors are thrown as `AppError` inside and turned into a `Reply`
 * once, where a call enters the engine. The window and the command line translate by `code`;
 * `message` is English, one line, and names the file or thing concerned.
 */
export const errorCodes = [
  /** The command line was called the wrong way. */
  'usage',
  /** The input does not fit the method's schema, or names values that cannot go together. */
  'invalid-input',
  'unknown-method',
  /** The thing named by an id does not exist. */
  'not-found',
  /** The row has moved on since, or the state does not allow the change; nothing was changed. */
  'conflict',
  'nothing-to-undo',
  'nothing-to-redo',
  /** A file that is not one of the formats Parley reads. */
  'not-a-docx',
  'legacy-doc',
  'encrypted',
  'damaged',
  /** Unpacks to more than the limits allow (zip bomb), or is larger than Parley reads. */
  'too-large',
  'no-text',
  'binary',
  /** The result would break one of the laws, so it was not written. */
  'law-broken',
  'cancelled',
  /** The workspace file was written by a newer Parley. */
  'newer-workspace',
  'workspace-damaged',
  /** Another program holds the workspace. */
  'busy',
  /** Reading or writing a file failed (missing, no permission, disk full). */
  'io',
  /** The engine's process is gone. */
  'engine-stopped',
  /** A bug in Parley. */
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Values that a translated message may use, such as `file`, `reason` or `limit`. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; details?: ErrorDetails } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? {};
  }
}

export interface ErrorReply {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** What every call answers: a value, or an error; never a throw across a process boundary. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorReply };

/** The reply that tells a caller of this error. */
export function refusal({ code, message, details }: ErrorReply): Reply<never> {
  return { ok: false, error: { code, message, details } };
}
