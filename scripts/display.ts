import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** Whether a window could be shown here: always on macOS and Windows, by the environment elsewhere. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

export interface VirtualDisplay {
  /** For the environment variable `DISPLAY`, such as `:1`. */
  readonly name: string;
  stop(): void;
}

/** Starts Xvfb on the first free display, 1440 × 900 in 24 bits. It ends with `stop`, or with this process. */
export function startVirtualDisplay(): Promise<VirtualDisplay> {
  return new Promise((resolve, reject) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    const stop = (): void => {
      server.kill();
    };
    process.once('exit', stop);
    let complaints = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      complaints += chunk.toString('utf8');
    });
    let answer = '';
    (server.stdio[3] as Readable).on('data', (chunk: Buffer) => {
      answer += chunk.toString('utf8');
      if (answer.includes('\n')) resolve({ name: `:${answer.trim()}`, stop });
    });
    server.once('error', (error) => reject(new Error(`Xvfb could not be started: ${error.message}`)));
    server.once('exit', (code) => reject(new Error(`Xvfb ended at once (${code}): ${complaints.trim()}`)));
  });
}
