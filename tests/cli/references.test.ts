import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parleyDone } from '../support/terminal.ts';

const before = `Supply agreement

1. Delivery

1.1 The Supplier delivers within thirty (30) days of an order under Section 2.1.

1.2 Risk passes on delivery; Section 7 and Article 35 of the Convention apply.

2. Term

2.1 This agreement lasts one year.
`;
const after = before.replace('2.1 This', '2.1 The parties may renew this agreement in writing.\n\n2.2 This');

let folder: string;
let fileA: string;
let fileB: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-cli-'));
  fileA = join(folder, 'a.txt');
  fileB = join(folder, 'b.txt');
  writeFileSync(fileA, before);
  writeFileSync(fileB, after);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('references lists what a contract points at and what is wrong with it', async () => {
  expect(await parleyDone(folder, 'references', fileA)).toBe(
    [
      '1.1: Section 2.1 → 2.1',
      '1.2: Section 7  [nothing has that number]',
      '1.2: Article 35  [outside the contract]',
      '3 references, 1 to look at.',
    ].join('\n'),
  );
});

test('references --before tells what a new draft broke, and the repair', async () => {
  const lines = (await parleyDone(folder, 'references', fileB, '--before', fileA)).split('\n');
  expect(lines).toContain('broken: 1.1: Section 2.1: it meant 2.2; write 2.2');
  const json = JSON.parse(await parleyDone(folder, 'references', fileB, '--before', fileA, '--json'));
  expect(json).toMatchObject({
    schema: 'parley.references/1',
    file: { name: 'b.txt' },
    before: { name: 'a.txt' },
    language: 'en',
  });
  expect(json.references).toHaveLength(3);
  expect(json.broken).toHaveLength(1);
  expect(json.broken[0]).toMatchObject({ text: 'Section 2.1', meantBefore: { label: '2.1' }, repair: { text: '2.2' } });
  expect(json.broken[0].target).not.toBe(json.broken[0].meansNow);
});
