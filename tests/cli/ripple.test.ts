import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parley } from '../support/terminal.ts';

test('ripple names the changed definition and the unchanged clauses that use its term', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-ripple-'));
  try {
    const put = (name: string, fees: string) =>
      writeFileSync(
        join(folder, name),
        `1. Definitions\n\n1.1 “Fees” means ${fees}.\n\n2. Payment\n\n2.1 The Department pays the Fees each month.\n`,
      );
    put('a.txt', 'all sums due');
    put('b.txt', 'the sums of Annex A');
    const { code, out } = await parley(folder, 'ripple', join(folder, 'a.txt'), join(folder, 'b.txt'));
    expect(code).toBe(0);
    expect(out).toBe('1.1  “Fees” is defined differently\n  2.1  uses “Fees”\n');
    const { out: json } = await parley(folder, 'ripple', join(folder, 'a.txt'), join(folder, 'b.txt'), '--json');
    expect(JSON.parse(json)).toMatchObject({
      schema: 'parley.ripple/1',
      ripples: [{ cause: { term: 'Fees' }, reached: [{ label: '2.1', reason: 'uses', through: [] }] }],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
