/**
 * The page's one way out: two functions on `window.parley`. Which of them goes to the engine's
 * process and which to the shell is decided here, so that the page knows no channel. Sandboxed:
 * of Electron it may only use what is imported here.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { ParleyEvent } from '../core/api.ts';
import { type Reply, refusal } from '../core/error.ts';
import type { FromEngine, PackedReply, ToEngine } from '../core/wire.ts';
import { channels, type ShellNotice } from './channels.ts';

/** Methods of the shell; all others are the engine's. Both check what they are sent. */
const shellPrefix = 'shell.';

const listeners = new Set<(event: ParleyEvent) => void>();
const waiting = new Map<number, (reply: PackedReply) => void>();
/** Calls made before the engine's port has come. */
const queue: ToEngine[] = [];
let lastId = 0;
let engine: { readonly port: MessagePort } | { readonly stopped: string } | null = null;

function invoke(name: string, input: unknown, jobId?: string): Promise<PackedReply> {
  if (name.startsWith(shellPrefix)) return ipcRenderer.invoke(channels.call, name, input);
  return new Promise((resolve) => {
    if (engine !== null && 'stopped' in engine) {
      resolve(stoppedReply(engine.stopped));
      return;
    }
    lastId += 1;
    waiting.set(lastId, resolve);
    const call: ToEngine = {
      type: 'call',
      id: lastId,
      method: name,
      input,
      ...(jobId === undefined ? {} : { jobId }),
    };
    if (engine === null) queue.push(call);
    else engine.port.postMessage(call);
  });
}

function onEvent(listener: (event: ParleyEvent) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function connect(port: MessagePort): void {
  engine = { port };
  port.onmessage = ({ data }: MessageEvent<FromEngine>) => {
    if (data.type === 'event') {
      emit(data.event);
      return;
    }
    waiting.get(data.id)?.(data.reply);
    waiting.delete(data.id);
  };
  for (const call of queue.splice(0)) port.postMessage(call);
}

function stop(message: string): void {
  engine = { stopped: message };
  queue.length = 0;
  for (const resolve of waiting.values()) resolve(stoppedReply(message));
  waiting.clear();
}

function stoppedReply(message: string): Reply<never> {
  return refusal({ code: 'engine-stopped', message, details: {} });
}

function emit(event: ParleyEvent): void {
  for (const listener of listeners) listener(event);
}

ipcRenderer.on(channels.port, (event) => {
  const port = event.ports[0];
  if (port !== undefined) connect(port);
});
ipcRenderer.on(channels.notice, (_event, notice: ShellNotice) => {
  if (notice.type === 'engine-stopped') stop(notice.message);
  else emit(notice.event);
});
ipcRenderer.send(channels.connect);

contextBridge.exposeInMainWorld('parley', { invoke, onEvent });
