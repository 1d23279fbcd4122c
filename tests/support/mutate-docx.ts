import { parseXml, type XmlElement } from '../../core/docx/xml.ts';
import { openZip } from '../../core/docx/zip.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { buildZip, type ZipItem } from './docx.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * DOCX files with something wrong in them, the same for the same seed. Three ways, because each stops at another
 * layer: bytes of the zip changed (stopped by the container), characters of a part changed (stopped by the XML
 * reader), and whole elements and values changed so that the XML stays well-formed and every layer above has to
 * cope with it.
 */
export interface Mutant {
  readonly bytes: Uint8Array;
  /** What was done, for messages. */
  readonly how: string;
}

/** A file to be changed, taken apart once. */
export interface MutationSource {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly items: readonly ZipItem[];
  /** Indexes of the parts that are XML. */
  readonly xmlParts: readonly number[];
  readonly texts: ReadonlyMap<number, string>;
  readonly elements: ReadonlyMap<number, readonly XmlElement[]>;
}

/** Takes a file apart; parts that are no well-formed XML are left as they are. */
export function mutationSource(name: string, bytes: Uint8Array): MutationSource {
  const archive = openZip({ name, bytes }, nodePlatform);
  const items = archive.entries.map((entry) => ({ name: entry.name, data: archive.read(entry), stored: true }));
  const texts = new Map<number, string>();
  const elements = new Map<number, readonly XmlElement[]>();
  for (const [index, item] of items.entries()) {
    if (!/\.(xml|rels)$/.test(item.name)) continue;
    const text = new TextDecoder().decode(item.data);
    texts.set(index, text);
    elements.set(index, [...allElements(parseXml(text))]);
  }
  return { name, bytes, items, xmlParts: [...texts.keys()], texts, elements };
}

function* allElements(root: XmlElement): Generator<XmlElement> {
  yield root;
  for (let child = root.first; child !== null; child = child.next) yield* allElements(child);
}

/** Changes a file in one of the three ways. */
export function mutateDocx(source: MutationSource, random: SeededRandom): Mutant {
  return random.pick([mutateZip, mutateCharacters, mutateElements, mutateElements])(source, random);
}

type ByteChange = (bytes: Buffer, random: SeededRandom) => Buffer;

const cut = (bytes: Buffer, from: number, to: number, instead: Uint8Array) =>
  Buffer.concat([bytes.subarray(0, from), instead, bytes.subarray(to)]);

function range(length: number, random: SeededRandom): [from: number, to: number] {
  const from = random.below(0, length);
  return [from, Math.min(length, from + random.below(1, random.pick([4, 64, 4_096])))];
}

const byteChanges: Readonly<Record<string, ByteChange>> = {
  'bits flipped': (bytes, random) => {
    for (let left = random.below(1, 20); left > 0; left--) {
      const at = random.below(0, bytes.length);
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random.below(0, 8)), at);
    }
    return bytes;
  },
  'cut short': (bytes, random) => bytes.subarray(0, random.below(0, bytes.length)),
  'beginning cut off': (bytes, random) => bytes.subarray(random.below(0, bytes.length)),
  'range taken out': (bytes, random) => cut(bytes, ...range(bytes.length, random), Buffer.alloc(0)),
  'range filled': (bytes, random) => {
    const [from, to] = range(bytes.length, random);
    return bytes.fill(random.pick([0x00, 0xff, 0x20, 0x50]), from, to);
  },
  'range repeated': (bytes, random) => {
    const [from, to] = range(bytes.length, random);
    return cut(bytes, to, to, bytes.subarray(from, to));
  },
  'range overwritten by another': (bytes, random) => {
    const [from, to] = range(bytes.length, random);
    bytes.copy(bytes, random.below(0, bytes.length), from, to);
    return bytes;
  },
  'ranges swapped': (bytes, random) => {
    const middle = random.below(1, bytes.length - 1);
    const [from, to] = range(middle, random);
    const [otherFrom, otherTo] = range(bytes.length - middle, random).map((at) => middle + at) as [number, number];
    const swapped = [bytes.subarray(otherFrom, otherTo), bytes.subarray(to, otherFrom), bytes.subarray(from, to)];
    return Buffer.concat([bytes.subarray(0, from), ...swapped, bytes.subarray(otherTo)]);
  },
  'bytes put in front': (bytes, random) => Buffer.concat([Buffer.alloc(random.below(1, 99), 'PK\x03\x04'), bytes]),
  'bytes put behind': (bytes, random) => Buffer.concat([bytes, Buffer.alloc(random.below(1, 99), 'PK\x05\x06')]),
};

