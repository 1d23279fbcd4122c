/**
 * The engine's process. It serves the shell over the process's own channel and each window over a
 * port of its own; a call from a port can never name a file's path.
 *
 * When the workspace cannot be opened the process stays and answers every call with that error, so
 * that the window can say what is wrong in its own words instead of the process dying again and again.
 */
import { fileURLToPath } from 'node:url';
import type { MessagePortMain } from 'electron';
import { AppError, type Reply, refusal } from '../core/error.ts';
import type { FromEngine, ToEngine } from '../core/wire.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { nodePlatform } from '../engine/platform.ts';
import { serveEngine } from '../engine/serve.ts';
import type { EngineToShell, ShellToEngine } from './engine-messages.ts';
import { findNamedWorkspace } from './workspace-folder.ts';

type Opened = { readonly engine: Engine } | { readonly failure: Reply<never> };

const opened = open();

function open(): Opened {
  const workspace = findNamedWorkspace(process.argv, {});
  if (workspace === null) throw new Error('The engine was started without a workspace.');
  const nativeBinding = process.env.PARLEY_SQLITE_BINDING;
  try {
    return {
      engine: createEngine({
        workspace,
        platform: nodePlatform,
        sampleDir: fileURLToPath(new URL('./sample/', import.meta.url)),
        ...(nativeBinding === undefined ? {} : { nativeBinding }),
      }),
    };
  } catch (error) {
    console.error(error);
    const failure =
      error instanceof AppError ? error : new AppError('internal', `The workspace could not be opened: ${error}`);
    return { failure: refusal(failure) };
  }
}

function serveWindow(port: MessagePortMain): void {
  if ('engine' in opened) {
    serveEngine(opened.engine, port, 'window');
  } else {
    port.on('message', ({ data }: { data: ToEngine }) => {
      const reply: FromEngine = { type: 'reply', id: data.id, reply: opened.failure };
      port.postMessage(reply);
    });
  }
  port.start();
}

async function answerShell(call: ToEngine): Promise<void> {
  const reply =
    'engine' in opened ? await opened.engine.call(call.method, call.input, { caller: 'host' }) : opened.failure;
  const message: EngineToShell = { type: 'reply', id: call.id, reply };
  process.parentPort.postMessage(message);
}

process.parentPort.on('message', ({ data, ports }: { data: ShellToEngine; ports: MessagePortMain[] }) => {
  switch (data.type) {
    case 'connect': {
      const port = ports[0];
      if (port !== undefined) serveWindow(port);
      return;
    }
    case 'call':
      void answerShell(data);
      return;
    case 'close':
      if ('engine' in opened) opened.engine.close();
      process.exit(0);
  }
});
