import { childValue, isAttributeOn, readLevel } from './properties.ts';
import { type MarkChange, type MarkSet, marksOfStyles, noChange, overlay, readMarks } from './run-marks.ts';
import { attributeOf, findChild, type XmlElement } from './xml.ts';

/**
 * Styles (ECMA-376 part 1, 17.7): what a paragraph or a run gets from its style and the styles that one is
 * based on. Table styles and their conditional formatting are not consulted: they colour tables and
 * emphasise header rows, which changes no words.
 */
export interface ParagraphStyle {
  readonly id: string;
  /** `w:name`, which Word writes in English for its own styles whatever its language: `heading 1`, `toc 2`. */
  readonly name: string;
  /** Depth as a heading, from 0; `null` for body text. */
  readonly headingLevel: number | null;
  /** The style itself, the style it is based on, and so on; only those that say something about numbering. */
  readonly numbering: readonly StyleNumbering[];
  readonly marks: MarkChange;
}

/** What one style says of numbering (`w:numPr`); `numId` '0' switches it off. */
export interface StyleNumbering {
  readonly styleId: string;
  readonly numId: string | null;
  readonly level: number | null;
}

export interface StyleSheet {
  /** The paragraph style of that id; the default one for `null` or an id that is not defined. */
  paragraphStyle(id: string | null): ParagraphStyle;
  /** The marks that a paragraph style and a character style (`null`: none) give together. */
  marks(paragraphStyle: ParagraphStyle, characterStyleId: string | null): MarkSet;
  /** The number that a numbering style stands for (`w:numStyleLink`), or `null`. */
  findNumIdOfStyle(id: string): string | null;
  /** The document's default language, such as `fr-FR`; empty when it says nothing. */
  readonly language: string;
}

interface StyleDefinition {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly basedOn: string | null;
  readonly outlineLevel: number | null;
  readonly numId: string | null;
  readonly level: number | null;
  readonly marks: MarkChange;
}

/** `null`: the document has no styles part. */
export function readStyles(root: XmlElement | null): StyleSheet {
  const definitions = new Map<string, StyleDefinition>();
  let defaultParagraph: StyleDefinition | null = null;
  for (let child = root?.first ?? null; child !== null; child = child.next) {
    if (child.name !== 'w:style') continue;
    const style = readStyle(child);
    if (!definitions.has(style.id)) definitions.set(style.id, style);
    if (style.type === 'paragraph' && isAttributeOn(child, 'w:default')) defaultParagraph ??= style;
  }
  const defaults = root === null ? null : findChild(root, 'w:docDefaults');
  const runDefaults = childAt(defaults, 'w:rPrDefault', 'w:rPr');
  const defaultMarks = readMarks(runDefaults);
  const paragraphStyles = new Map<string | null, ParagraphStyle>();
  const characterMarks = new Map<string, MarkChange>();
  const combinations = new Map<string, MarkSet>();

  function paragraphStyle(id: string | null): ParagraphStyle {
    let style = paragraphStyles.get(id);
    if (style === undefined) {
      const definition = id === null ? undefined : definitions.get(id);
      const known = definition?.type === 'paragraph' ? definition : null;
      style = known ? resolve(chainOf(known, definitions)) : undefinedStyle(id, defaultParagraph, definitions);
      paragraphStyles.set(id, style);
    }
    return style;
  }

  function marksOfCharacterStyle(id: string): MarkChange {
    let marks = characterMarks.get(id);
    if (marks === undefined) {
      const definition = definitions.get(id);
      marks = definition?.type === 'character' ? foldMarks(chainOf(definition, definitions)) : noChange;
      characterMarks.set(id, marks);
    }
    return marks;
  }

  function marks(style: ParagraphStyle, characterStyleId: string | null): MarkSet {
    const key = `${style.id}\0${characterStyleId ?? ''}`;
    let set = combinations.get(key);
    if (set === undefined) {
      const character = characterStyleId === null ? noChange : marksOfCharacterStyle(characterStyleId);
      set = marksOfStyles(defaultMarks, style.marks, character);
      combinations.set(key, set);
    }
    return set;
  }

  return {
    paragraphStyle,
    marks,
    findNumIdOfStyle: (id) => definitions.get(id)?.numId ?? null,
    language: childValue(runDefaults, 'w:lang') ?? '',
  };
}

function readStyle(element: XmlElement): StyleDefinition {
  const id = attributeOf(element, 'w:styleId') ?? '';
  const paragraph = findChild(element, 'w:pPr');
  const numbering = paragraph === null ? null : findChild(paragraph, 'w:numPr');
  return {
    id,
    type: attributeOf(element, 'w:type') ?? 'paragraph',
    name: childValue(element, 'w:name') ?? id,
    basedOn: childValue(element, 'w:basedOn'),
    outlineLevel: readLevel(childValue(paragraph, 'w:outlineLvl'), 9),
    numId: childValue(numbering, 'w:numId'),
    level: readLevel(childValue(numbering, 'w:ilvl'), 8),
    marks: readMarks(findChild(element, 'w:rPr')),
  };
}

/** Word allows far fewer; the limit keeps a hostile chain from costing its square. */
const longestChain = 100;

/** The style and those it is based on, innermost first; a circle is cut where it closes. */
function chainOf(style: StyleDefinition, definitions: ReadonlyMap<string, StyleDefinition>): StyleDefinition[] {
  const chain = new Set<StyleDefinition>();
  let current: StyleDefinition | undefined = style;
  while (current !== undefined && current.type === style.type && !chain.has(current) && chain.size < longestChain) {
    chain.add(current);
    current = current.basedOn === null ? undefined : definitions.get(current.basedOn);
  }
  return [...chain];
}

function resolve(chain: readonly StyleDefinition[]): ParagraphStyle {
  const [style] = chain as [StyleDefinition];
  return {
    id: style.id,
    name: style.name,
    headingLevel: headingLevelOf(chain),
    numbering: chain
      .filter((each) => each.numId !== null || each.level !== null)
      .map((each) => ({ styleId: each.id, numId: each.numId, level: each.level })),
    marks: foldMarks(chain),
  };
}

/** Word takes a paragraph whose style is not defined for default text; other programs rely on the names of headings. */
function undefinedStyle(
  id: string | null,
  defaultParagraph: StyleDefinition | null,
  definitions: ReadonlyMap<string, StyleDefinition>,
): ParagraphStyle {
  const usual: ParagraphStyle =
    defaultParagraph === null
      ? { id: '', name: 'Normal', headingLevel: null, numbering: [], marks: noChange }
      : resolve(chainOf(defaultParagraph, definitions));
  const heading = /^heading ?([1-9])$/i.exec(id ?? '');
  return id === null || heading === null ? usual : { ...usual, id, name: id, headingLevel: Number(heading[1]) - 1 };
}

/** `w:outlineLvl` of the innermost style that has one, or the level of a built-in heading; 9 is body text. */
function headingLevelOf(chain: readonly StyleDefinition[]): number | null {
  for (const style of chain) {
    if (style.outlineLevel !== null) return style.outlineLevel === 9 ? null : style.outlineLevel;
    const heading = /^heading ([1-9])$/i.exec(style.name);
    if (heading !== null) return Number(heading[1]) - 1;
  }
  return null;
}

function foldMarks(chain: readonly StyleDefinition[]): MarkChange {
  return chain.reduceRight((outer, style) => overlay(outer, style.marks), noChange);
}

function childAt(element: XmlElement | null, ...path: readonly string[]): XmlElement | null {
  let at = element;
  for (const name of path) at = at === null ? null : findChild(at, name);
  return at;
}