/** Local headers, records of the directory and its end, with their lengths. */
const headers = [
  [0x04034b50, 30],
  [0x02014b50, 46],
  [0x02014b50, 46],
  [0x06054b50, 22],
] as const;

function changeHeader(bytes: Buffer, random: SeededRandom): Buffer {
  const [signature, length] = random.pick(headers);
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signature);
  const places: number[] = [];
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) places.push(at);
  if (places.length === 0) return bytes;
  const at = random.pick(places) + random.below(0, length / 2) * 2;
  if (at + 4 > bytes.length) return bytes;
  const old = bytes.readUInt16LE(at);
  bytes.writeUInt16LE(random.pick([0, 1, 0xffff, 0x7fff, 8, 99, old ^ 1, (old + 1) & 0xffff]), at);
  if (random.chance(0.3)) bytes.writeUInt32LE(random.pick([0, 0xffffffff, 0x7fffffff, bytes.length]), at);
  return bytes;
}

type ItemChange = (items: ZipItem[], random: SeededRandom) => void;

const itemChanges: Readonly<Record<string, ItemChange>> = {
  'entry taken out': (items, random) => items.splice(random.below(0, items.length), 1),
  'entry there twice': (items, random) => items.push(random.pick(items)),
  'entry renamed': (items, random) => {
    const at = random.below(0, items.length);
    const item = items[at] as ZipItem;
    const names = [`../${item.name}`, item.name.toUpperCase(), `/${item.name}`, '', item.name.replace('/', '\\')];
    items[at] = { ...item, name: random.pick([...names, 'C:/x', 'a\0b', random.pick(items).name]) };
  },
  'entries with one content': (items, random) => {
    const at = random.below(0, items.length);
    items[at] = { ...(items[at] as ZipItem), data: random.pick(items).data };
  },
  'entry emptied': (items, random) => {
    const at = random.below(0, items.length);
    items[at] = { ...(items[at] as ZipItem), data: '' };
  },
  'entry that lies': (items, random) => {
    const at = random.below(0, items.length);
    const lies = [{ size: random.below(0, 1_000_000) }, { crc32: 1 }, { method: 8 }, { flags: 1 }, { localName: 'x' }];
    items[at] = { ...(items[at] as ZipItem), ...random.pick(lies) };
  },
  'entries the other way round': (items) => items.reverse(),
};

/** Changes bytes of the zip file, or its entries. */
export function mutateZip(source: MutationSource, random: SeededRandom): Mutant {
  if (random.chance(0.25)) return { bytes: changeHeader(Buffer.from(source.bytes), random), how: 'header changed' };
  if (random.chance(0.3)) {
    const how = random.pick(Object.keys(itemChanges));
    const items = source.items.map((item) => ({ ...item, stored: false }));
    itemChanges[how]?.(items, random);
    return { bytes: buildZip(items), how };
  }
  const how = random.pick(Object.keys(byteChanges));
  const bytes = byteChanges[how]?.(Buffer.from(source.bytes), random) ?? source.bytes;
  return { bytes: new Uint8Array(bytes), how };
}

