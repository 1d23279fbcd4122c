import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DocxPackage, openPackage } from '../../../../core/docx/package.ts';
import { isRevisionElement } from '../../../../core/docx/revisions/elements.ts';
import {
  listRevisions,
  type ResolvedRevisions,
  resolveRevisions,
} from '../../../../core/docx/revisions/resolve-revisions.ts';
import type { Decide } from '../../../../core/docx/revisions/revision.ts';
import { attributeOf, type XmlElement } from '../../../../core/docx/xml.ts';
import { AppError } from '../../../../core/error.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { docxFile } from '../../../support/docx.ts';
import { outlineXml } from '../../../support/outline-docx.ts';
import { readContent } from '../../../support/read-docx.ts';
import {
  type Author,
  authors,
  looselyTrackedBodies,
  outlineModel,
  type TrackedBlock,
  trackedBodies,
  type Verdicts,
  writeTracked,
} from '../../../support/tracked-docx.ts';

const verdict = fc.constantFrom('accept' as const, 'reject' as const, 'keep' as const);
const verdictsOfAll: fc.Arbitrary<Verdicts> = fc.record({ Vendor: verdict, Department: verdict });
const settling = fc.constantFrom('accept' as const, 'reject' as const);

function write(blocks: readonly TrackedBlock[]): Uint8Array {
  const { body, comments, footnotes } = writeTracked(blocks);
  return docxFile({ body: `${body}<w:sectPr/>`, comments, footnotes }).bytes;
}

function open(bytes: Uint8Array): DocxPackage {
  return openPackage({ name: 'tracked.docx', bytes }, nodePlatform);
}

function resolve(bytes: Uint8Array, decide: Decide): ResolvedRevisions {
  return resolveRevisions(open(bytes), decide, nodePlatform);
}

const by =
  (verdicts: Verdicts): Decide =>
  (revision) =>
    verdicts[revision.author as Author];

function body(bytes: Uint8Array): XmlElement {
  const docx = open(bytes);
  return docx.getXml(docx.mainPart);
}

function collect<T>(element: XmlElement, pick: (element: XmlElement) => T | null, found: T[] = []): T[] {
  const picked = pick(element);
  if (picked !== null) found.push(picked);
  for (let child = element.first; child !== null; child = child.next) collect(child, pick, found);
  return found;
}

/** Names and ids of what other places refer to, sorted. */
function anchors(bytes: Uint8Array): string[] {
  const names = ['w:bookmarkStart', 'w:bookmarkEnd', 'w:commentRangeStart', 'w:commentRangeEnd', 'w:commentReference'];
  return collect(body(bytes), ({ name, ...element }) =>
    names.includes(name) ? `${name} ${attributeOf({ name, ...element }, 'w:id')}` : null,
  ).sort();
}

function idsOf(root: XmlElement, name: string): string[] {
  return collect(root, (element) => (element.name === name ? attributeOf(element, 'w:id') : null)).sort();
}

/** What must hold of any document, whatever is decided. */
function expectLawful(blocks: readonly TrackedBlock[], verdicts: Verdicts): void {
  const bytes = write(blocks);
  const { bytes: after, resolved, kept, swallowed } = resolve(bytes, by(verdicts));
  expect(outlineXml(body(after))).toEqual(outlineModel(blocks, verdicts));
  expect(anchors(after)).toEqual(anchors(bytes));
  const pending = listRevisions(open(after));
  expect(pending.map(({ author }) => author).filter((author) => verdicts[author as Author] !== 'keep')).toEqual([]);
  // Changes of one hand become one where what stood between them is gone.
  expect(pending.length).toBeLessThanOrEqual(kept.length);
  expect(pending.length > 0).toBe(kept.length > 0);
  const known = new Set(listRevisions(open(bytes)).map(({ id }) => id));
  if (resolved.length === 0) expect(pending.filter(({ id }) => !known.has(id))).toEqual([]);
  expect(resolved.length + kept.length + swallowed.length).toBe(listRevisions(open(bytes)).length);
  const docx = open(after);
  for (const [part] of [docx.listRelated(docx.mainPart, 'footnotes')]) {
    if (part === undefined) continue;
    expect(idsOf(docx.getXml(part), 'w:footnote')).toEqual(idsOf(body(after), 'w:footnoteReference'));
  }
  // Stories, cells and text boxes must end in a paragraph.
  const ends = collect(body(after), (element) => {
    if (!['w:tc', 'w:txbxContent'].includes(element.name)) return null;
    let last = element.first;
    while (last?.next) last = last.next;
    return last?.name ?? 'nothing';
  });
  for (const end of ends) expect(['w:p', 'w:sdt', 'w:bookmarkEnd', 'w:commentRangeEnd']).toContain(end);
}

test('what each author’s changes leave is what the model says; nothing that others refer to is lost', () => {
  fc.assert(fc.property(trackedBodies, verdictsOfAll, expectLawful), { numRuns: 250 });
});

