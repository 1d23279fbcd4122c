import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributeOf, decodeXml, parseXml, streamXml, type XmlElement } from '../../../core/docx/xml.ts';
import { XmlBudget, xmlLimits } from '../../../core/docx/xml-budget.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { escapeXml } from '../../support/docx.ts';

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const strictW = 'http://purl.oclc.org/ooxml/wordprocessingml/main';

function children(element: XmlElement): XmlElement[] {
  const all: XmlElement[] = [];
  for (let child = element.first; child !== null; child = child.next) all.push(child);
  return all;
}

function refuses(text: string, message: RegExp, code = 'damaged'): void {
  expect(() => parseXml(text)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
}

test.each([w, strictW])('elements and attributes have our prefixes, whatever the file calls %s', (namespace) => {
  const root = parseXml(`<x:p xmlns:x="${namespace}" x:val="1" plain="2"><p xmlns="${namespace}" val="3"/></x:p>`);
  expect(root.name).toBe('w:p');
  expect([attributeOf(root, 'w:val'), attributeOf(root, 'plain'), attributeOf(root, 'val')]).toEqual(['1', '2', null]);
  const [inner] = children(root) as [XmlElement];
  expect([inner.name, attributeOf(inner, 'val')]).toEqual(['w:p', '3']);
});

test('a prefix means what the innermost declaration says, and only inside it', () => {
  const root = parseXml(`<a:p xmlns:a="${w}"><a:p xmlns:a="urn:other"><a:p/></a:p><a:p/></a:p>`);
  const [first, second] = children(root) as [XmlElement, XmlElement];
  expect(first.name).toBe('{urn:other}p');
  expect(children(first).map((each) => each.name)).toEqual(['{urn:other}p']);
  expect(second.name).toBe('w:p');
});

test('text is all characters, with entities and character data sections resolved', () => {
  expect(parseXml('<t> a &amp;&#x2011;&#65;\r\n<![CDATA[<b>]]>&lt; </t>').text).toBe(' a &\u2011A\n<b>< ');
});

test('revision save ids are passed over', () => {
  expect(parseXml(`<w:p xmlns:w="${w}" w:rsidR="00A1" w:rsidRDefault="00A1"/>`).attributes).toBeNull();
});

test('what a choice requires is named by our prefixes', () => {
  const mc = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
  const wps = 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape';
  const choice = parseXml(`<c:Choice xmlns:c="${mc}" xmlns:q="${wps}" xmlns:n="urn:new" Requires="q n"/>`);
  expect(attributeOf(choice, 'Requires')).toBe('wps {urn:new}');
});

test('elements know their place among those of their name, and in the text', () => {
  const text = '<?xml version="1.0"?>\n<a><b x="<&#62;>"/> <b>é</b ><c\n/><d></d></a>'.replace('<&', '&');
  const root = parseXml(text);
  const [b1, b2, c, d] = children(root) as [XmlElement, XmlElement, XmlElement, XmlElement];
  const slice = (each: XmlElement) => [
    text.slice(each.from, each.to),
    text.slice(each.contentFrom, each.to),
    each.ordinal,
  ];
  expect(slice(b1)).toEqual(['<b x="&#62;>"/>', '', 0]);
  expect(slice(b2)).toEqual(['<b>é</b >', 'é</b >', 1]);
  expect(slice(c)).toEqual(['<c\n/>', '', 0]);
  expect(slice(d)).toEqual(['<d></d>', '</d>', 0]);
  expect(text.slice(root.from, root.to)).toBe(text.slice(text.indexOf('<a>')));
});

test('a part is handed over in pieces, which are not kept', () => {
  const pieces: string[] = [];
  const root = streamXml('<a><b><c>1</c><c>2</c></b><d><c/></d></a>', 2, (element, around) =>
    pieces.push(`${around.join('/')}/${element.name} ${element.text} ${element.ordinal}`),
  );
  expect(pieces).toEqual(['a/b/c 1 0', 'a/b/c 2 1', 'a/d/c  2']);
  expect(children(root).map((each) => [each.name, each.first])).toEqual([
    ['b', null],
    ['d', null],
  ]);
});

describe('what is refused', () => {
  test.each([
    ['<a><b></a>', /1:7: unexpected end tag where b is open/],
    ['<a>', /1:4: .*unclosed element a/],
    ['', /1:1: .*no root element/],
    ['words', /1:1: no root element/],
    ['</a>', /1:1: an end tag before any element/],
    ['<a x=1/>', /unquoted attribute/],
    ['<a x="1" x="2"/>', /duplicate attribute x/],
    ['<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>', /duplicate attribute {u}x/],
    ['<a x="1"y="2"/>', /no white space between attributes/],
    ['<a x="<"/>', /1:7: disallowed character </],
    ['<a x/>', /attribute without value/],
    ['<a>\u0001</a>', /1:4: disallowed character/],
    ['<a x="\ud83d"/>', /1:7: disallowed character/],
    ['<a/><b/>', /1:5: something behind the root element/],
    ['<a/>words', /1:5: something behind the root element/],
    ['<a>]]></a>', /1:4: the string \]\]>/],
    ['<a><!-- -- --></a>', /malformed comment/],
    ['<a><!-- </a>', /a comment that does not end/],
    ['<a><![CDATA[ </a>', /a CDATA section that does not end/],
    ['<a><?x </a>', /a processing instruction that does not end/],
    ['<a><?xml version="1.0"?></a>', /an XML declaration that is not at the start/],
    ['<?xml version="2.0"?><a/>', /malformed XML declaration/],
    ['<a>&#0;</a>', /malformed character reference/],
    ['<a>\r\n\r&#x110000;</a>', /3:1: malformed character reference/],
    ['<a>&nbsp;</a>', /undefined entity/],
    ['<a>&constructor;</a>', /undefined entity/],
    ['<q:a/>', /undeclared prefix q/],
    ['<a q:x="1"/>', /undeclared prefix q/],
    ['<a xmlns:q=""/>', /prefix q declared as nothing/],
    ['<a xmlns:xml="urn:x"/>', /namespace declaration that XML does not allow/],
    ['<a:b:c/>', /malformed name a:b:c/],
  ])('%j', (text, message) => {
    refuses(text, message);
  });

  test('document type definitions, and with them all entities of their own', () => {
    refuses('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', /document type definition/);
    refuses('<!DOCTYPE a><a/>', /document type definition/);
  });

  test('a million elements inside one another', () => {
    const depth = 1_000_000;
    refuses('<a>'.repeat(depth) + '</a>'.repeat(depth), /nested more than 500 deep/);
    expect(parseXml('<a>'.repeat(xmlLimits.depth) + '</a>'.repeat(xmlLimits.depth)).name).toBe('a');
  });

  test('one block of more elements than are allowed, but not a part of as many in small blocks', () => {
    const limits = { ...xmlLimits, smallTree: 95, inLargeTrees: 250 };
    const block = (count: number) => `<b>${'<a/>'.repeat(count)}</b>`;
    const read = (...counts: readonly number[]) => {
      let blocks = 0;
      streamXml(`<r>${counts.map(block).join('')}</r>`, 1, () => blocks++, new XmlBudget(limits));
      return blocks;
    };
    const refused = expect.objectContaining({ code: 'too-large', message: expect.stringMatching(/250 elements/) });
    expect(read(90, 90, 90, 90)).toBe(4);
    expect(read(99, 99)).toBe(2);
    expect(() => read(260)).toThrow(refused);
    expect(() => read(99, 90, 99, 99)).toThrow(refused);
  });

  test('more blocks, and more of everything in several parts, than are allowed', () => {
    const limits = { ...xmlLimits, blocks: 3, markup: 100 };
    const refusedFor = (reason: RegExp) =>
      expect.objectContaining({ code: 'too-large', message: expect.stringMatching(reason) });
    const stream = (text: string) => streamXml(text, 1, () => {}, new XmlBudget(limits));
    stream(`<r>${'<b/>'.repeat(3)}</r>`);
    expect(() => stream(`<r>${'<b/>'.repeat(4)}</r>`)).toThrow(refusedFor(/more than 3 paragraphs/));

    for (const unit of ['<a/>', '<!---->', '<?a?>', '<![CDATA[]]>', '&lt;', '&#65;', '\r']) {
      const budget = new XmlBudget(limits);
      parseXml(`<r>${unit.repeat(60)}</r>`, budget);
      expect(() => parseXml(`<r>${unit.repeat(60)}</r>`, budget), unit).toThrow(refusedFor(/too many/));
    }
    const attributes = (count: number) => Array.from({ length: count }, (_, index) => `<a b="${index}"/>`).join('');
    expect(() => parseXml(`<r>${attributes(60)}</r>`, new XmlBudget(limits))).toThrow(refusedFor(/too many/));
  });

  test('more attributes, longer names and more different ones than any document has', () => {
    refuses(`<a${Array.from({ length: 201 }, (_, index) => ` a${index}="1"`).join('')}/>`, /more than 200 attributes/);
    refuses(`<${'a'.repeat(256)}/>`, /a name of more than 255 characters/);
    refuses(`<a ${'a'.repeat(256)}="1"/>`, /a name of more than 255 characters/);
    refuses(`<a xmlns="${'u'.repeat(1_001)}"/>`, /a namespace name of more than 1000 characters/);
    refuses(`<a>${Array.from({ length: 10_001 }, (_, index) => `<a${index}/>`).join('')}</a>`, /10000 different names/);
    const scopes = Array.from({ length: 10_001 }, (_, index) => `<a xmlns:a="u${index}"/>`).join('');
    refuses(`<a>${scopes}</a>`, /10000 different namespace declarations/);
  });
});

