/** Who made the changes of a redline and when. */
export interface RedlineOptions {
  readonly author: string;
  /** ISO 8601, UTC, such as `2026-03-01T09:00:00Z`. */
  readonly date: string;
}

/** Something that a redline could not track or compare; nothing of the kind is passed over in silence. */
export interface RedlineNote {
  readonly code: RedlineNoteCode;
  readonly count: number;
  /** Names of what it is about, such as styles. */
  readonly detail?: string;
}

export const redlineNoteCodes = [
  /** The revised file had changes pending; they were taken as accepted. */
  'pending-in-revised',
  /** The base has changes pending; they stay as they are, and were taken as accepted. */
  'pending-in-base',
  /** Styles that both files define, each in its own way: the base's definition stays. */
  'different-styles',
  /** A header or footer that only one side has: that cannot be tracked. */
  'header-or-footer-without-counterpart',
  /** A header or footer that several sections share in the base and not in the revised file. */
  'header-or-footer-shared',
  /** Section breaks, with their page sizes and headers, that only one side has or that differ: the base's stay. */
  'section-not-carried',
  /** Tables whose borders, widths or shading differ: the base's stay. */
  'table-properties',
  /** Text boxes and the shapes around them whose frame (size, place, border) differs while they say the same or are compared inside: the base's frame stays. */
  'object-frames',
  /** Paragraphs whose properties both somebody's pending change and this redline change: one change now says what they were before. */
  'merged-with-pending-formatting',
  /** Content controls that only one side has: the words are compared, the controls stay as in the base. */
  'content-controls-not-carried',
  /** Blocks of other formats that the file imports. */
  'other-block',
  /** Comments of the revised file that the base does not have and that came along; they stay whatever is accepted or rejected. */
  'comments-carried',
  /** Those that did not: their words are pending deletion there, or stand in a note. */
  'comments-not-carried',
  /** Pictures, charts and embedded objects: compared as wholes, by their bytes. */
  'objects-compared-as-wholes',
] as const;
export type RedlineNoteCode = (typeof redlineNoteCodes)[number];

export interface RedlineReport {
  /** The files' names. */
  readonly base: string;
  readonly revised: string;
  readonly author: string;
  readonly date: string;
  /** Tracked-change elements written. */
  readonly revisions: number;
  readonly notes: readonly RedlineNote[];
}

export interface Redline {
  readonly bytes: Uint8Array;
  readonly report: RedlineReport;
}
