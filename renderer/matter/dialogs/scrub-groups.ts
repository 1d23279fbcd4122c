import { counterpartyChoices, type ScrubChoice } from '../../../core/docx/scrub/choices.ts';

/** The choices of scrubbing as a reader looks for them; each stands in exactly one group. */
export const scrubGroups = {
  people: ['authors', 'dates', 'company', 'privacy-flags'],
  words: ['comments', 'hidden-text', 'fields', 'alt-text', 'ink'],
  document: ['properties', 'custom-xml', 'thumbnails', 'glossary', 'protection'],
  traces: ['revision-ids', 'document-ids', 'editing-state', 'paths'],
  pictures: ['image-metadata', 'embedded-objects', 'embedded-fonts'],
  unseen: ['unreferenced', 'unknown-markup', 'web-settings'],
} as const satisfies Record<string, readonly ScrubChoice[]>;
export type ScrubGroup = keyof typeof scrubGroups;

/** What is removed unless the user says otherwise. */
export const usualChoices: ReadonlySet<ScrubChoice> = counterpartyChoices.remove;

/** What the export dialog was last left at; until the window closes. */
interface ExportMemory {
  scrub: boolean;
  remove: ReadonlySet<ScrubChoice>;
  positions: boolean;
}

export const exportMemory: ExportMemory = { scrub: true, remove: usualChoices, positions: false };
