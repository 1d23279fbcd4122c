import { api, type Method, type MethodName, type ParleyEvent } from '../core/api.ts';
import { AppError } from '../core/error.ts';
import { CallContext, type Handler, type Services } from './context.ts';
import { handlers } from './handlers.ts';

/** Windows show what others made and are trusted with less; the shell, the command line and tests are the host. */
export type Caller = 'window' | 'host';

export interface Call {
  readonly method: string;
  readonly input: unknown;
  readonly caller: Caller;
  readonly jobId?: string | undefined;
}

export interface DispatchOptions {
  readonly onEvent: (event: ParleyEvent) => void;
  /** Checks what handlers answer against the table of methods; tests do. */
  readonly checkOutputs: boolean;
}

/**
 * Runs one call: the method must be in the table and open to this caller, and the input must fit
 * before any handler sees it. Throws an `AppError` for what is expected, anything else for a bug.
 */
export async function dispatch(services: Services, call: Call, options: DispatchOptions): Promise<unknown> {
  const name = checkMethod(call);
  const method: Method = api[name];
  const input = parseInput(name, method, call.input);
  const context = new CallContext(services, name);
  const value = await runHandler(context, method, input, call, options);
  if (options.checkOutputs) checkOutput(name, method, value);
  return value;
}

function checkMethod({ method, caller }: Call): MethodName {
  const known = Object.hasOwn(api, method) ? (method as MethodName) : null;
  if (known === null || (caller === 'window' && (api[known] as Method).host === true)) {
    throw new AppError('unknown-method', `There is no method “${method}”.`, { details: { method } });
  }
  return known;
}

function parseInput(name: MethodName, method: Method, input: unknown): unknown {
  const parsed = method.input.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid-input', `${name}: ${describeIssues(parsed.error.issues)}`, {
    details: { method: name, path: pathToText(parsed.error.issues[0]?.path ?? []) },
  });
}

async function runHandler(
  context: CallContext,
  method: Method,
  input: unknown,
  call: Call,
  { onEvent }: DispatchOptions,
): Promise<unknown> {
  const { workspace, jobs } = context.services;
  // The table ties each method's input to its handler's; the compiler cannot follow it by name.
  const handler = handlers[context.method] as Handler<MethodName> as (...args: readonly unknown[]) => unknown;
  const tellChanges = () => {
    for (const matterId of context.changedMatters) onEvent({ type: 'changed', matterId, method: context.method });
  };
  if (method.kind === 'read') return workspace.reading(() => handler(context, input));
  if (method.kind === 'write') {
    const value = workspace.atomically(() => handler(context, input));
    tellChanges();
    return value;
  }
  const onProgress = (jobId: string, done: number, step: Extract<ParleyEvent, { type: 'job' }>['step']) =>
    onEvent({ type: 'job', jobId, done, step });
  try {
    return await jobs.run(call.jobId, onProgress, async (job) => handler(context, input, job));
  } finally {
    tellChanges();
  }
}

function checkOutput(name: MethodName, method: Method, value: unknown): void {
  const parsed = method.output.safeParse(value);
  if (!parsed.success)
    throw new Error(`${name} answers what its schema forbids: ${describeIssues(parsed.error.issues)}`);
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function describeIssues(issues: readonly Issue[]): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${pathToText(path)}: ${message}`))
    .join('; ');
}

/** `parties[0].name` */
function pathToText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
