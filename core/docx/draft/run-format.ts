import type { Mark } from '../../model/content.ts';
import { type MarkSet, setOf } from '../run-marks.ts';
import type { XmlElement } from '../xml.ts';
import type { PartNames } from '../xml-writer.ts';

/**
 * Run properties with other marks: what says nothing of the marks that change stays as it is written, in its place
 * (the order of ECMA-376 part 1, 17.3.2.28 is kept, which Word insists on).
 */
export interface FormatChange {
  /** `w:rPr`, or `null`. */
  readonly properties: XmlElement | null;
  /** The part's text, for what is copied. */
  readonly text: string;
  /** What the run has now, what it gets from styles alone, and what it is to have. */
  readonly now: MarkSet;
  readonly inherited: MarkSet;
  readonly wanted: MarkSet;
  /** Further properties to be left out. */
  readonly without?: ReadonlySet<string>;
}

/** `w:rPr` as it must stand in the run; empty when there is nothing to say. */
export function writeRunProperties(change: FormatChange, names: PartNames): string {
  const { properties, text, now, inherited, wanted, without } = change;
  if (now === wanted && without === undefined) {
    return properties === null ? '' : text.slice(properties.from, properties.to);
  }
  const dropped = new Set(without);
  const added: { rank: number; xml: string }[] = [];
  for (const { mark, elements, on, off } of toggles) {
    const bit = setOf(mark);
    if (((now ^ wanted) & bit) === 0) continue;
    for (const element of elements) dropped.add(element);
    if (((inherited ^ wanted) & bit) === 0) continue;
    const written = (wanted & bit) !== 0 ? on : off;
    for (const [element, value] of written) added.push({ rank: rankOf(element), xml: property(element, value, names) });
  }
  if (((now ^ wanted) & raised) !== 0) {
    dropped.add('w:vertAlign');
    if (((inherited ^ wanted) & raised) !== 0) {
      const value = wanted & setOf('superscript') ? 'superscript' : wanted & raised ? 'subscript' : 'baseline';
      added.push({ rank: rankOf('w:vertAlign'), xml: property('w:vertAlign', value, names) });
    }
  }
  const kept: { rank: number; xml: string }[] = [];
  for (let child = properties?.first ?? null; child !== null; child = child.next) {
    if (!dropped.has(child.name)) kept.push({ rank: rankOf(child.name), xml: text.slice(child.from, child.to) });
  }
  for (const item of added.sort((a, b) => a.rank - b.rank)) {
    const before = kept.findIndex(({ rank }) => rank > item.rank);
    kept.splice(before < 0 ? kept.length : before, 0, item);
  }
  if (kept.length === 0) return '';
  const name = names.get('w:rPr');
  return `<${name}>${kept.map(({ xml }) => xml).join('')}</${name}>`;
}

function property(element: string, value: string | null, names: PartNames): string {
  const attribute = value === null ? '' : ` ${names.get('w:val')}="${value}"`;
  return `<${names.get(element)}${attribute}/>`;
}

const raised = setOf('superscript') | setOf('subscript');

interface Toggle {
  readonly mark: Mark;
  readonly elements: readonly string[];
  readonly on: readonly (readonly [element: string, value: string | null])[];
  readonly off: readonly (readonly [element: string, value: string | null])[];
}

const toggle = (mark: Mark, element: string): Toggle => ({
  mark,
  elements: [element],
  on: [[element, null]],
  off: [[element, '0']],
});

const toggles: readonly Toggle[] = [
  toggle('bold', 'w:b'),
  toggle('italic', 'w:i'),
  toggle('caps', 'w:caps'),
  toggle('small-caps', 'w:smallCaps'),
  {
    mark: 'strike',
    elements: ['w:strike', 'w:dstrike'],
    on: [['w:strike', null]],
    off: [
      ['w:strike', '0'],
      ['w:dstrike', '0'],
    ],
  },
  toggle('hidden', 'w:vanish'),
  { mark: 'underline', elements: ['w:u'], on: [['w:u', 'single']], off: [['w:u', 'none']] },
];

const order: readonly string[] = [
  ...['rStyle', 'rFonts', 'b', 'bCs', 'i', 'iCs', 'caps', 'smallCaps', 'strike', 'dstrike', 'outline', 'shadow'],
  ...['emboss', 'imprint', 'noProof', 'snapToGrid', 'vanish', 'webHidden', 'color', 'spacing', 'w', 'kern'],
  ...['position', 'sz', 'szCs', 'highlight', 'u', 'effect', 'bdr', 'shd', 'fitText', 'vertAlign', 'rtl', 'cs', 'em'],
  ...['lang', 'eastAsianLayout', 'specVanish', 'oMath'],
];
const ranks = new Map(order.map((name, index) => [`w:${name}`, index]));

/** Properties of other namespaces (effects of `w14`) and the record of a change stand last. */
function rankOf(name: string): number {
  return ranks.get(name) ?? order.length;
}
