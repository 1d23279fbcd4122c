import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createEngine, type Engine, type EngineOptions } from '../../engine/engine.ts';
import { testPlatform } from './platform.ts';

/** An engine that checks its own answers and is closed when the test is over; in memory unless a folder is given. */
export function openTestEngine(options: Partial<EngineOptions> = {}): Engine {
  const engine = createEngine({
    workspace: ':memory:',
    platform: testPlatform(),
    sampleDir: join(import.meta.dirname, '../../engine/sample'),
    checkOutputs: true,
    ...options,
  });
  onTestFinished(() => engine.close());
  return engine;
}