test('parts in UTF-8 and UTF-16 are decoded, with or without a byte order mark', () => {
  const text = '<a>é\u2011€</a>';
  const utf16le = Buffer.from(text, 'utf16le');
  const utf16be = Buffer.from(utf16le).swap16();
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    utf16le,
    Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le]),
    utf16be,
    Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be]),
  ]) {
    expect(decodeXml(bytes, nodePlatform)).toBe(text);
  }
  expect(decodeXml(Buffer.from([0x3c, 0x61, 0xe9, 0x3e]), nodePlatform)).toBeNull();
});

test('any tree written down is read back, and each element stands where it says', () => {
  interface Tree {
    readonly name: string;
    readonly value: string;
    readonly text: string;
    readonly inner: readonly Tree[];
  }
  const characters = fc.string({ unit: 'grapheme', maxLength: 8 });
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.record({
      name: fc.constantFrom('a', 'b', 'w:p', 'w:r'),
      value: characters,
      text: characters,
      inner: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
    }),
  }));
  const write = (node: Tree): string =>
    `<${node.name} v="${escapeXml(node.value).replace(/[\n\t]/g, (space) => `&#${space.charCodeAt(0)};`)}">${escapeXml(node.text)}${node.inner.map(write).join('')}</${node.name}>`;
  const isXml = (node: Tree): boolean =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold these characters.
    !/[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/.test(node.value + node.text) && node.inner.every(isXml);
  fc.assert(
    fc.property(tree.filter(isXml), (node) => {
      const text = `<root xmlns:w="${w}">${write(node)}</root>`;
      const check = (element: XmlElement, expected: Tree): void => {
        expect([element.name, attributeOf(element, 'v'), element.text]).toEqual([
          expected.name,
          expected.value,
          expected.text,
        ]);
        expect(text.slice(element.from, element.to)).toBe(write(expected));
        const inner = children(element);
        expect(inner).toHaveLength(expected.inner.length);
        for (const [index, child] of inner.entries()) check(child, expected.inner[index] as Tree);
      };
      check(children(parseXml(text))[0] as XmlElement, node);
    }),
  );
});
