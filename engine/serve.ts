import { type FromEngine, packReply, type ToEngine } from '../core/wire.ts';
import type { Caller } from './dispatch.ts';
import type { Engine } from './engine.ts';

/**
 * One end of a message port: Node's `MessagePort`, which hands a listener the message itself, or
 * Electron's `MessagePortMain` and `parentPort`, which hand it an event with the message as `data`.
 */
export interface EnginePort {
  postMessage(message: FromEngine): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

/**
 * Answers the calls that come through a port, all of them as that caller's, and sends it every event
 * of the engine, until the port closes or the function answered here is called. A port that has to be
 * started is started by whoever made it.
 */
export function serveEngine(engine: Engine, port: EnginePort, caller: Caller): () => void {
  let isOpen = true;
  const send = (message: FromEngine) => {
    if (isOpen) port.postMessage(message);
  };
  const unsubscribe = engine.subscribe((event) => send({ type: 'event', event }));
  const stop = () => {
    isOpen = false;
    unsubscribe();
  };
  port.on('message', (received) => {
    const message = unwrap(received);
    if (!isCall(message)) {
      process.stderr.write('parley: a message came to the engine that is not a call; it was left unanswered.\n');
      return;
    }
    void engine
      .call(message.method, message.input, { caller, jobId: message.jobId })
      .then((reply) => send({ type: 'reply', id: message.id, reply: packReply(reply) }));
  });
  port.on('close', stop);
  return stop;
}

/** The message itself, whichever kind of port it came through. */
function unwrap(received: unknown): unknown {
  return isObject(received) && !('type' in received && received.type === 'call') && 'data' in received
    ? received.data
    : received;
}

function isCall(message: unknown): message is ToEngine {
  return (
    isObject(message) &&
    message.type === 'call' &&
    typeof message.id === 'number' &&
    typeof message.method === 'string' &&
    (message.jobId === undefined || typeof message.jobId === 'string')
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
