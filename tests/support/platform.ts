import type { Platform } from '../../core/platform.ts';
import { nodePlatform } from '../../engine/platform.ts';

/** Node's platform with a clock that starts on 31 March 2026 and goes on by a second a look, and with counted ids. */
export function testPlatform(): Platform {
  let nowMs = Date.UTC(2026, 2, 31, 12);
  let ids = 0;
  return {
    ...nodePlatform,
    nowMs: () => {
      nowMs += 1_000;
      return nowMs;
    },
    newId: () => {
      ids += 1;
      return `id${String(ids).padStart(24, '0')}`;
    },
  };
}