const intruders = [
  ...['<', '>', '&', '"', "'", '/', '=', ' ', ']]>', '<!--', '-->', '<![CDATA[', '<?', '?>', '<!DOCTYPE x>', '<!'],
  ...['&amp;', '&lt;', '&nope;', '&#0;', '&#65;', '&#xFFFF;', '&#99999999;', '&', '\0', '\u0001', '\ufffe', '\r'],
  ...['<w:p>', '</w:p>', '<w:r/>', '</w:r>', '<w:tbl><w:tr><w:tc>', ' xmlns:w="urn:other"', ' xmlns=""', '<x:y/>'],
  ...[' w:val="1" w:val="2"', ' w:val=1', '<!ENTITY e SYSTEM "file:///etc/passwd">', '&e;', '<?xml version="1.1"?>'],
];

type TextChange = (text: string, random: SeededRandom) => string;

const pickTag = (text: string, random: SeededRandom): RegExpExecArray | null => {
  const tag = /<[^>]*>/g;
  tag.lastIndex = random.below(0, text.length);
  return tag.exec(text);
};

const textChanges: Readonly<Record<string, TextChange>> = {
  'characters put in': (text, random) => {
    const at = random.below(0, text.length);
    return text.slice(0, at) + random.pick(intruders) + text.slice(at);
  },
  'characters taken out': (text, random) => {
    const [from, to] = range(text.length, random);
    return text.slice(0, from) + text.slice(to);
  },
  'text cut short': (text, random) => text.slice(0, random.below(0, text.length)),
  'tag taken out': (text, random) => {
    const tag = pickTag(text, random);
    return tag === null ? text : text.slice(0, tag.index) + text.slice(tag.index + tag[0].length);
  },
  'tag repeated': (text, random) => {
    const tag = pickTag(text, random);
    if (tag === null) return text;
    return text.slice(0, tag.index) + tag[0].repeat(random.pick([2, 3, 600])) + text.slice(tag.index + tag[0].length);
  },
  'tag moved': (text, random) => {
    const tag = pickTag(text, random);
    if (tag === null) return text;
    const rest = text.slice(0, tag.index) + text.slice(tag.index + tag[0].length);
    const at = rest.indexOf('<', random.below(0, rest.length));
    return at < 0 ? rest : rest.slice(0, at) + tag[0] + rest.slice(at);
  },
};

/** Changes characters of a part; mostly it is not well-formed any more. */
export function mutateCharacters(source: MutationSource, random: SeededRandom): Mutant {
  const part = random.pick(source.xmlParts);
  const how = random.pick(Object.keys(textChanges));
  let text = source.texts.get(part) as string;
  for (let left = random.pick([1, 1, 1, 2, 5]); left > 0; left--) text = textChanges[how]?.(text, random) ?? text;
  return withPart(source, part, text, how);
}

const values = [
  ...['', '0', '1', '-1', '9', '255', '32768', '2147483648', '-99999999999', '1e9', 'NaN', '0x10', ' 1 ', 'on', 'off'],
  ...['none', 'begin', 'separate', 'end', 'decimal', 'bullet', 'custom', 'Heading1', '../../x', '/word/document.xml'],
  ...['%1.%2.%9', '%'.repeat(300), 'w14', 'mc', 'é', '\u202e', 'x'.repeat(10_000), 'http://example.org', '&quot;'],
];

/** Elements put around others; the names are those that the reader looks at. */
const wrappers = [
  ...['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo', 'w:p', 'w:r', 'w:sdt', 'w:sdtContent', 'w:tbl', 'w:tr', 'w:tc'],
  ...['w:hyperlink', 'w:fldSimple', 'w:smartTag', 'w:customXml', 'w:pPr', 'w:rPr', 'w:pPrChange', 'w:rPrChange'],
  ...['w:txbxContent', 'w:drawing', 'w:object', 'w:body', 'w:document', 'w:footnote', 'w:t', 'w:instrText', 'w:ruby'],
];

interface ElementPlace {
  readonly text: string;
  readonly elements: readonly XmlElement[];
  readonly random: SeededRandom;
}

