/** Elements whose `w:val` names a style (ECMA-376 part 1, 17.7 and 17.9). */
export const styleReferences: ReadonlySet<string> = new Set([
  'w:pStyle',
  'w:rStyle',
  'w:tblStyle',
  'w:basedOn',
  'w:next',
  'w:link',
  'w:numStyleLink',
  'w:styleLink',
]);

/** What Strict files call the sides of a page, where Transitional ones say left and right (ECMA-376 part 4, 9.1). */
export const strictWords: ReadonlyMap<string, string> = new Map([
  ['left', 'start'],
  ['right', 'end'],
  ['w:left', 'w:start'],
  ['w:right', 'w:end'],
  ['w:leftChars', 'w:startChars'],
  ['w:rightChars', 'w:endChars'],
]);
