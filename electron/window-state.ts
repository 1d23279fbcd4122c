import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeWhole } from '../engine/write-whole.ts';

const pixels = z.number().int();

const windowState = z.object({
  /** Of the window when it is not maximised, in density-independent pixels. */
  bounds: z.object({ x: pixels, y: pixels, width: pixels.min(480), height: pixels.min(360) }).nullable(),
  maximized: z.boolean(),
});

export type WindowState = z.infer<typeof windowState>;
export type Bounds = NonNullable<WindowState['bounds']>;

const firstState: WindowState = { bounds: null, maximized: false };

/** The state kept in `path`; the first state when there is none, or none that can be read. */
export function readWindowState(path: string): WindowState {
  try {
    const parsed = windowState.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : firstState;
  } catch {
    return firstState;
  }
}

/** Keeps the state; throws `io` when it cannot be written. */
export function writeWindowState(path: string, state: WindowState): void {
  writeWhole(path, `${JSON.stringify(state)}\n`);
}

/** Whether enough of a window would be on one of these screens to take hold of it. */
export function isReachable(bounds: Bounds, screens: readonly Bounds[]): boolean {
  return screens.some((screen) => {
    const width = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
    const top = bounds.y - screen.y;
    return width >= 120 && top >= 0 && top <= screen.height - 60;
  });
}
