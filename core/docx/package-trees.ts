import type { DocxPackage } from './package.ts';
import type { OnBlock, XmlElement } from './xml.ts';

/**
 * The same package, each part of it parsed once for all who look through it; a part that was given another text is parsed
 * anew. For work that reads one part several times: whoever reads a part once saves memory by `streamXml` of the package itself.
 */
export function keepTrees(docx: DocxPackage): DocxPackage {
  const trees = new Map<string, XmlElement>();
  const getXml = (part: string) => {
    const tree = trees.get(part) ?? docx.getXml(part);
    trees.set(part, tree);
    return tree;
  };
  return {
    ...docx,
    getXml,
    setText: (part, text) => {
      trees.delete(part);
      docx.setText(part, text);
    },
    streamXml: (part, depth, onElement) => {
      const root = getXml(part);
      handOver(root, depth, [], onElement);
      return root;
    },
  };
}

function handOver(element: XmlElement, depth: number, around: readonly string[], onElement: OnBlock): void {
  if (around.length === depth) {
    onElement(element, around);
    return;
  }
  const inside = [...around, element.name];
  for (let child = element.first; child !== null; child = child.next) handOver(child, depth, inside, onElement);
}
