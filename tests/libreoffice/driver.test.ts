import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { by, docxFile, inList, list, listLevel, p, r, row, t } from '../support/docx.ts';
import { findLibreOffice, type LibreOffice, LibreOfficeError, openLibreOffice } from '../support/libreoffice.ts';

const hasOffice = findLibreOffice() !== null;
if (!hasOffice) console.log('LibreOffice: skipped, there is none on the search path');

describe.skipIf(!hasOffice)('LibreOffice, asked', () => {
  let office: LibreOffice;
  beforeAll(async () => {
    office = await openLibreOffice();
  });
  afterAll(async () => {
    await office?.close();
  });

  const changed = docxFile(
    p(
      r('The Vendor ') +
        `<w:del ${by('Buyer')}><w:r><w:delText xml:space="preserve">may </w:delText></w:r></w:del>` +
        `<w:ins ${by('Buyer', 2)}>${r('shall ')}</w:ins>` +
        r('deliver.'),
    ),
  );

  it('sees the tracked changes and settles them', async () => {
    const asIs = await office.read(changed, { changes: 'as-is' });
    expect(asIs.changes).toEqual([
      { type: 'Delete', author: 'Buyer' },
      { type: 'Insert', author: 'Buyer' },
    ]);
    const accepted = await office.read(changed, { changes: 'accept' });
    expect(accepted.stories[0]?.blocks).toMatchObject([{ text: 'The Vendor shall deliver.' }]);
    expect(accepted.changes).toHaveLength(2);
    expect(accepted.changesLeft).toHaveLength(0);
    const rejected = await office.read(changed, { changes: 'reject' });
    expect(rejected.stories[0]?.blocks).toMatchObject([{ text: 'The Vendor may deliver.' }]);
  });

  it('reads labels, runs, tables, notes, headers and text boxes', async () => {
    const file = docxFile({
      body:
        p('Scope', inList(1)) +
        p(
          `${r('Only ')}${r('written', '<w:b/>')}${r(' notices', '<w:b/>')}<w:r><w:footnoteReference w:id="1"/></w:r>`,
          inList(1),
        ) +
        `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>${row(['fee', 'tab\there\\'])}</w:tbl>` +
        p() +
        '<w:sectPr><w:headerReference w:type="default" r:id="rId-header"/></w:sectPr>',
      numbering: list(1, listLevel(0, 'decimal', '%1.')),
      footnotes: `<w:footnote w:id="1">${p('By hand.')}</w:footnote>`,
      header: p('Draft'),
    });
    const { stories } = await office.read(file, { changes: 'as-is', formatting: true });
    expect(stories).toMatchObject([
      {
        kind: 'body',
        blocks: [
          { label: '1.', text: 'Scope' },
          { label: '2.', runs: [{ marks: '', text: 'Only ' }, { marks: 'b', text: 'written notices' }, { text: '1' }] },
          {
            type: 'table',
            cells: [
              { name: 'A1', blocks: [{ text: 'fee' }] },
              { name: 'B1', blocks: [{ text: 'tab\there\\' }] },
            ],
          },
          { text: '' },
        ],
      },
      { kind: 'footnote', blocks: [{ text: 'By hand.' }] },
      { kind: 'header', label: 'default', blocks: [{ text: 'Draft' }] },
    ]);
  });

  it('opens documents with comments, which end it when it tries to show them', async () => {
    const file = docxFile({
      body: p(
        `<w:commentRangeStart w:id="0"/>${r('Fee')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
      ),
      comments: `<w:comment w:id="0" w:author="Buyer">${p('Too high.')}</w:comment>`,
    });
    for (let time = 0; time < 3; time++) {
      const { stories } = await office.read(file, { changes: 'as-is' });
      expect(stories[0]?.blocks).toMatchObject([{ text: 'Fee' }]);
    }
  });

  it('says of a file that is no Word document that it does not open it, and goes on', async () => {
    const garbage = { name: 'garbage.docx', bytes: Buffer.from(t('not a zip file')) };
    await expect(office.read(garbage, { changes: 'as-is' })).rejects.toThrow(LibreOfficeError);
    await expect(office.read(garbage, { changes: 'as-is' })).rejects.toThrow(
      'garbage.docx: LibreOffice does not open it',
    );
    expect((await office.read(changed, { changes: 'as-is' })).changes).toHaveLength(2);
  });

  it('stores with changes settled, as PDF, and what it compares itself', async () => {
    const accepted = { name: 'accepted.docx', bytes: await office.settle(changed, 'accept') };
    const again = await office.read(accepted, { changes: 'as-is' });
    expect(again.changes).toHaveLength(0);
    expect(again.stories[0]?.blocks).toMatchObject([{ text: 'The Vendor shall deliver.' }]);
    expect(Buffer.from(await office.convertToPdf(changed)).toString('latin1', 0, 5)).toBe('%PDF-');
    const a = docxFile(p('The Vendor may deliver on Monday.'));
    const b = docxFile(p('The Vendor shall deliver on Monday.'));
    const { bytes, ms } = await office.compare(a, b);
    const redline = await office.read({ name: 'compared.docx', bytes }, { changes: 'as-is' });
    expect(redline.changes.length).toBeGreaterThan(0);
    expect(Object.keys(ms)).toEqual(['open', 'compare', 'store']);
  });
});

describe.skipIf(!hasOffice)('LibreOffice, in trouble', () => {
  it('is started anew for the next question when it ended, and leaves nothing behind', async () => {
    const file = docxFile(p('Fee'));
    const office = await openLibreOffice({ timeoutMs: 30_000 });
    try {
      process.kill(-(office.processId ?? 0), 'SIGKILL');
      await expect(office.read(file, { changes: 'as-is' })).rejects.toThrow(LibreOfficeError);
      const { stories } = await office.read(file, { changes: 'as-is' });
      expect(stories[0]?.blocks).toMatchObject([{ text: 'Fee' }]);
    } finally {
      await office.close();
    }
    await expect(office.read(file, { changes: 'as-is' })).rejects.toThrow('LibreOffice was closed');
    expect(office.processId).toBeNull();
  });

  it('is given up when it takes too long', async () => {
    await expect(openLibreOffice({ timeoutMs: 1 })).rejects.toThrow('LibreOffice took too long');
  });
});
