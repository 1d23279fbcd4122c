import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readDocx } from '../../core/docx/read-docx.ts';
import { AppError } from '../../core/error.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { hostileFiles } from './hostile-docx.ts';

/**
 * Makes or reads a hostile file in a process of its own, so that what reading costs is seen apart, and a hang or a crash
 * hurts nobody:
 *
 *     node hostile-process.ts make PATH NAME
 *     node hostile-process.ts read PATH        prints a `ReadingReport` as JSON
 */
export interface ReadingReport {
  /** The code with which the file is refused, or `read`. */
  readonly outcome: string;
  readonly message: string;
  /** Of wall and of processor time, from the file's bytes to the outcome. */
  readonly elapsedMs: number;
  readonly cpuMs: number;
  /** The most memory that the process had, the file and Node itself included. */
  readonly peakMegabytes: number;
}

const [, , task, path, name] = process.argv as string[] as [string, string, string, string, string];
if (task === 'make')
  writeFileSync(path, (hostileFiles.find((file) => file.name === name) as { make(): Uint8Array }).make());
else process.stdout.write(JSON.stringify(report(readFileSync(path))));

function report(bytes: Uint8Array): ReadingReport {
  const startMs = performance.now();
  const startCpu = process.cpuUsage();
  const [outcome, message] = outcomeOf(bytes);
  const elapsedMs = Math.round(performance.now() - startMs);
  const cpu = process.cpuUsage(startCpu);
  const cpuMs = Math.round((cpu.user + cpu.system) / 1_000);
  return { outcome, message, elapsedMs, cpuMs, peakMegabytes: peakMegabytes() };
}

function outcomeOf(bytes: Uint8Array): [outcome: string, message: string] {
  try {
    readDocx({ name: 'offer.docx', bytes }, nodePlatform);
    return ['read', ''];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [error.code, error.message];
  }
}

/** Linux counts in `maxRSS` what the process had that started this one; the kernel's own record does not. */
function peakMegabytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const peak = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return Math.round(Number(peak ?? process.resourceUsage().maxRSS) / 1_024);
}
