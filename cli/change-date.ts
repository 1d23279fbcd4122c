import { AppError } from '../core/error.ts';
import { nodePlatform } from '../engine/platform.ts';

/** The date of tracked changes from `--date`, or now: ISO 8601 to the second, in UTC. Throws `usage` for what is no date. */
export function changeDate(given: string | null): string {
  const date = given === null ? new Date(nodePlatform.nowMs()) : new Date(given);
  if (Number.isNaN(date.getTime())) {
    throw new AppError('usage', `--date is a date such as 2026-03-31 or 2026-03-31T09:00:00Z; “${given}” is not.`);
  }
  return `${date.toISOString().slice(0, 19)}Z`;
}
