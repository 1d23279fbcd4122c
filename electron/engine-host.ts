/**
 * The shell's side of the engine's process: starts it, hands windows a port to it, asks it what only
 * the shell may ask, and starts it again when it dies.
 *
 * The shell's own calls go over the process's own channel and never over a port, so that nothing a
 * window sends can pass for them. A process that dies three times within a minute is left alone:
 * it would die again, and what it was asked before is not repeated in any case.
 */
import { join } from 'node:path';
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { Input, MethodName, Output } from '../core/api.ts';
import { AppError, type Reply, refusal } from '../core/error.ts';
import type { EngineToShell, ShellToEngine } from './engine-messages.ts';

const restartLimit = 3;
const restartWindowMs = 60_000;
const closingLimitMs = 5_000;

export interface EngineHostOptions {
  readonly workspace: string;
  /** Called when the process has died, before it is started again; `message` says what happens next. */
  readonly onStopped: (message: string) => void;
  /** Called when it is running again: windows need a new port. */
  readonly onRestarted: () => void;
}

export class EngineHost {
  readonly #options: EngineHostOptions;
  readonly #waiting = new Map<number, (reply: Reply<unknown>) => void>();
  #process: UtilityProcess | null;
  #lastId = 0;
  #isClosing = false;
  #deathsMs: number[] = [];

  constructor(options: EngineHostOptions) {
    this.#options = options;
    this.#process = this.#start();
  }

  /** The engine process's id; `null` while there is none. */
  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  /** A port on which a window can call the engine; `null` when the engine is gone for good. */
  openPort(): MessagePortMain | null {
    if (this.#process === null) return null;
    const { port1, port2 } = new MessageChannelMain();
    this.#send({ type: 'connect' }, [port1]);
    return port2;
  }

  /** Calls the engine as the shell; throws the `AppError` it answers, or `engine-stopped`. */
  async ask<N extends MethodName>(method: N, input: Input<N>): Promise<Output<N>> {
    const reply = await new Promise<Reply<unknown>>((resolve) => {
      if (this.#process === null) {
        resolve(stoppedReply());
        return;
      }
      this.#lastId += 1;
      this.#waiting.set(this.#lastId, resolve);
      this.#send({ type: 'call', id: this.#lastId, method, input });
    });
    if (!reply.ok) throw new AppError(reply.error.code, reply.error.message, { details: reply.error.details });
    return reply.value as Output<N>;
  }

  /** Lets the engine finish what it is writing and close its file; ends it when it takes over five seconds. */
  async close(): Promise<void> {
    const child = this.#process;
    this.#isClosing = true;
    if (child === null) return;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(() => child.kill(), closingLimitMs);
      child.once('exit', () => {
        clearTimeout(limit);
        resolve();
      });
      this.#send({ type: 'close' });
    });
  }

  #start(): UtilityProcess {
    const child = utilityProcess.fork(
      join(import.meta.dirname, 'engine.js'),
      [`--workspace=${this.#options.workspace}`],
      {
        serviceName: 'Parley engine',
        stdio: 'inherit',
      },
    );
    child.on('message', (message: EngineToShell) => {
      this.#waiting.get(message.id)?.(message.reply);
      this.#waiting.delete(message.id);
    });
    child.once('exit', (code) => this.#onExit(code));
    return child;
  }

  #send(message: ShellToEngine, ports: MessagePortMain[] = []): void {
    this.#process?.postMessage(message, ports);
  }

  #onExit(code: number): void {
    this.#process = null;
    for (const resolve of this.#waiting.values()) resolve(stoppedReply());
    this.#waiting.clear();
    if (this.#isClosing) return;
    const now = Date.now();
    this.#deathsMs = [...this.#deathsMs.filter((died) => now - died < restartWindowMs), now];
    const isRestarting = this.#deathsMs.length < restartLimit;
    const message = isRestarting
      ? `The engine stopped (${code}) and is being started again; what was saved is safe.`
      : `The engine stopped ${restartLimit} times in a minute (${code}) and was not started again; close Parley and open it again.`;
    console.error(message);
    this.#options.onStopped(message);
    if (!isRestarting) return;
    this.#process = this.#start();
    this.#options.onRestarted();
  }
}

function stoppedReply(): Reply<never> {
  return refusal({ code: 'engine-stopped', message: 'The engine is not running.', details: {} });
}
