import type { ScrubChoice, ScrubKind } from './choices.ts';

/**
 * What scrubbing did. It holds what was removed, word for word, so that the user can check it: it is for our side alone.
 */
export interface ScrubReport {
  readonly removed: readonly RemovedItem[];
  readonly left: readonly LeftItem[];
  /** The choices that were not made. */
  readonly kept: readonly ScrubChoice[];
  /** Tracked changes in the result. */
  readonly trackedChanges: number;
  readonly privacy: {
    /** Word erases the authors of changes and comments when it saves the file (ECMA-376 part 1, 17.15.1.68). */
    readonly removePersonalInformation: boolean;
    /** Word erases their dates (17.15.1.69). */
    readonly removeDateAndTime: boolean;
    /** Whether the two were taken out of the result. */
    readonly cleared: boolean;
  };
  /** The ending that the result's name must have: Word does not open a document under another. */
  readonly extension: 'docx' | 'dotx';
}

export interface ScrubItem {
  /** The part it stood in, such as `word/settings.xml`; empty for the file as a whole. */
  readonly part: string;
  /** The element, attribute, field or kind of data. */
  readonly what: string;
  readonly count: number;
  /** Distinct values, shortened; hidden words are all there and whole. */
  readonly values: readonly string[];
  /** Distinct values that are not listed. */
  readonly moreValues: number;
}

export interface RemovedItem extends ScrubItem {
  readonly kind: ScrubKind;
}

export interface LeftItem extends ScrubItem {
  readonly kind: LeftKind;
  /** Why it stayed: a clause without a full stop. */
  readonly reason: string;
}

/** What may say more than its words and stays nevertheless, with the reason. */
export const leftReasons = {
  'name-in-text': 'the name stands elsewhere in the document, as a word of it',
  'field-result': 'the words that the field showed are part of the text',
  'field-text': 'the field holds words that it does not show, and needs them',
  'unclosed-field': 'the field has no end',
  hyperlinks: 'a reader can click on it',
  'external-links': 'the picture or object is fetched from there and would be lost',
  'embedded-objects': 'it is a file of its own, with properties of its own that cannot be cleaned',
  'embedded-fonts': 'the document would look different without it',
  'imported-content': 'it is part of the text, in a format that cannot be cleaned',
  'images-not-cleaned': 'its format is not taken apart; it may hold properties of its own',
  'cropped-pictures': 'what is cropped away is still in the picture',
  'colour-profiles': 'the colours need it; it names a device or a program',
  'hidden-shapes': 'it is one shape of a group',
  'drop-down-lists': 'the choices that are not shown belong to the control',
  'content-control-titles': 'Word shows it with the control',
  'style-names': 'the text refers to it',
  'bookmark-names': 'the text refers to it',
  'relationship-ids': 'the parts refer to it',
  'headers-not-shown': 'it shows as soon as someone switches on another first page, or even pages',
  'table-styles-that-hide': 'words that a table style hides are not looked for',
  namespaces: 'an alternative content names it',
  'paths-in-attributes': 'it looks like a path, in a place that is not known to hold one',
  'chart-sources': 'the chart names the workbook that its numbers came from',
  'other-parts': 'it is of a kind that is not taken apart',
} as const;
export type LeftKind = keyof typeof leftReasons;

const mostValues = 100;
const longestValue = 300;

interface Entry {
  readonly part: string;
  readonly what: string;
  count: number;
  readonly values: Set<string>;
  readonly passedOver: Set<string>;
}

/** Collects what happens while a document is scrubbed. */
export class ScrubLedger {
  readonly #removed = new Map<ScrubKind, Map<string, Entry>>();
  readonly #left = new Map<LeftKind, Map<string, Entry>>();

  removed(kind: ScrubKind, part: string, what: string, value: string | null, count = 1): void {
    const isWhole = kind === 'hidden-text';
    note(this.#removed, kind, part, what, value, count, isWhole);
  }

  left(kind: LeftKind, part: string, what: string, value: string | null, count = 1): void {
    note(this.#left, kind, part, what, value, count, false);
  }

  listRemoved(): readonly RemovedItem[] {
    return flatten(this.#removed).map(([kind, item]) => ({ kind, ...item }));
  }

  listLeft(): readonly LeftItem[] {
    return flatten(this.#left).map(([kind, item]) => ({ kind, ...item, reason: leftReasons[kind] }));
  }
}

function note<Kind>(
  entries: Map<Kind, Map<string, Entry>>,
  kind: Kind,
  part: string,
  what: string,
  value: string | null,
  count: number,
  isWhole: boolean,
): void {
  let ofKind = entries.get(kind);
  if (ofKind === undefined) {
    ofKind = new Map();
    entries.set(kind, ofKind);
  }
  const key = `${part}\0${what}`;
  let entry = ofKind.get(key);
  if (entry === undefined) {
    entry = { part, what, count: 0, values: new Set(), passedOver: new Set() };
    ofKind.set(key, entry);
  }
  entry.count += count;
  if (value === null || value === '') return;
  const listed = isWhole ? value : shorten(value);
  if (isWhole || entry.values.size < mostValues || entry.values.has(listed)) entry.values.add(listed);
  else entry.passedOver.add(listed);
}

function shorten(value: string): string {
  return value.length <= longestValue ? value : `${value.slice(0, longestValue)}…`;
}

function flatten<Kind>(entries: ReadonlyMap<Kind, ReadonlyMap<string, Entry>>): [Kind, ScrubItem][] {
  const list: [Kind, ScrubItem][] = [];
  for (const [kind, ofKind] of entries) {
    for (const { part, what, count, values, passedOver } of ofKind.values()) {
      list.push([kind, { part, what, count, values: [...values], moreValues: passedOver.size }]);
    }
  }
  return list;
}
