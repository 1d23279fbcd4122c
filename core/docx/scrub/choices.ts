/**
 * What scrubbing can remove, each a choice of its own. The list is closed: whoever shows it, shows all of it.
 */
export const scrubChoices = [
  /** Who made tracked changes and comments, who wrote and last saved the document: replaced by a neutral name, or removed. */
  'authors',
  /** When: of tracked changes and comments, of the document, of the entries of the zip file. */
  'dates',
  /** Company, manager, and the names of the theme, which are the template's. */
  'company',
  /** The other document properties, custom properties, document variables, sensitivity labels. */
  'properties',
  /** `w:rsid…`: which characters were typed in one session of editing (ECMA-376 part 1, 17.15.1.70). */
  'revision-ids',
  /** Ids by which a copy of the same document, paragraph, list or drawing is recognised. */
  'document-ids',
  /** Words formatted as hidden, directly or by a style, hidden pictures, and words that stand in a fallback alone. */
  'hidden-text',
  'comments',
  /** Custom XML parts, the bindings of content controls to them, custom XML markup, smart tags. */
  'custom-xml',
  'thumbnails',
  /** Paths and names of files: template, mail merge, printer, links to files, linked objects, unusual part names. */
  'paths',
  /** Fields that show who, when or where from, and fields that no reader needs: their words stay as plain text. */
  'fields',
  /** Descriptions, titles and names of pictures and tables, the tooltips of links. */
  'alt-text',
  /** EXIF, XMP, IPTC and text in JPEG, PNG and GIF; no pixel changes. */
  'image-metadata',
  /** Handwriting over the text. */
  'ink',
  /** The hashes of passwords; the protection itself stays. */
  'protection',
  /** Where the last edit was, what the spelling check had seen. */
  'editing-state',
  /** Building blocks that came with the template. */
  'glossary',
  'web-settings',
  /** What no reader sees: parts that nothing leads to, notes that are not cited. */
  'unreferenced',
  /** XML comments, processing instructions, elements and attributes of namespaces that Word passes over. */
  'unknown-markup',
  /** `w:removePersonalInformation` and `w:removeDateAndTime`, where there are tracked changes that they would make anonymous on save. */
  'privacy-flags',
  /** The data of embedded and linked objects and controls; their pictures stay. */
  'embedded-objects',
  'embedded-fonts',
] as const;
export type ScrubChoice = (typeof scrubChoices)[number];

/** What is never kept: macros and add-ins, signatures (any change breaks them), comments and extra fields of the zip file. */
export type ScrubKind = ScrubChoice | 'macros' | 'signatures' | 'container';

export interface ScrubChoices {
  readonly remove: ReadonlySet<ScrubChoice>;
  /** The name in place of an author's. */
  readonly author: string;
  /** Other names for certain authors, such as one for each side; an author named like this may also stay who he is. */
  readonly authorNames?: ReadonlyMap<string, string>;
  /** The instant in place of dates (ISO 8601, UTC); `null` removes them. */
  readonly date: string | null;
  /** Comments of these authors, by the names they have before, stay although comments are removed. */
  readonly keepCommentsBy?: ReadonlySet<string>;
}

/** Not removed unless asked for: without them the document looks or works otherwise. */
const onlyWhenAsked: ReadonlySet<ScrubChoice> = new Set(['embedded-objects', 'embedded-fonts']);

/** What goes to a counterparty: everything is removed that can be without a change of how the document reads or looks. */
export const counterpartyChoices: ScrubChoices = {
  remove: new Set(scrubChoices.filter((choice) => !onlyWhenAsked.has(choice))),
  author: 'Author',
  date: null,
};
