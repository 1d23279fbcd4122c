/**
 * The main job on the real window, from the first start to both memos. The journeys build on each
 * other in one workspace, as a user's days do.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDocx } from '../../core/docx/read-docx.ts';
import { blockText } from '../../core/model/content.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { toDocx } from '../support/generate-docx.ts';
import { launchParley, type Parley } from './support/launch.ts';

let parley: Parley;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-journeys-'));
  parley = await launchParley();
});

afterAll(async () => {
  await parley.close();
  rmSync(folder, { recursive: true, force: true });
});

const clause = (name: RegExp | string) => parley.page.getByRole('article', { name });
const button = (name: RegExp | string) => parley.page.getByRole('button', { name });

async function importDraft(name: string, bytes: Uint8Array, side: RegExp): Promise<void> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  await parley.answerOpenDialogs(path);
  await button('Import draft…').first().click();
  const dialog = parley.page.getByRole('dialog', { name: 'Import a draft' });
  await dialog.getByRole('radio', { name: side }).check();
  await dialog.getByRole('button', { name: 'Import' }).click();
}

async function saveMemo(audience: 'Our side' | 'The other side', format: string, path: string): Promise<void> {
  const { page } = parley;
  await parley.answerSaveDialogs(path);
  await button('More actions').click();
  await page.getByRole('menuitem', { name: 'Export memo…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export a position memo' });
  await dialog.getByRole('radio', { name: audience }).check();
  await dialog.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: format }).click();
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('the first start opens the sample matter on its three contested terms', async () => {
  const { page } = parley;
  await page.getByRole('heading', { level: 1, name: /Model Services Agreement/ }).waitFor();
  const terms = page.getByRole('region', { name: 'Contested terms' });
  await expect.poll(() => terms.getByRole('listitem').count()).toBe(3);
  await page.getByText('3 clauses contested').waitFor();
  await parley.screenshot('sample');
});

test('the next contested clause is one key away, and its redline another', async () => {
  const { page } = parley;
  await clause(/Parties/)
    .first()
    .click();
  await page.keyboard.press('j');
  await clause(/^5\.2 .*contested/).waitFor();
  await page.keyboard.press('d');
  await page
    .getByText(/\d+ changes/)
    .first()
    .waitFor();
  await expect.poll(() => page.locator('article ins').count()).toBeGreaterThan(0);
  await expect.poll(() => page.locator('article del').count()).toBeGreaterThan(0);
  await parley.screenshot('redline');
  await page.keyboard.press('d');
});

test('the ancestry of every word is another view, told by pointer and by keyboard', async () => {
  const { page } = parley;
  await page.keyboard.press('h');
  const words = page.locator('article [data-origin]');
  await words.first().waitFor();
  await page.getByRole('list', { name: 'Who put the words in' }).waitFor();
  expect(await page.locator('article .origin.side-0').count()).toBeGreaterThan(0);
  await page.keyboard.press('j');
  await page
    .getByRole('status')
    .getByText(/Put in by the \w+ in round 1/)
    .waitFor();
  await page
    .getByRole('tooltip')
    .getByText(/Put in by/)
    .waitFor();
  await page.keyboard.press('k');
  await page.keyboard.press('Escape');
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  // The line of words that is in sight: rows beyond the edges of the sheet are in the page too.
  const box = await words.evaluateAll((elements) => {
    const lines = elements.flatMap((element) => [...element.getClientRects()]);
    const { x, y, height } = lines.find(({ top, width }) => top > 300 && width > 40) ?? new DOMRect();
    return { x, y, height };
  });
  await page.mouse.move(box.x + 20, box.y + box.height / 2);
  await page
    .getByRole('tooltip')
    .getByText(/Put in by/)
    .waitFor();
  await parley.screenshot('ancestry');
  await page.keyboard.press('h');
  await words.first().waitFor({ state: 'detached' });
});

test('what became of every ask is one key away, for a clause and for the whole matter', async () => {
  const { page } = parley;
  await clause(/^5\.2 /).click();
  await page.getByRole('tab', { name: 'Asks' }).click();
  await page.getByRole('list', { name: 'Asks' }).getByText('unanswered').waitFor();
  await clause(/^5\.2 /).focus();
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: 'Fate of every ask' });
  await dialog.getByText(/\d+ asks over all rounds/).waitFor();
  await parley.screenshot('fates');
  await dialog.getByRole('combobox', { name: 'Fate' }).click();
  await page.getByRole('option', { name: 'Unanswered' }).click();
  const asks = dialog.getByRole('table', { name: 'Asks', exact: true });
  await expect.poll(() => asks.getByRole('row').count()).toBe(4);
  await asks.getByRole('button', { name: '7.2' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('complementary', { name: 'Inspector' }).getByText('Clause 7.2').waitFor();
  await page.getByRole('tab', { name: 'Positions' }).click();
});

test('a matter begins with a DOCX, and the next round shows first what was not tracked, then what changed', async () => {
  const { page } = parley;
  await button('Matters').click();
  await button('New matter…').first().click();
  const dialog = page.getByRole('dialog', { name: 'New matter' });
  await dialog.getByLabel('Title').fill('Hosting agreement');
  await dialog.getByLabel('Our side').fill('the Customer');
  await dialog.getByLabel('Other side').fill('the Host');
  await dialog.getByRole('button', { name: 'Create' }).click();

  await importDraft('hosting.docx', toDocx(hostingAgreement('thirty (30)')), /the customer/i);
  await clause(/^1\.1/).waitFor();
  await importDraft('hosting-theirs.docx', toDocx(hostingAgreement('ninety (90)')), /the host/i);
  const certificate = page.getByRole('dialog', { name: 'Certificate of untracked edits' });
  await certificate.getByText('One change was made without being tracked.').waitFor();
  await certificate.getByRole('row', { name: /1\.1 .*Replacement .*thirty \(30\).*ninety \(90\)/ }).waitFor();
  await parley.screenshot('certificate');
  await certificate.getByRole('button', { name: 'Go on to the draft' }).press('Enter');
  await page.getByText(/Round 2 came in: 1 clause edited/).waitFor();
  await page.getByText('1 point contested').waitFor();
  await clause(/^1\.1/).locator('ins').getByText('ninety (90)').waitFor();
  await parley.screenshot('second-round');

  await page.keyboard.press('u');
  const path = join(folder, 'certificate.html');
  await parley.answerSaveDialogs(path);
  await certificate.getByRole('button', { name: 'Save certificate…' }).press('Enter');
  await page.getByText('Certificate saved as certificate.html').waitFor();
  const saved = readFileSync(path, 'utf8');
  for (const code of await certificate.getByText(/SHA-256/).allTextContents()) {
    expect(saved).toContain(code.replace('SHA-256 ', ''));
  }
  await page.keyboard.press('Escape');
  await certificate.waitFor({ state: 'detached' });
});

test('a file that is no contract is refused by name, and the matter stays as it was', async () => {
  const { page } = parley;
  await importDraft('scan.docx', Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x37, 0x0a]), /the host/i);
  const dialog = page.getByRole('dialog', { name: 'Import a draft' });
  await dialog.getByText('scan.docx').last().waitFor();
  await dialog.getByText('The matter is as it was', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await page.getByRole('navigation', { name: 'Rounds' }).getByRole('button').count()).toBe(2);
});

test('an edit is saved as it is typed, undone and done again, and is still there after a restart', async () => {
  await clause(/^1\.1/).click();
  await parley.page.keyboard.press('Enter');
  const words = parley.page.getByRole('textbox', { name: /Words of clause 1\.1/ });
  await words.waitFor();
  await parley.page.keyboard.press('Control+End');
  await parley.page.keyboard.type(' Weekends do not count.');
  await parley.page.getByText('Saved in the working draft').waitFor();
  await parley.page.keyboard.press('Escape');
  await clause(/^1\.1/).getByText('Weekends do not count.').waitFor();

  await clause(/^1\.1/).focus();
  await parley.page.keyboard.press('Control+z');
  await clause(/^1\.1/).getByText('Weekends do not count.').waitFor({ state: 'detached' });
  await parley.page.keyboard.press('Control+Shift+z');
  await clause(/^1\.1/).getByText('Weekends do not count.').waitFor();

  await parley.restart();
  await button(/Hosting agreement/)
    .or(parley.page.getByRole('link', { name: /Hosting agreement/ }))
    .first()
    .click();
  await clause(/^1\.1/).getByText('Weekends do not count.').waitFor();
});

const secret = 'the purple giraffe never signs before Lent';

test('a position is recorded, with what only our side may read', async () => {
  const { page } = parley;
  await clause(/^1\.1/).click();
  await button('Record a position').first().click();
  const form = page.getByRole('form', { name: /the Customer/i });
  await form.getByRole('radio', { name: 'Oppose' }).check();
  await form.getByLabel('Wanted').fill('Thirty days, not ninety.');
  await form.getByLabel('Red line').fill(secret);
  await form.getByLabel('Reasons').fill(`${secret}, says our board`);
  await form.getByRole('button', { name: 'Record' }).click();
  await page.getByText(secret, { exact: true }).waitFor();
});

test('a sealed clause raises the alarm when a draft comes in that breaks it, and undo lifts the seal', async () => {
  const { page } = parley;
  await button('Mark as sent…').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as sent' }).click();
  const seal = page.getByRole('region', { name: 'Seal' });
  await clause(/^1\.2/).click();
  await page.keyboard.press('s');
  await seal.getByText('Sealed in round 3').waitFor();
  await page.keyboard.press('Control+z');
  await button('Seal this clause').waitFor();
  await button('Seal this clause').press('Enter');
  await page.getByRole('tree').getByTitle('Sealed in round 3').waitFor();
  await importDraft('hosting-third.docx', toDocx(hostingAgreement('ninety (90)', 'a third place')), /the host/i);
  await page.getByRole('button', { name: 'Go on to the draft' }).click();
  await page.getByRole('region', { name: 'News' }).getByText('A sealed clause is broken: 1.2 (changed)').waitFor();
  await button('1 seal broken').press('Enter');
  await seal.getByText('Seal of round 3 broken').waitFor();
  await seal.getByText('Round 4 · The Host').waitFor();
  await expect.poll(() => seal.locator('ins').allTextContents()).toEqual(['third']);
  await parley.screenshot('seal-broken');
  await page.keyboard.press('Control+z');
  await seal.getByText('Sealed in round 3').waitFor();
});

test('both memos are written, and nothing privileged is in the one for the other side', async () => {
  for (const [format, ending] of [
    ['Word (.docx)', 'docx'],
    ['Web page (.html)', 'html'],
    ['Markdown (.md)', 'md'],
    ['PDF', 'pdf'],
  ] as const) {
    const internal = join(folder, `internal.${ending}`);
    const shared = join(folder, `shared.${ending}`);
    await saveMemo('Our side', format, internal);
    await saveMemo('The other side', format, shared);
    if (ending === 'pdf') {
      for (const path of [internal, shared]) expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
      continue;
    }
    expect(wordsOf(internal)).toContain('purple giraffe');
    expect(wordsOf(shared)).not.toContain('giraffe');
    expect(wordsOf(shared)).toContain('Thirty days, not ninety.');
  }
});

test('the same window in French', async () => {
  const { page } = parley;
  await button('More actions').click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByRole('dialog').getByText('Français').click();
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'État du travail' }).getByText('1 point en discussion').waitFor();
  await parley.screenshot('french');
});

function wordsOf(path: string): string {
  const bytes = readFileSync(path);
  if (!path.endsWith('.docx')) return bytes.toString('utf8');
  return readDocx({ name: path, bytes }, nodePlatform)
    .blocks.map((block) => blockText(block.block))
    .join('\n');
}

function hostingAgreement(days: string, place = 'a second place') {
  const section = (text: string) => ({ kind: 'section', text }) as const;
  const clauseOf = (text: string) => ({ kind: 'clause', text }) as const;
  return [
    { kind: 'title', text: 'Hosting agreement' } as const,
    section('Availability'),
    clauseOf(`The Host repairs a fault within ${days} days of the Customer’s notice.`),
    clauseOf(`The Host keeps a copy of the data in ${place}.`),
    section('Fees'),
    clauseOf('The Customer pays the fees at the end of each month.'),
  ].map((each) => ({ ...each, label: null, level: 0, origin: -1 }));
}
