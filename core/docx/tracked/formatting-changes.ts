import type { FormattingChange, FormattingDifference } from '../../model/redline-document.ts';
import { attributeOf, findChild, type XmlElement } from '../xml.ts';

/**
 * Reads tracked changes of properties (ECMA-376 part 1, 17.13.5.29 to 17.13.5.40): an element such as `w:rPrChange` stands last in
 * the new properties and holds the old ones whole, so what changed is found by comparing the two.
 */

/** The change that an element of that name in `properties` records, as a list of none or one. */
export function readFormattingChange(
  properties: XmlElement | null,
  scope: FormattingChange['scope'],
  changeName: string,
): readonly FormattingChange[] {
  const change = properties === null ? null : findChild(properties, changeName);
  if (properties === null || change === null) return none;
  return [{ ...authorship(change), scope, differences: compareProperties(change.first, properties) }];
}

const none: readonly FormattingChange[] = [];

/** Who made a change, and when. */
export function authorship(change: XmlElement): { id: string; author: string; date: string | null } {
  return {
    id: attributeOf(change, 'w:id') ?? '',
    author: attributeOf(change, 'w:author') ?? '',
    date: attributeOf(change, 'w:date') || null,
  };
}

/** Changes that the properties themselves record, and properties that belong to something else. */
const noProperties = /^w:(?:ins|del|moveFrom|moveTo|\w+Change|cellIns|cellDel|cellMerge)$/;
/** In paragraph properties: those of the mark and of the section have changes of their own. */
const ofOthers: ReadonlySet<string> = new Set(['w:rPr', 'w:sectPr', 'w:headerReference', 'w:footerReference']);

function compareProperties(before: XmlElement | null, after: XmlElement): readonly FormattingDifference[] {
  const old = propertyValues(before);
  const current = propertyValues(after);
  const differences: FormattingDifference[] = [];
  for (const [property, value] of current) {
    const was = old.get(property) ?? null;
    if (was !== value) differences.push({ property, before: was, after: value });
  }
  for (const [property, was] of old)
    if (!current.has(property)) differences.push({ property, before: was, after: null });
  return differences;
}

function propertyValues(properties: XmlElement | null): Map<string, string> {
  const values = new Map<string, string>();
  for (let child = properties?.first ?? null; child !== null; child = child.next) {
    if (noProperties.test(child.name) || ofOthers.has(child.name)) continue;
    const name = localName(child.name);
    const known = values.get(name);
    values.set(name, known === undefined ? textOf(child) : `${known}; ${textOf(child)}`);
  }
  return values;
}

function textOf(property: XmlElement): string {
  const { attributes } = property;
  if (property.first !== null) return children(property);
  if (attributes === null) return 'on';
  if (attributes.length === 2 && attributes[0] === 'w:val') {
    const value = attributes[1] as string;
    if (!switches.has(property.name)) return value;
    return value === '0' || value === 'false' || value === 'off' ? 'off' : 'on';
  }
  const pairs: string[] = [];
  for (let i = 0; i < attributes.length; i += 2) {
    pairs.push(`${localName(attributes[i] as string)}=${attributes[i + 1] as string}`);
  }
  return pairs.join(', ');
}

/** Properties that are on or off (17.17.4); for others 0 and 1 are numbers. */
const switches: ReadonlySet<string> = new Set(
  `b bCs i iCs strike dstrike caps smallCaps vanish webHidden specVanish outline shadow emboss imprint noProof snapToGrid rtl cs oMath
  keepNext keepLines pageBreakBefore widowControl suppressLineNumbers suppressAutoHyphens kinsoku wordWrap overflowPunct
  topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd contextualSpacing mirrorIndents suppressOverlap
  titlePg formProt noEndnote rtlGutter bidiVisual cantSplit tblHeader hidden noWrap tcFitText hideMark`
    .split(/\s+/)
    .map((name) => `w:${name}`),
);

/** `w:numPr`, `w:tabs`, borders and the like. */
function children(property: XmlElement): string {
  const values: string[] = [];
  for (let child = property.first; child !== null; child = child.next) {
    if (!noProperties.test(child.name)) values.push(`${localName(child.name)}: ${textOf(child)}`);
  }
  return values.join('; ');
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}
