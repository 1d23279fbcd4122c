import { expect, test } from 'vitest';
import { openPackage } from '../../../../core/docx/package.ts';
import { counterpartyChoices } from '../../../../core/docx/scrub/choices.ts';
import { type Scrubbed, scrubDocx } from '../../../../core/docx/scrub/scrub-docx.ts';
import { blockText, type Paragraph } from '../../../../core/model/content.ts';
import type { SourceFile } from '../../../../core/model/source.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { fileAt, isCorpusThere, listCorpus, readOrNothing, sayWithoutCorpus } from '../../../support/corpus.ts';
import {
  findLibreOffice,
  type LibreOffice,
  type OfficeDocument,
  openLibreOffice,
} from '../../../support/libreoffice.ts';
import { Draft } from './draft.ts';
import { hidingPlaces } from './hiding-places.ts';

sayWithoutCorpus('scrub/corpus.test.ts is skipped in part');
const folders = ['commercial-docx', 'french-docx-rounds', 'redline-pairs', 'redline-fixtures', 'manual-redlines'];

function listFiles(folder: string): SourceFile[] {
  return listCorpus(folder, /\.do[ct][xm]$/).map(fileAt);
}

/** Labels and words, hidden ones apart; nothing for a file without words. */
function linesOf(file: SourceFile): string[] {
  return readOrNothing(file).map(({ block }) => {
    if (block.type === 'row') return blockText(block);
    const shown = (block as Paragraph).runs.filter((run) => run.marks?.includes('hidden') !== true);
    return `${block.label ?? ''}|${shown.map(({ text }) => text).join('')}`;
  });
}

const changes =
  /<w:((?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|[A-Za-z]+Change|customXml\w+RangeStart|moveFromRangeStart|moveToRangeStart))\s[^>]*w:id="([^"]*)"/g;

function trackedChanges(file: SourceFile): string[] {
  const docx = openPackage(file, nodePlatform);
  return [...docx.getText(docx.mainPart).matchAll(changes)].map(([, name, id]) => `${name} ${id}`);
}

/** Text and values of all XML parts, without names and namespaces. */
function wordsOf(file: SourceFile): string {
  const docx = openPackage(file, nodePlatform);
  const parts = docx.archive.entries.filter(({ name }) => /\.(?:xml|rels)$/.test(name));
  return parts
    .map(({ name }) =>
      docx
        .getText(name)
        .replace(/\sxmlns(?::\w+)?="[^"]*"/g, '')
        .replace(/<[^\s>]+/g, ' ')
        .replace(/[\w:]+=/g, ' '),
    )
    .join('\n');
}

function namesOf(file: SourceFile): string[] {
  const docx = openPackage(file, nodePlatform);
  const [core] = docx.archive.entries.filter(({ name }) => name === 'docProps/core.xml');
  const xml = core === undefined ? '' : docx.getText(core.name);
  return [...xml.matchAll(/<(?:dc:creator|cp:lastModifiedBy)>([^<]{4,})</g)].map(([, name = '']) => name);
}

test.skipIf(!isCorpusThere).each(folders)(
  'documents of %s keep their words, labels and changes, and say who wrote them nowhere',
  (folder) => {
    const files = listFiles(folder);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const { bytes, report } = scrubDocx(file, counterpartyChoices, nodePlatform);
      const result = { name: file.name, bytes };
      expect(linesOf(result), file.name).toEqual(linesOf(file).filter((line) => line !== '|'));
      // Those of hidden words and of the references of comments go with them.
      const isWhole = !report.removed.some(({ kind }) => kind === 'hidden-text' || kind === 'comments');
      if (isWhole) expect(trackedChanges(result), file.name).toEqual(trackedChanges(file));
      expectNoNames(file, result, report);
    }
  },
);

function expectNoNames(file: SourceFile, result: SourceFile, report: Scrubbed['report']): void {
  const words = wordsOf(result);
  const named = report.left.filter(({ kind }) => kind === 'name-in-text').flatMap(({ values }) => values);
  for (const name of namesOf(file)) {
    if (name === 'Author' || named.includes(name)) continue;
    const isWord = new RegExp(
      `(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
      'u',
    );
    expect(isWord.test(words), `${file.name}: ${name}`).toBe(false);
  }
}

const hasOffice = findLibreOffice() !== null;
if (!hasOffice) console.log('scrub/corpus.test.ts is skipped in part: there is no LibreOffice');

async function withOffice(work: (office: LibreOffice) => Promise<void>): Promise<void> {
  const office = await openLibreOffice();
  try {
    await work(office);
  } finally {
    await office.close();
  }
}

test.skipIf(!isCorpusThere || !hasOffice)(
  'LibreOffice opens a sample and reads the same stories, headers and changes',
  async () => {
    await withOffice(async (office) => {
      const sample = folders.flatMap((folder) => listFiles(folder).filter((_, index) => index % 24 === 5));
      for (const file of sample) {
        const { bytes } = scrubDocx(file, counterpartyChoices, nodePlatform);
        const before = await office.read(file, { changes: 'as-is', formatting: true });
        const after = await office.read({ name: file.name, bytes }, { changes: 'as-is', formatting: true });
        expect(withWords(after), file.name).toEqual(withWords(before));
        expect(after.changes.map(({ type }) => type)).toEqual(before.changes.map(({ type }) => type));
        expect(new Set(after.changes.map(({ author }) => author)).size).toBeLessThanOrEqual(1);
      }
    });
  },
);

/** Shapes that are switched off are gone; they had no words. */
function withWords({ stories }: OfficeDocument): OfficeDocument['stories'] {
  return stories.filter(({ kind, blocks }) => kind !== 'shape' || /"text":"[^"]/.test(JSON.stringify(blocks)));
}

test.skipIf(!hasOffice)('LibreOffice opens what is left of a document that was full of secrets', async () => {
  const draft = new Draft();
  draft.body.push('<w:p><w:r><w:t>First words.</w:t></w:r></w:p>');
  for (const [index, place] of hidingPlaces.entries()) place.plant(draft, `Secret${index}`);
  const { bytes } = scrubDocx(draft.file(), counterpartyChoices, nodePlatform);
  await withOffice(async (office) => {
    const { stories } = await office.read({ name: 'r.docx', bytes }, { changes: 'as-is' });
    const [body] = stories.filter(({ kind }) => kind === 'body');
    expect(body?.blocks[0]).toMatchObject({ type: 'paragraph', text: 'First words.' });
    expect(body?.blocks.length).toBeGreaterThan(50);
    expect(JSON.stringify(stories)).not.toMatch(/Secret\d/);
  });
});
