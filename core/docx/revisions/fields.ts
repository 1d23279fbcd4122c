import { attributeOf, findChild, type XmlElement } from '../xml.ts';
import { isContentChange } from './elements.ts';
import { marksRemoved } from './properties.ts';
import type { Resolution } from './resolution.ts';
import { isContent } from './run-words.ts';

/**
 * Finds the complex fields (ECMA-376 part 1, 17.16.18) that what is resolved leaves broken. Word deletes and inserts their characters
 * and instructions like words, and its own files hold deletions that leave a piece of instruction behind. A field that loses
 * its beginning, its end or its whole instruction, or the separator before a result that stays, is no
 * field any more: the rest of its characters and instruction goes, and its result stays as plain text.
 *
 * Returns the children of runs that go: field characters and what stands in instructions.
 */
export function findBrokenFields(root: XmlElement, resolution: Resolution): ReadonlySet<XmlElement> {
  const broken = new Set<XmlElement>();
  if (resolution.text.includes('fldChar')) new FieldSearch(resolution, broken).walk(root, false);
  return broken;
}

interface OpenField {
  /** Its characters, and what stands in its instruction. */
  readonly machinery: XmlElement[];
  isInResult: boolean;
  lostCharacter: boolean;
  lostSeparator: boolean;
  hadInstruction: boolean;
  hasInstruction: boolean;
  hasResult: boolean;
}

class FieldSearch {
  readonly #resolution: Resolution;
  readonly #broken: Set<XmlElement>;
  #open: OpenField[] = [];

  constructor(resolution: Resolution, broken: Set<XmlElement>) {
    this.#resolution = resolution;
    this.#broken = broken;
  }

  walk(element: XmlElement, isGone: boolean): void {
    for (let child = element.first; child !== null; child = child.next) {
      switch (child.name) {
        case 'w:r':
          this.#walkRun(child, isGone || this.#isRemoved(child, 'w:rPr'));
          break;
        case 'w:tr':
          this.walk(child, isGone || this.#isRemoved(child, 'w:trPr'));
          break;
        case 'w:tc':
          this.walk(child, isGone || this.#isRemoved(child, 'w:tcPr'));
          break;
        case 'w:txbxContent':
        case 'w:footnote':
        case 'w:endnote':
        case 'w:comment':
          this.#walkStory(child, isGone);
          break;
        default:
          this.walk(child, isGone || (isContentChange(child.name) && this.#resolution.removes(child)));
      }
    }
  }

  #isRemoved(element: XmlElement, properties: string): boolean {
    return marksRemoved(findChild(element, properties), this.#resolution);
  }

  #walkStory(element: XmlElement, isGone: boolean): void {
    const around = this.#open;
    this.#open = [];
    this.walk(element, isGone);
    this.#open = around;
  }

  #walkRun(run: XmlElement, isGone: boolean): void {
    for (let child = run.first; child !== null; child = child.next) {
      if (child.name === 'w:fldChar') this.#follow(child, isGone);
      else {
        if (isContent(child.name)) this.#addContent(child, isGone);
        if (child.first !== null) this.walk(child, isGone);
      }
    }
  }

  #addContent(element: XmlElement, isGone: boolean): void {
    for (const field of this.#open) {
      if (field.isInResult) field.hasResult ||= !isGone;
      else {
        field.machinery.push(element);
        field.hadInstruction = true;
        field.hasInstruction ||= !isGone;
      }
    }
  }

  #follow(character: XmlElement, isGone: boolean): void {
    const type = attributeOf(character, 'w:fldCharType');
    // To the fields around, it is content.
    const field = type === 'begin' ? newField() : this.#open.pop();
    if (field === undefined) return;
    this.#addContent(character, isGone);
    field.machinery.push(character);
    if (type === 'separate') {
      field.isInResult = true;
      field.lostSeparator = isGone;
    } else field.lostCharacter ||= isGone;
    if (type !== 'end') {
      this.#open.push(field);
      return;
    }
    const lostInstruction = field.hadInstruction && !field.hasInstruction;
    if (field.lostCharacter || lostInstruction || (field.lostSeparator && field.hasResult)) {
      for (const element of field.machinery) this.#broken.add(element);
    }
  }
}

function newField(): OpenField {
  return {
    machinery: [],
    isInResult: false,
    lostCharacter: false,
    lostSeparator: false,
    hadInstruction: false,
    hasInstruction: false,
    hasResult: false,
  };
}
