import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPackage } from '../../../../core/docx/package.ts';
import { traceParagraphs } from '../../../../core/docx/revisions/paragraph-trace.ts';
import { listRevisions, resolveRevisions } from '../../../../core/docx/revisions/resolve-revisions.ts';
import type { Decide } from '../../../../core/docx/revisions/revision.ts';
import type { XmlElement } from '../../../../core/docx/xml.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { docxFile, p, r } from '../../../support/docx.ts';
import { changedMark, customer, del, ins, trackedAgreement } from '../../../support/tracked-agreement.ts';

function paragraphsOf(file: ReturnType<typeof docxFile>): string[] {
  const docx = openPackage(file, nodePlatform);
  const text = docx.getText(docx.mainPart);
  const found: string[] = [];
  const walk = (element: XmlElement) => {
    if (element.name === 'w:p') found.push(text.slice(element.from, element.to));
    for (let child = element.first; child !== null; child = child.next) walk(child);
  };
  walk(docx.getXml(docx.mainPart));
  return found;
}

function resolved(file: ReturnType<typeof docxFile>, decide: Decide) {
  const { bytes } = resolveRevisions(openPackage(file, nodePlatform), decide, nodePlatform);
  return { name: file.name, bytes };
}

test('a paragraph that is joined to others or gone is where the next one is that stayed', () => {
  const file = docxFile(
    p('One.') +
      p(ins(customer, 1, 'New.'), changedMark('ins', customer, 2)) +
      p(r('Two, ') + del(customer, 3, 'and so on.')) +
      p('Split', changedMark('ins', customer, 4)) +
      p(' here.'),
  );
  const { find } = traceParagraphs(file, () => 'reject', nodePlatform);
  expect([0, 1, 2, 3, 4].map((ordinal) => find('word/document.xml', ordinal))).toEqual([0, 1, 1, 2, 2]);
  const same = traceParagraphs(file, () => 'keep', nodePlatform);
  expect([0, 1, 2, 3, 4].map((ordinal) => same.find('word/document.xml', ordinal))).toEqual([0, 1, 2, 3, 4]);
});

test('whatever is decided, a paragraph that no change touches is found with every character it had', () => {
  const file = trackedAgreement();
  const before = paragraphsOf(file);
  const part = openPackage(file, nodePlatform).mainPart;
  const ids = listRevisions(openPackage(file, nodePlatform)).map(({ id }) => id);
  const isPlain = (xml: string) => !/<w:(ins|del|moveFrom|moveTo|rPrChange|pPrChange)\b/.test(xml);
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: ids.length, maxLength: ids.length }), (rejects) => {
      const rejected = new Set(ids.filter((_, index) => rejects[index]));
      const decide: Decide = ({ id }) => (rejected.has(id) ? 'reject' : 'keep');
      const { find } = traceParagraphs(file, decide, nodePlatform);
      const after = paragraphsOf(resolved(file, decide));
      let last = 0;
      for (const [ordinal, xml] of before.entries()) {
        const found = find(part, ordinal);
        if (found === null) continue;
        expect(found).toBeGreaterThanOrEqual(last);
        last = found;
        // A table's row that is gone leaves its cells to what follows, and a split that is taken back adds to what it joins.
        if (isPlain(xml) && after.includes(xml)) expect(after[found]).toBe(xml);
      }
    }),
    { seed: 4, numRuns: 60 },
  );
});
