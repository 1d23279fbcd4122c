import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { type FromEngine, packReply, type ToEngine, unpackReply } from '../../core/wire.ts';
import type { Caller } from '../../engine/dispatch.ts';
import { type EnginePort, serveEngine } from '../../engine/serve.ts';
import { makeMatter, openTestEngine } from '../support/engine.ts';

function connect(caller: Caller, wrap: (port: MessagePort) => EnginePort = (port) => port) {
  const engine = openTestEngine();
  const { port1, port2 } = new MessageChannel();
  const stop = serveEngine(engine, wrap(port1), caller);
  const received: FromEngine[] = [];
  port2.on('message', (message: FromEngine) =>
    received.push(message.type === 'reply' ? { ...message, reply: unpackReply(message.reply) } : message),
  );
  onTestFinished(() => port2.close());
  const send = (message: ToEngine | unknown) => port2.postMessage(message);
  const wait = async (count: number) => {
    while (received.length < count) await once(port2, 'message');
    return received;
  };
  return { engine, send, wait, received, stop, port2 };
}

test('a call is answered under its number, and what changed is told', async () => {
  const { send, wait } = connect('window');
  send({ type: 'call', id: 7, method: 'setting.set', input: { key: 'theme', value: 'dark' } });
  expect(await wait(2)).toEqual([
    { type: 'event', event: { type: 'changed', matterId: null, method: 'setting.set' } },
    { type: 'reply', id: 7, reply: { ok: true, value: {} } },
  ]);
});

test('through a window’s port there is no method that names a path', async () => {
  const window = connect('window');
  window.send({ type: 'call', id: 1, method: 'file.stage', input: { path: '/etc/passwd' } });
  expect(await window.wait(1)).toMatchObject([{ id: 1, reply: { ok: false, error: { code: 'unknown-method' } } }]);
  const host = connect('host');
  host.send({ type: 'call', id: 1, method: 'file.stage', input: { path: import.meta.filename } });
  expect(await host.wait(1)).toMatchObject([{ id: 1, reply: { ok: true } }]);
});

test('a port that wraps its messages in events is served alike', async () => {
  const { send, wait } = connect('window', (port) => ({
    postMessage: (message) => port.postMessage(message),
    on: (event: string, listener: (message: unknown) => void) =>
      port.on(event as 'message', (data: unknown) => listener(event === 'message' ? { data, ports: [] } : data)),
  }));
  send({ type: 'call', id: 3, method: 'matter.list', input: {} });
  expect(await wait(1)).toEqual([{ type: 'reply', id: 3, reply: { ok: true, value: [] } }]);
});

test('what is no call is left unanswered and does no harm', async () => {
  const { send, wait } = connect('window');
  for (const nonsense of [null, 'call', 7, {}, { type: 'call' }, { type: 'call', id: 'x', method: 'matter.list' }])
    send(nonsense);
  send({ type: 'call', id: 1, method: 'matter.list', input: {}, jobId: 4 });
  send({ type: 'call', id: 2, method: 'matter.list', input: {} });
  expect(await wait(1)).toEqual([{ type: 'reply', id: 2, reply: { ok: true, value: [] } }]);
});

test('a port that is closed hears nothing more, and the engine goes on', async () => {
  const { engine, received, port2 } = connect('window');
  port2.close();
  await once(port2, 'close');
  await makeMatter(engine);
  expect(received).toEqual([]);
  expect(await engine.ask('matter.list', {})).toHaveLength(1);
});

test('a port that is served no longer hears nothing more', async () => {
  const { engine, received, stop, send } = connect('window');
  stop();
  send({ type: 'call', id: 1, method: 'matter.list', input: {} });
  await makeMatter(engine);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(received).toEqual([]);
});

test('a reply with bytes keeps them; any other travels as one string', () => {
  const bytes = Uint8Array.of(1, 2, 3);
  const withBytes = { ok: true, value: { name: 'a.docx', bytes } } as const;
  expect(packReply(withBytes)).toBe(withBytes);
  const plain = { ok: true, value: { clauses: [{ label: '4.2', heading: null }] } } as const;
  expect(packReply(plain)).toBeTypeOf('string');
  expect(unpackReply(packReply(plain))).toEqual(plain);
});
