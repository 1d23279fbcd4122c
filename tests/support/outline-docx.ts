import { openPackage } from '../../core/docx/package.ts';
import { attributeOf, findChild, type XmlElement } from '../../core/docx/xml.ts';
import { nodePlatform } from '../../engine/platform.ts';

/**
 * What a document holds, story by story, without a word of how the product reads it: a line for each paragraph and the shape of each
 * table, to compare two files that must say the same.
 */
export function outlineDocx(bytes: Uint8Array): string[] {
  const docx = openPackage({ name: 'outline.docx', bytes }, nodePlatform);
  return docx.listStoryParts().flatMap((part) => {
    const root = docx.getXml(part);
    return [root.name, ...outlineXml(root)];
  });
}

/** The outline of a part or of anything in it. */
export function outlineXml(root: XmlElement): string[] {
  const lines: string[] = [];
  outlineBlocks(root, '', lines);
  return lines;
}

function outlineBlocks(parent: XmlElement, indent: string, lines: string[]): void {
  for (let child = parent.first; child !== null; child = child.next) {
    if (child.name === 'w:p') {
      lines.push(`${indent}p ${textOf(child)}`);
      outlineBlocks(child, `${indent}  `, lines);
    } else if (child.name === 'w:tr') {
      lines.push(`${indent}row`);
      outlineBlocks(child, `${indent}  `, lines);
    } else if (child.name === 'w:tc') {
      const properties = findChild(child, 'w:tcPr');
      lines.push(`${indent}cell${value(properties, 'w:gridSpan')}${value(properties, 'w:vMerge')}`);
      outlineBlocks(child, `${indent}  `, lines);
    } else if (child.name !== 'mc:Fallback') outlineBlocks(child, indent, lines);
  }
}

function value(properties: XmlElement | null, name: string): string {
  const property = properties === null ? null : findChild(properties, name);
  return property === null ? '' : ` ${name}=${attributeOf(property, 'w:val') ?? ''}`;
}

/** The words of a paragraph, without those of text boxes in it; deleted words in brackets, so that they are not mistaken. */
function textOf(element: XmlElement): string {
  let text = '';
  for (let child = element.first; child !== null; child = child.next) {
    switch (child.name) {
      case 'w:t':
      case 'm:t':
        text += child.text;
        break;
      case 'w:delText':
        text += `[${child.text}]`;
        break;
      case 'w:tab':
        text += '\t';
        break;
      case 'w:br':
      case 'w:cr':
        text += '\n';
        break;
      case 'w:txbxContent':
      case 'w:pPr':
      case 'mc:Fallback':
        break;
      default:
        text += textOf(child);
    }
  }
  return text;
}
