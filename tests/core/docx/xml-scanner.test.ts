import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFragment, parseXml, readRootNamespaces, streamXml, type XmlElement } from '../../../core/docx/xml.ts';
import { XmlError } from '../../../core/docx/xml-error.ts';
import { damagedXml, randomXml, xmlSoup } from '../../support/random-xml.ts';
import { asOracleElement, OracleDiffers, type OracleElement, readWithSaxes } from '../../support/saxes-tree.ts';

type Reading = { readonly tree: OracleElement } | { readonly refused: string };

function readHere(text: string): Reading {
  try {
    return { tree: asOracleElement(parseXml(text)) };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return { refused: error.message };
  }
}

function readThere(text: string): Reading | null {
  try {
    return { tree: readWithSaxes(text) };
  } catch (error) {
    return error instanceof OracleDiffers ? null : { refused: String(error) };
  }
}

/** How many texts were read, and how many refused, by both. */
function expectAgreement(texts: fc.Arbitrary<string>, numRuns: number): { read: number; refused: number } {
  const counts = { read: 0, refused: 0 };
  fc.assert(
    fc.property(texts, (text) => {
      const there = readThere(text);
      if (there === null) return;
      const here = readHere(text);
      if ('tree' in there && 'tree' in here) expect(here.tree).toEqual(there.tree);
      else expect([text, here], JSON.stringify(there)).toEqual([text, { refused: expect.any(String) }]);
      if ('refused' in here) expect(there).toEqual({ refused: expect.any(String) });
      counts['tree' in here ? 'read' : 'refused'] += 1;
    }),
    { numRuns },
  );
  return counts;
}

test('well-formed documents are read as another parser reads them', () => {
  const { read } = expectAgreement(randomXml, 3_000);
  expect(read).toBeGreaterThan(1_000);
});

test('damaged documents are read alike or refused by both', () => {
  const { read, refused } = expectAgreement(damagedXml, 6_000);
  expect(Math.min(read, refused)).toBeGreaterThan(500);
});

test('what looks like XML here and there is read alike or refused by both', () => {
  const { read, refused } = expectAgreement(xmlSoup, 6_000);
  expect(Math.min(read, refused)).toBeGreaterThan(100);
});

function* allElements(root: XmlElement): Generator<XmlElement> {
  yield root;
  for (let child = root.first; child !== null; child = child.next) yield* allElements(child);
}

/** Without ordinals, which depend on what was read before. */
function withoutOrdinals(element: OracleElement): OracleElement {
  return { ...element, ordinal: 0, children: element.children.map(withoutOrdinals) };
}

/** A document that is read, where only its root declares namespaces. */
const plainDocument = randomXml.filter((text) => {
  const inner = text.slice(text.indexOf('>', text.indexOf('<root')));
  return !inner.includes('xmlns') && 'tree' in readHere(text);
});

test('an element read out of the middle of a part is the one that stands there', () => {
  fc.assert(
    fc.property(plainDocument, (text) => {
      const namespaces = readRootNamespaces(text);
      for (const element of allElements(parseXml(text))) {
        const alone = parseFragment(text, element.from, element.to, namespaces);
        expect(withoutOrdinals(asOracleElement(alone))).toEqual(withoutOrdinals(asOracleElement(element)));
      }
    }),
    { numRuns: 300 },
  );
});

test('the pieces of a part are the elements at their depth, in order', () => {
  fc.assert(
    fc.property(plainDocument, fc.integer({ min: 1, max: 3 }), (text, depth) => {
      const listAt = (element: XmlElement, left: number): OracleElement[] => {
        if (left === 0) return [asOracleElement(element)];
        const all: OracleElement[] = [];
        for (let child = element.first; child !== null; child = child.next) all.push(...listAt(child, left - 1));
        return all;
      };
      const pieces: OracleElement[] = [];
      streamXml(text, depth, (element) => pieces.push(asOracleElement(element)));
      expect(pieces).toEqual(listAt(parseXml(text), depth));
    }),
    { numRuns: 500 },
  );
});

test('a fragment that is more or less than one element is refused, and its errors name the place in the part', () => {
  const text = '<a>\n<b>x</b><c/> \n<d>&nbsp;</d></a>';
  const read = (from: string, to: string) => () =>
    parseFragment(text, text.indexOf(from), text.indexOf(to) + to.length, new Map());
  expect(read('<b>', '</b>')().text).toBe('x');
  for (const [from, to] of [
    ['<b>', '<c/>'],
    ['<b>', 'x'],
    ['x', '<c/>'],
    ['<c/>', '<c/> '],
    ['</b>', '</b>'],
  ] as const) {
    expect(read(from, to), `${from} ${to}`).toThrow(XmlError);
  }
  expect(read('<d>', '</d>')).toThrow(/^XML error at 3:4: undefined entity$/);
});

test('the namespaces of a root are read as written, without the rest of the part', () => {
  expect([
    ...readRootNamespaces('<?xml version="1.0"?><!-- a --><x:r xmlns:x="urn:x" b="1" xmlns="urn:d"><broken'),
  ]).toEqual([
    ['x', 'urn:x'],
    ['', 'urn:d'],
  ]);
  expect([...readRootNamespaces('<r/>')]).toEqual([]);
});