test('the same holds where marks are tracked that nothing follows', () => {
  fc.assert(fc.property(looselyTrackedBodies, verdictsOfAll, expectLawful), { numRuns: 150 });
});

test('once everything is accepted, or rejected, no element that tracks a change is left', () => {
  fc.assert(
    fc.property(looselyTrackedBodies, settling, (blocks, decision) => {
      const { bytes } = resolve(write(blocks), () => decision);
      expect(listRevisions(open(bytes))).toEqual([]);
      const left = collect(body(bytes), ({ name }) => (isRevisionElement(name) || name === 'w:delText' ? name : null));
      expect(left).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('the reader, which takes changes as accepted, reads a document and the same accepted alike', () => {
  fc.assert(
    fc.property(trackedBodies, (blocks) => {
      const { body: written, comments, footnotes } = writeTracked(blocks);
      const content = { body: `${written}<w:p><w:r><w:t>end</w:t></w:r></w:p>`, comments, footnotes };
      const accepted = resolve(docxFile(content).bytes, () => 'accept').bytes;
      const docx = open(accepted);
      const part = (type: string) => docx.listRelated(docx.mainPart, type).map((name) => docx.getText(name))[0];
      const inner = (text = '') => text.replace(/^.*?<w:\w+ [^>]*>/s, '').replace(/<\/w:\w+>$/, '');
      const again = { body: docx.getText(docx.mainPart), footnotes: inner(part('footnotes')) };
      const words = (given: Parameters<typeof readContent>[0]) => readContent(given).blocks.map(({ block }) => block);
      expect(words(again)).toEqual(words(content));
    }),
    { numRuns: 100 },
  );
});

test('resolving one author after the other is resolving both at once', () => {
  fc.assert(
    fc.property(trackedBodies, settling, settling, fc.boolean(), (blocks, vendor, department, vendorFirst) => {
      const verdicts: Verdicts = { Vendor: vendor, Department: department };
      const bytes = write(blocks);
      let stepwise = bytes;
      for (const author of vendorFirst ? authors : [...authors].reverse()) {
        stepwise = resolve(stepwise, (revision) => (revision.author === author ? verdicts[author] : 'keep')).bytes;
      }
      expect(outlineXml(body(stepwise))).toEqual(outlineXml(body(resolve(bytes, by(verdicts)).bytes)));
    }),
    { numRuns: 150 },
  );
});

test('keeping everything keeps every byte, and resolving twice changes nothing more', () => {
  fc.assert(
    fc.property(looselyTrackedBodies, verdictsOfAll, (blocks, verdicts) => {
      const bytes = write(blocks);
      expect(resolve(bytes, () => 'keep').bytes).toBe(bytes);
      const once = resolve(bytes, by(verdicts)).bytes;
      expect(resolve(once, by(verdicts)).bytes).toBe(once);
      expect(resolve(bytes, by(verdicts)).bytes).toEqual(once);
    }),
    { numRuns: 80 },
  );
});

test('whatever a broken program writes, it is resolved or refused, and what is written can be read', () => {
  const change = 'w:id="9" w:author="Vendor"';
  const snippets = fc.constantFrom(
    '',
    `<w:ins ${change}/>`,
    `<w:del ${change}><w:r><w:delText>x</w:delText></w:r></w:del>`,
    `<w:moveFromRangeStart ${change} w:name="m"/>`,
    '<w:moveFromRangeEnd w:id="9"/>',
    `<w:customXmlInsRangeStart ${change}/>`,
    `<w:pPrChange ${change}><w:pPr/></w:pPrChange>`,
    `<w:cellDel ${change}/>`,
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:p/>',
    '<w:tbl/>',
    '<w:sdt/>',
    '<w:hyperlink>',
    '</w:hyperlink>',
    '<w:tc>',
    '</w:tc>',
  );
  const mutation = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(2), snippet: snippets });
  fc.assert(
    fc.property(
      trackedBodies,
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      verdictsOfAll,
      (blocks, mutations, verdicts) => {
        let { body: written } = writeTracked(blocks);
        for (const { at, cut, snippet } of mutations) {
          const tags = [...written.matchAll(/<[^>]*>/g)];
          const from = tags[Math.floor(at * (tags.length - 1))]?.index ?? 0;
          const to = cut === 0 ? from : written.indexOf('>', from) + 1;
          written = written.slice(0, from) + snippet + written.slice(to);
        }
        const { bytes } = docxFile({ body: written });
        try {
          const after = resolve(bytes, by(verdicts)).bytes;
          for (const { author } of listRevisions(open(after))) {
            if (author !== '') expect(verdicts[author as Author]).toBe('keep');
          }
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          expect(error.code).toBe('damaged');
        }
      },
    ),
    { numRuns: 300 },
  );
});
