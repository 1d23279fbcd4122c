/** A redline that comes in and one that goes out, on the real window; by keyboard where a dialog is concerned. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentText } from '../../core/contract/document-text.ts';
import { openPackage } from '../../core/docx/package.ts';
import { readDocx } from '../../core/docx/read-docx.ts';
import { listRevisions, resolveRevisions } from '../../core/docx/revisions/resolve-revisions.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { trackedAgreement } from '../support/tracked-agreement.ts';
import { launchParley, type Parley } from './support/launch.ts';

let parley: Parley;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-redlines-'));
  parley = await launchParley();
});

afterAll(async () => {
  await parley.close();
  rmSync(folder, { recursive: true, force: true });
});

const button = (name: RegExp | string) => parley.page.getByRole('button', { name });
const clause = (name: RegExp | string) => parley.page.getByRole('article', { name });

test('a tracked file comes in, and the window says who has what pending', async () => {
  const { page } = parley;
  await button('Matters').click();
  await button('New matter…').first().click();
  const matter = page.getByRole('dialog', { name: 'New matter' });
  await matter.getByLabel('Title').fill('Master services');
  await matter.getByLabel('Our side').fill('the Vendor');
  await matter.getByLabel('Other side').fill('the Customer');
  await matter.getByRole('button', { name: 'Create' }).click();

  const path = join(folder, 'tracked.docx');
  writeFileSync(path, trackedAgreement().bytes);
  await parley.answerOpenDialogs(path);
  await button('Import draft…').first().click();
  const dialog = page.getByRole('dialog', { name: 'Import a draft' });
  await dialog.getByRole('radio', { name: 'The Customer', exact: true }).check();
  await dialog.getByRole('row', { name: /Counsel for the Customer/ }).waitFor();
  await dialog.getByRole('radio', { name: 'all changes were accepted' }).waitFor();
  await dialog.getByText('Counsel for the Vendor: 1 comment, 1 resolved').waitFor();
  await parley.screenshot('import-tracked');
  await dialog.getByRole('button', { name: 'Import' }).click();
  await clause(/^3\.1/).waitFor();

  await button(/notes on the reading/).press('Enter');
  await button(/Show the 2\d changes pending/).press('Enter');
  const pending = page.getByRole('dialog', { name: 'Pending in this file' });
  await pending.getByRole('row', { name: /Clause 3\.1 .*Insertion .*sixty \(60\) .*accepted/ }).waitFor();
  await parley.screenshot('pending');
  await page.keyboard.press('Escape');
});

test('our edits go out as a redline that is what came in when rejected and ours when accepted', async () => {
  const { page } = parley;
  await clause(/^3\.1/).click();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: /Words of clause 3\.1/ }).waitFor();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Time is not of the essence.');
  await page.getByText('Saved in the working draft').waitFor();
  await page.keyboard.press('Escape');

  const out = join(folder, 'redline.docx');
  await parley.answerSaveDialogs(out);
  await button('More actions').press('Enter');
  await page.getByRole('menuitem', { name: 'Export draft…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export a draft' });
  await dialog.getByRole('radio', { name: 'Redline' }).waitFor();
  await parley.screenshot('export');
  await dialog.getByText('Choose what is removed').press('Enter');
  const fonts = dialog.getByRole('checkbox', { name: 'Embedded fonts' });
  expect(await fonts.isChecked()).toBe(false);
  await fonts.press('Space');
  expect(await dialog.getByRole('group').getByRole('checkbox').count()).toBe(24);
  await dialog.getByText('(23 of 24)').waitFor();
  await parley.screenshot('export-choices');
  await dialog.getByRole('radio', { name: 'Redline' }).press('Enter');
  const report = page.getByRole('dialog', { name: 'The draft was saved' });
  await report.getByText(/1 new tracked change by The Vendor; 2\d from before are still pending/).waitFor();
  await report.getByText('Comments: 2', { exact: true }).waitFor();
  await parley.screenshot('export-report');
  await page.keyboard.press('Enter');
  await report.waitFor({ state: 'detached' });

  const received = trackedAgreement();
  const bytes = readFileSync(out);
  const isOurs = (author: string) => author === 'the Vendor';
  expect(settled(bytes, (author) => (isOurs(author) ? 'reject' : 'accept'))).toBe(
    settled(received.bytes, () => 'accept'),
  );
  expect(settled(bytes, () => 'reject')).toBe(settled(received.bytes, () => 'reject'));
  expect(settled(bytes, () => 'accept')).toBe(
    settled(received.bytes, () => 'accept').replace('days of receipt.', 'days of receipt. Time is not of the essence.'),
  );
  const authors = listRevisions(openPackage({ name: 'redline.docx', bytes }, nodePlatform)).map(({ author }) => author);
  expect([...new Set(authors.filter((author) => author !== ''))].sort()).toEqual(['Author', 'the Vendor']);
});

test('the same as PDF', async () => {
  const { page } = parley;
  const out = join(folder, 'redline.pdf');
  await parley.answerSaveDialogs(out);
  await button('More actions').click();
  await page.getByRole('menuitem', { name: 'Export draft…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export a draft' });
  await dialog.getByText('(23 of 24)').click();
  await dialog.getByRole('button', { name: 'Back to the usual choice' }).click();
  await dialog.getByText('(22 of 24)').waitFor();
  await dialog.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: 'PDF' }).click();
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await page.getByRole('dialog', { name: 'The draft was saved' }).waitFor();
  expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');
  await page.keyboard.press('Escape');
});

test('our shared positions go along as comments, in French too, and our red lines do not', async () => {
  const { page } = parley;
  const out = join(folder, 'positions.docx');
  await button('Matters').click();
  await button(/Model Services Agreement/).click();
  await clause(/^1/).first().waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await button('More actions').click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByRole('dialog').getByText('Français').click();
  await page.keyboard.press('Escape');
  await parley.answerSaveDialogs(out);
  await button('Autres actions').click();
  await page.getByRole('menuitem', { name: 'Exporter le projet…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Exporter un projet' });
  await dialog.getByRole('checkbox', { name: /Joindre nos positions/ }).check();
  await dialog.getByText('Choisir ce qui est retiré').click();
  await parley.screenshot('export-choices-fr-dark');
  await dialog.getByRole('button', { name: 'Enregistrer…' }).click();
  const report = page.getByRole('dialog', { name: 'Le projet est enregistré' });
  await report.getByText(/de nos positions (est jointe|sont jointes) en commentaire/).waitFor();
  await parley.screenshot('export-report-fr-dark');
  const docx = openPackage({ name: 'positions.docx', bytes: readFileSync(out) }, nodePlatform);
  const [comments = ''] = docx.listRelated(docx.mainPart, 'comments');
  expect(docx.getText(comments)).toMatch(/Rédaction/);
  expect(docx.getText(comments)).not.toMatch(/A name and a judge|ordinary police work/);
  await page.keyboard.press('Escape');
});

function settled(bytes: Uint8Array, decide: (author: string) => 'accept' | 'reject'): string {
  const docx = openPackage({ name: 'redline.docx', bytes }, nodePlatform);
  const result = resolveRevisions(docx, ({ author }) => decide(author), nodePlatform);
  return documentText(readDocx({ name: 'settled.docx', bytes: result.bytes }, nodePlatform));
}
