import type { DocxPackage } from '../package.ts';
import type { StyleSheet } from '../styles.ts';
import type { ScrubChoice, ScrubChoices, ScrubKind } from './choices.ts';
import type { Section } from './headers-not-shown.ts';
import type { PartEdits } from './part-edits.ts';
import type { ScrubLedger } from './report.ts';

/** What is known while one document is scrubbed. */
export interface ScrubJob {
  readonly docx: DocxPackage;
  readonly choices: ScrubChoices;
  readonly ledger: ScrubLedger;
  removes(choice: ScrubChoice): boolean;
  /** Which comments go. */
  readonly comments: CommentPlan;
  /** What the stories that were read so far refer to. */
  readonly cited: CitedIds;
  /** The paragraphs of hidden drawings and notes that are gone whole: ordinals of `w:p` by part. */
  readonly hiddenParagraphs: Map<string, Set<number>>;
  /** The sections of the main document, in order, as far as it was read. */
  readonly sections: Section[];
  /** Names that were removed or replaced, to be looked for elsewhere in the end. */
  readonly names: Set<string>;
  /** Tracked changes seen so far. */
  trackedChanges: number;
  /** The switches of the settings that make Word erase names and dates, as found, and whether they were taken out. */
  readonly privacy: { removePersonalInformation: boolean; removeDateAndTime: boolean; cleared: boolean };
}

export interface CitedIds {
  readonly footnote: Set<string>;
  readonly endnote: Set<string>;
  readonly comment: Set<string>;
  /** Notes whose citation was hidden and is gone. */
  readonly hiddenNotes: Set<string>;
}

export interface CommentPlan {
  /** Whether a comment goes. */
  removes(id: string): boolean;
  /** Whether none stays. */
  readonly removesAll: boolean;
  /** Whether a paragraph or durable id belongs to a comment that goes. */
  removesId(id: string): boolean;
  /** Comments without a reference in any story, which are shown to nobody, go too. */
  removeUncited(cited: ReadonlySet<string>): void;
}

/** One XML part at work. */
export interface PartWork {
  readonly job: ScrubJob;
  readonly part: string;
  readonly text: string;
  readonly edits: PartEdits;
  readonly styles: StyleSheet;
  /** Whether any run of it can be hidden: something in it or in the styles says so. */
  readonly mayHide: boolean;
  /** The relationships that go whatever the part says, by id, with the reason. */
  readonly dropped: ReadonlyMap<string, ScrubKind>;
  /** The relationships' ids that the part uses, as far as it is known. */
  readonly usedIds: Set<string>;
}
