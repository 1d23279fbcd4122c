import { formatNumber } from './number-format.ts';
import { type List, type ListLevel, listDepth, type Numbering } from './numbering.ts';
import { childValue, readLevel } from './properties.ts';
import type { ParagraphStyle } from './styles.ts';
import { bulletCharacter } from './symbols.ts';
import { findChild, type XmlElement } from './xml.ts';

/** Where a paragraph stands in a list. */
export interface ListPlace {
  readonly list: List;
  /** From 0. */
  readonly level: number;
}

/**
 * The list of a paragraph (ECMA-376 part 1, 17.9.3, 17.9.18, 17.9.23). List and level are inherited apart from one
 * another, from the paragraph itself, its style, and the styles that one is based on. A list's level may
 * name a style (`w:pStyle`); a paragraph that is in the list through that style is then of that level.
 */
export function findListPlace(
  paragraphProperties: XmlElement | null,
  style: ParagraphStyle,
  numbering: Numbering,
): ListPlace | null {
  const direct = paragraphProperties === null ? null : findChild(paragraphProperties, 'w:numPr');
  const directNumId = childValue(direct, 'w:numId');
  const numId = directNumId ?? style.numbering.find((each) => each.numId !== null)?.numId ?? null;
  const list = numId === null ? null : numbering.findList(numId);
  if (list === null) return null;
  const directLevel = readLevel(childValue(direct, 'w:ilvl'), listDepth - 1);
  if (directLevel !== null) return { list, level: directLevel };
  return { list, level: directNumId === null ? levelThroughStyle(list, style) : 0 };
}

function levelThroughStyle(list: List, style: ParagraphStyle): number {
  for (const each of style.numbering) {
    const linked = list.levels.findIndex((level) => level.styleId === each.styleId);
    if (linked >= 0) return linked;
    if (each.level !== null) return each.level;
  }
  return 0;
}

/**
 * Counts the paragraphs of one story and gives each its label, as Word computes them:
 *
 * - Lists made from the same abstract list count on from one another; a start override makes a list begin anew, once
 *   for each level, where it is first used (17.9.26).
 * - A paragraph ends the counting of the levels below it, unless a level's restart rule says otherwise (17.9.10).
 * - A level above that was skipped shows its start number and is counted by that: 1.1 is followed by 2.
 */
export class ListLabels {
  readonly #language: string;
  readonly #counters = new Map<string, (number | null)[]>();
  readonly #begun = new Map<string, Set<number>>();

  /** `language` decides ordinals and numbers in words. */
  constructor(language: string) {
    this.#language = language;
  }

  /** Counts a paragraph and returns its label without outer white space; empty when nothing is shown. */
  next({ list, level }: ListPlace): string {
    const counters = this.#countersOf(list);
    const definition = list.levels[level] as ListLevel;
    const override = this.#takeStartOverride(list, level);
    const current = counters[level] ?? null;
    counters[level] = override ?? (current === null ? startOf(list, level) : current + 1);
    for (let above = 0; above < level; above++) counters[above] ??= startOf(list, above);
    for (let below = level + 1; below < listDepth; below++) {
      const restart = list.levels[below]?.restart ?? null;
      if (restart === null || (restart > 0 && level < restart)) counters[below] = null;
    }
    return this.#label(list, definition, counters).trim();
  }

  #countersOf(list: List): (number | null)[] {
    let counters = this.#counters.get(list.counterKey);
    if (counters === undefined) {
      counters = Array.from({ length: listDepth }, () => null);
      this.#counters.set(list.counterKey, counters);
    }
    return counters;
  }

  #takeStartOverride(list: List, level: number): number | null {
    const override = list.startOverrides.get(level);
    if (override === undefined) return null;
    let begun = this.#begun.get(list.numId);
    if (begun === undefined) {
      begun = new Set();
      this.#begun.set(list.numId, begun);
    }
    if (begun.has(level)) return null;
    begun.add(level);
    return override;
  }

  #label(list: List, definition: ListLevel, counters: readonly (number | null)[]): string {
    if (definition.format === 'bullet') return bulletCharacter(definition.font, definition.text);
    const { text } = definition;
    let label = '';
    let from = 0;
    for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
      const level = text.charCodeAt(at + 1) - firstDigit;
      if (!(level >= 0 && level < listDepth)) continue;
      const shown = list.levels[level] as ListLevel;
      const value = counters[level] ?? startOf(list, level);
      const format = definition.legal && shown.format !== 'none' ? 'decimal' : shown.format;
      label += text.slice(from, at) + this.#format(value, format);
      from = at + 2;
    }
    return label + text.slice(from);
  }

  #format(value: number, format: string): string {
    if (format.startsWith('padded:')) return String(value).padStart(Number(format.slice('padded:'.length)), '0');
    if (format === 'bullet') return '';
    return formatNumber(value, format, this.#language);
  }
}

/** A level's text names the levels that it shows as %1 to %9 (17.9.11). */
const firstDigit = '1'.charCodeAt(0);

function startOf(list: List, level: number): number {
  return list.startOverrides.get(level) ?? (list.levels[level] as ListLevel).start;
}
