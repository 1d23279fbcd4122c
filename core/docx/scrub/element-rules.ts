import type { ScrubChoice, ScrubKind } from './choices.ts';

const byChoice: Readonly<Partial<Record<ScrubKind, string>>> = {
  authors: '{http://schemas.microsoft.com/office/comments/2020/reactions}reactions',
  'revision-ids': 'w:rsid w:rsids',
  'document-ids': 'w14:docId w15:docId w:nsid w:tmpl',
  'editing-state': 'w:proofState w:proofErr w:activeWritingStyle',
  paths: 'w:attachedTemplate w:mailMerge w:saveThroughXslt w:printerSettings w:subDoc c:printSettings',
  properties: 'w:docVars',
  'custom-xml': `w:attachedSchema w:smartTagType w:smartTagPr w:customXmlPr w:dataBinding w15:dataBinding w:tag
    {http://schemas.openxmlformats.org/schemaLibrary/2006/main}schemaLibrary`,
  fields: 'w:fldData',
  glossary: 'w:placeholder',
  'web-settings': 'w:divId',
  'alt-text': `w:tblCaption w:tblDescription {http://www.w3.org/2000/svg}title {http://www.w3.org/2000/svg}desc`,
  'image-metadata': '{http://www.w3.org/2000/svg}metadata',
  'embedded-fonts': `w:embedRegular w:embedBold w:embedItalic w:embedBoldItalic w:embedTrueTypeFonts
    w:embedSystemFonts w:saveSubsetFonts`,
  'embedded-objects': 'o:OLEObject w:objectEmbed w:objectLink w:control c:externalData',
  macros: 'w:entryMacro w:exitMacro',
};

/** Elements that go with all that is in them, with what they belong to. */
export const removedElements: ReadonlyMap<string, ScrubKind> = new Map(
  Object.entries(byChoice).flatMap(([kind, names]) =>
    names.split(/\s+/).map((name): [string, ScrubKind] => [name, kind as ScrubKind]),
  ),
);

/** Elements that are nothing without the relationship they name. */
export const relationshipElements: ReadonlySet<string> = new Set([
  'a:hlinkClick',
  'a:hlinkHover',
  'a:hlinkMouseOver',
  'o:OLEObject',
  'w:objectEmbed',
  'w:objectLink',
  'w:control',
  'c:externalData',
]);

/** Extensions of DrawingML that hold ids: of a drawing, of a family of themes, of a row or column, of a series in a chart. */
export const idExtensions: ReadonlySet<string> = new Set([
  '{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}',
  '{05A4C25C-085E-4340-85A3-A5531E510DB2}',
  '{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}',
  '{9D8B030D-6E8A-4147-A177-3AD203B41FA5}',
  '{C3380CC4-5D6E-409C-BE32-E72D297353CC}',
]);

/** The stores of the document properties, to which content controls may be bound ([MS-OI29500] 2.1.549). */
export const propertyStores: ReadonlySet<string> = new Set([
  '{6C3C8BC8-F283-45AE-878A-BAB7291924A1}',
  '{6668398D-A668-4E3E-A5EB-62B293D839F1}',
  '{55AF091B-3C7A-41E3-B477-F2FDAA23CFDA}',
]);

/** Children that are no content of their parent. */
export const propertyElements: ReadonlySet<string> = new Set(
  'rPr pPr sectPr tblPr tblGrid tblPrEx trPr tcPr sdtPr sdtEndPr smartTagPr customXmlPr'
    .split(' ')
    .map((name) => `w:${name}`),
);

/** Fields that a reader needs, and that say nothing of where the document comes from (ECMA-376 part 1, 17.16.5). */
const neededFields: ReadonlySet<string> = new Set(
  `PAGE NUMPAGES SECTION SECTIONPAGES REF PAGEREF NOTEREF FTNREF STYLEREF SEQ TOC INDEX TOA XE TC TA LISTNUM AUTONUM
  AUTONUMLGL AUTONUMOUT FORMTEXT FORMCHECKBOX FORMDROPDOWN HYPERLINK DATE TIME EQ SYMBOL ADVANCE = IF QUOTE SET ASK
  FILLIN COMPARE MACROBUTTON GOTOBUTTON NUMCHARS NUMWORDS BIDIOUTLINE MERGEFIELD NEXT NEXTIF SKIPIF MERGEREC MERGESEQ
  CITATION BIBLIOGRAPHY`.split(/\s+/),
);

/** Of those, the ones whose instruction holds words that are not shown, or not here. */
const fieldsWithWords: ReadonlySet<string> = new Set(
  'IF QUOTE SET ASK FILLIN COMPARE NEXTIF SKIPIF XE TC TA MACROBUTTON GOTOBUTTON'.split(' '),
);

/** Fields that name a file. */
const pathFields: ReadonlySet<string> = new Set(
  'INCLUDEPICTURE INCLUDETEXT INCLUDE IMPORT LINK DDE DDEAUTO RD FILENAME TEMPLATE DATABASE'.split(' '),
);

/** Fields whose words come from a custom XML part. */
const sourceFields: ReadonlySet<string> = new Set(['CITATION', 'BIBLIOGRAPHY']);

/** The choices any of which makes a field of that type plain text; none for a field that stays. */
export function choicesForField(type: string): readonly ScrubChoice[] {
  if (pathFields.has(type)) return ['paths', 'fields'];
  if (sourceFields.has(type)) return ['custom-xml'];
  // A field may be the name of a bookmark alone; those that Word makes up are references (17.16.5.51).
  return neededFields.has(type) || /^_(?:REF|TOC|HLK)\d+$/.test(type) ? [] : ['fields'];
}

/** Entries of indexes and tables: Word itself formats them as hidden, and makes the index anew from them. */
const entryFields: ReadonlySet<string> = new Set(['XE', 'TC', 'TA']);

export function isIndexEntry(type: string): boolean {
  return entryFields.has(type);
}

export function holdsUnseenWords(type: string): boolean {
  return fieldsWithWords.has(type);
}

/** The field's type, such as `PAGE`; `=` for a formula. */
export function fieldType(instruction: string): string {
  const trimmed = instruction.trimStart();
  return trimmed.startsWith('=') ? '=' : (/^[^\s"\\]+/.exec(trimmed)?.[0] ?? '').toUpperCase();
}