const pickElement = ({ elements, random }: ElementPlace) => random.pick(elements);
const xmlOf = (text: string, { from, to }: XmlElement) => text.slice(from, to);
const replace = (text: string, { from, to }: XmlElement, instead: string) =>
  text.slice(0, from) + instead + text.slice(to);

/** Each gives the text with an element changed; it stays well-formed, if not what Word would write. */
const elementChanges: Readonly<Record<string, (place: ElementPlace) => string>> = {
  'element taken out': (place) => replace(place.text, pickElement(place), ''),
  'element repeated': (place) => {
    const element = pickElement(place);
    const xml = xmlOf(place.text, element);
    return replace(place.text, element, xml.repeat(xml.length > 2_000 ? 2 : place.random.pick([2, 3, 200])));
  },
  'element moved': (place) => {
    const element = pickElement(place);
    const target = pickElement(place);
    const xml = xmlOf(place.text, element);
    // Into itself it cannot go.
    if (target.from >= element.from && target.from <= element.to) return place.text;
    const isBefore = target.from < element.from;
    const without = (text: string) => replace(text, element, '');
    const insert = (text: string, at: number) => text.slice(0, at) + xml + text.slice(at);
    return isBefore ? insert(without(place.text), target.from) : without(insert(place.text, target.from));
  },
  'element replaced by another': (place) =>
    replace(place.text, pickElement(place), xmlOf(place.text, pickElement(place)).slice(0, 50_000)),
  'element wrapped': (place) => {
    const element = pickElement(place);
    const name = place.random.pick(wrappers);
    const times = place.random.pick([1, 1, 1, 5, 600]);
    return replace(
      place.text,
      element,
      `<${name}>`.repeat(times) + xmlOf(place.text, element) + `</${name}>`.repeat(times),
    );
  },
  'element unwrapped': (place) => {
    const element = pickElement(place);
    const inner = element.first;
    if (inner === null) return place.text;
    let last = inner;
    while (last.next !== null) last = last.next;
    return replace(place.text, element, place.text.slice(inner.from, last.to));
  },
  'element renamed': (place) => {
    const element = pickElement(place);
    const xml = xmlOf(place.text, element);
    const name = /^<([^\s/>]+)/.exec(xml)?.[1] ?? '';
    const other = place.random.pick(wrappers);
    const isEmpty = xml.endsWith('/>') && element.contentFrom === element.to;
    const renamed = `<${other}${xml.slice(name.length + 1)}`;
    const body = isEmpty ? renamed : `${renamed.slice(0, renamed.lastIndexOf('</'))}</${other}>`;
    return replace(place.text, element, body);
  },
  'value changed': (place) => {
    const element = pickElement(place);
    const tag = place.text.slice(element.from, element.contentFrom);
    const changed = tag.replace(/="[^"]*"/g, (value) =>
      place.random.chance(0.6) ? `="${place.random.pick(values)}"` : value,
    );
    return place.text.slice(0, element.from) + changed + place.text.slice(element.contentFrom);
  },
  'values exchanged': (place) => {
    const one = pickElement(place).attributes ?? [];
    const other = pickElement(place).attributes ?? [];
    const [a, b] = [one[1], other[1]];
    if (a === undefined || b === undefined || a === '' || b === '') return place.text;
    return place.text.replaceAll(`="${a}"`, `="${b}"`);
  },
};

/** Changes elements and values of a part, which stays well-formed. */
export function mutateElements(source: MutationSource, random: SeededRandom): Mutant {
  const part = random.pick(source.xmlParts);
  const how = random.pick(Object.keys(elementChanges));
  const text = source.texts.get(part) as string;
  const elements = source.elements.get(part) as readonly XmlElement[];
  return withPart(source, part, elementChanges[how]?.({ text, elements, random }) ?? text, how);
}

function withPart(source: MutationSource, part: number, text: string, how: string): Mutant {
  const items = source.items.map((item, index) => (index === part ? { ...item, data: text } : item));
  return { bytes: buildZip(items), how: `${how} in ${source.items[part]?.name}` };
}
