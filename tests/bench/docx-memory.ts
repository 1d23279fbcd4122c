import { readdirSync, readFileSync } from 'node:fs';

/**
 * The most memory that processes have had resident at a time, as the kernel counts it (`VmHWM`, proc(5)). It is
 * asked of the kernel and not of the process, because what a child reports of itself may hold its parent's peak.
 * Where there is no /proc nothing is known.
 */

/** Of one process, in megabytes of 1,048,576 bytes; `null` when it is gone or nothing is known. */
export function findPeakMb(pid: number | 'self'): number | null {
  return readStatus(pid)?.peakMb ?? null;
}

/** The largest of all processes that this one has started, directly or not. */
export function findPeakOfChildrenMb(): number | null {
  const all = new Map(listProcesses().map((pid) => [pid, readStatus(pid)]));
  const isOurs = (pid: number): boolean => {
    const parent = all.get(pid)?.parent ?? 0;
    return parent === process.pid || (parent > 1 && isOurs(parent));
  };
  const peaks = [...all].flatMap(([pid, status]) => (status !== null && isOurs(pid) ? [status.peakMb] : []));
  return peaks.length === 0 ? null : Math.max(...peaks);
}

function listProcesses(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function readStatus(pid: number | 'self'): { readonly parent: number; readonly peakMb: number } | null {
  let status: string;
  try {
    status = readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return null;
  }
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
  return peak === undefined
    ? null
    : { parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), peakMb: Number(peak) / 1_024 };
}
