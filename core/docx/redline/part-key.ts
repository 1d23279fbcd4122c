import type { DocxPackage, Relationship } from '../package.ts';

/**
 * A part is known by its content, so that the same picture under another name is the same; and by what it leads to in turn, so that a
 * chart is not the same when its workbook is another. `null` when the package has no such part. `around`: the parts on the way
 * here, which may lead back to each other.
 */
export function partKey(part: string, docx: DocxPackage, around: readonly string[] = []): string | null {
  const entry = docx.archive.findEntry(part);
  if (entry === null) return null;
  const key = `${entry.crc32}/${entry.size}`;
  if (around.includes(part)) return key;
  const inside = [...around, part];
  const parts = Array.from(
    docx.relationshipsOf(part).values(),
    (each) => `${each.type} ${each.external ? each.target : (partKey(each.target, docx, inside) ?? each.target)}`,
  );
  return parts.length === 0 ? key : `${key}(${parts.sort().join(', ')})`;
}

/** What a relationship leads to: the same for the same address, and for parts that are the same. */
export function targetKey(relationship: Relationship | undefined, docx: DocxPackage): string {
  if (relationship === undefined) return '';
  const { external, target } = relationship;
  return external ? target : (partKey(target, docx) ?? target);
}
