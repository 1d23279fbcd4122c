/** Wrappers around words that mean nothing for them: content controls, smart tags, custom XML, direction (ECMA-376 part 1, 17.3.2.3, 17.3.2.8, 17.5). */
export const transparentWrappers: ReadonlySet<string> = new Set([
  'w:sdt',
  'w:sdtContent',
  'w:smartTag',
  'w:customXml',
  'w:dir',
  'w:bdo',
]);
