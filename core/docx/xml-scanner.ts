import type { KnownEnd, OnBlock, XmlElement } from './xml.ts';
import type { XmlBudget } from './xml-budget.ts';
import { character, isSpace } from './xml-characters.ts';
import { XmlError } from './xml-error.ts';
import { XmlLexer } from './xml-lexer.ts';
import { NameTable, Scope, shorten, xmlNamespace } from './xml-names.ts';
import { type StartTag, StartTagReader } from './xml-start-tags.ts';

/**
 * Reads XML 1.0 (fifth edition, with Namespaces in XML 1.0) from a string into a tree.
 *
 * Why our own: general parsers hand over events, an object for each tag and a call for each attribute, and a tree
 * is then built from them at several times the cost of looking at the characters. WordprocessingML repeats itself:
 * `<w:r>`, `<w:t xml:space="preserve">` and some hundred other start tags are nearly all there are. So a start tag is
 * taken apart once; where the same characters stand again in the same scope, its name and its attributes (the same
 * array) are taken over after one comparison. What stands between tags is found with `indexOf`, which looks at many
 * characters at once, and only where there are references or carriage returns one by one.
 *
 * It accepts what is well-formed and nothing else, because two readers that disagree see different documents. DTDs
 * are refused, and with them every entity besides the five of XML. Being small it can be known to be right: the
 * tests read random trees and random garbage with an independent parser too.
 */
export class XmlScanner {
  readonly #lexer: XmlLexer;
  readonly #startTags: StartTagReader;
  readonly #budget: XmlBudget;
  readonly #scope: Scope;

  /**
   * For what stands in [from, to) of the part's text, where these namespaces are declared, by prefix. Every method
   * throws `XmlError`.
   */
  constructor(part: string, from: number, to: number, namespaces: ReadonlyMap<string, string>, budget: XmlBudget) {
    this.#lexer = new XmlLexer(part, from, to, budget);
    this.#startTags = new StartTagReader(this.#lexer);
    this.#budget = budget;
    this.#scope = new Scope(new NameTable(), null, new Map([...namespaces, ['xml', xmlNamespace]]));
  }

  /** Reads a whole part, as `streamXml` describes it. */
  readPart(blockDepth: number, onBlock: OnBlock, knownEnd: KnownEnd | null): XmlElement {
    this.#lexer.refuseDisallowed(this.#lexer.text.length);
    const left = this.#budget.markup;
    const root = this.#readElement(this.#rootFrom(), blockDepth, onBlock, knownEnd);
    if (blockDepth === 0) this.#treeRead(left);
    const to = this.#skipOther(root.to - this.#lexer.offset);
    if (to < this.#lexer.text.length) throw this.#lexer.error(to, 'something behind the root element');
    return root;
  }

  /** Reads one element that is all there is. */
  readFragment(): XmlElement {
    this.#lexer.refuseDisallowed(this.#lexer.text.length);
    if (this.#lexer.codeAt(0) !== character.lessThan) throw this.#lexer.error(0, 'no element where one should begin');
    const root = this.#readElement(0, 0, () => {}, null);
    const to = root.to - this.#lexer.offset;
    if (to < this.#lexer.text.length) throw this.#lexer.error(to, 'something behind the element');
    return root;
  }

  /** Reads the root's start tag and nothing behind it. */
  readRootNamespaces(): ReadonlyMap<string, string> {
    const { namespaces } = this.#startTags.tagAt(this.#rootFrom(), this.#scope);
    this.#lexer.refuseDisallowed(this.#lexer.at);
    return namespaces ?? new Map();
  }

  #rootFrom(): number {
    const from = this.#skipOther(this.#skipDeclaration());
    if (this.#lexer.codeAt(from) !== character.lessThan) throw this.#lexer.error(from, 'no root element');
    return from;
  }

  /** Production 39, `element`, of which the start tag is at `from`. */
  #readElement(from: number, blockDepth: number, onBlock: OnBlock, knownEnd: KnownEnd | null): XmlElement {
    const lexer = this.#lexer;
    const { text, offset } = lexer;
    const budget = this.#budget;
    const { limits } = budget;
    /** What is open, from the root inwards, and the last child of each. */
    const nodes: Node[] = [];
    const lasts: (Node | null)[] = [];
    const tags: StartTag[] = [];
    const around: string[] = [];
    let open = 0;
    let scope = this.#scope;
    /** What is in memory: what was left when the last block was let go of, and elements around the blocks. */
    let leftBefore = budget.markup;
    let elementsAround = 0;
    let blocks = 0;

    let at = from;
    for (;;) {
      const second = text.charCodeAt(at + 1);
      const mayBeKnown = knownEnd !== null && open === blockDepth && second !== character.slash;
      const known = mayBeKnown ? knownEnd(offset + at, around) : -1;
      if (second === character.slash) {
        if (open === 0) throw lexer.error(at, 'an end tag before any element');
        open -= 1;
        const tag = tags[open] as StartTag;
        at = this.#endTagEnd(at, tag);
        scope = tag.outer;
        const node = nodes[open] as Node;
        node.to = offset + at;
        if (open === 0) return node;
        if (open === blockDepth) {
          leftBefore = this.#treeRead(leftBefore);
          around.length = open;
          onBlock(node, around);
        }
      } else if (second === character.exclamationMark || second === character.questionMark) {
        if (text.startsWith('<![CDATA[', at)) {
          this.#lexer.countMarkup(1);
          const contentFrom = at + '<![CDATA['.length;
          at = lexer.endOf(']]>', contentFrom, 'a CDATA section');
          if (open > blockDepth) (nodes[open - 1] as Node).text += lexer.readLiteral(contentFrom, at - ']]>'.length);
        } else at = this.#otherEnd(at);
        this.#checkTree(leftBefore - budget.markup);
      } else if (known >= 0) {
        at = known - offset;
      } else {
        const tag = this.#startTags.tagAt(at, scope);
        const node = new Node(tag, offset + at, offset + lexer.at);
        if (open > limits.depth) throw lexer.error(at, `elements nested more than ${limits.depth} deep`);
        this.#lexer.countMarkup(1);
        this.#checkTree(leftBefore - budget.markup + elementsAround);
        if (open > 0 && open !== blockDepth) {
          const last = lasts[open - 1] as Node | null;
          if (last === null) (nodes[open - 1] as Node).first = node;
          else last.next = node;
          lasts[open - 1] = node;
        }
        if (open < blockDepth) elementsAround += 1;
        else if (open === blockDepth && open > 0) {
          blocks += 1;
          if (blocks > limits.blocks)
            throw new XmlError('too-large', `it holds more than ${limits.blocks} paragraphs and tables`);
        }
        at = lexer.at;
        if (tag.isEmpty) {
          node.to = offset + at;
          if (open === 0) return node;
          if (open === blockDepth) {
            leftBefore = this.#treeRead(leftBefore);
            around.length = open;
            onBlock(node, around);
          }
        } else {
          if (open < blockDepth) {
            around.length = open;
            around.push(node.name);
          }
          nodes[open] = node;
          lasts[open] = null;
          tags[open] = tag;
          scope = tag.inner;
          open += 1;
        }
      }

      if (text.charCodeAt(at) !== character.lessThan) {
        const textTo = text.indexOf('<', at);
        if (textTo < 0)
          throw lexer.error(text.length, `unclosed element ${shorten((tags[open - 1] as StartTag).written)}`);
        const characters = lexer.readText(at, textTo);
        if (open > blockDepth) {
          const node = nodes[open - 1] as Node;
          node.text = node.text === '' ? characters : node.text + characters;
        }
        at = textTo;
      }
    }
  }

  #checkTree(size: number): void {
    const { limits, inLargeTrees } = this.#budget;
    if (size > limits.smallTree && size > inLargeTrees) {
      throw new XmlError('too-large', `it holds tables or other blocks of more than ${limits.inLargeTrees} elements`);
    }
  }

  /** Counts a tree that was read since that much was left; returns what is left now. */
  #treeRead(leftBefore: number): number {
    const budget = this.#budget;
    const size = leftBefore - budget.markup;
    if (size > budget.limits.smallTree) budget.inLargeTrees -= size;
    return budget.markup;
  }

  /** Production 42, `ETag`. Returns where it ends. */
  #endTagEnd(from: number, tag: StartTag): number {
    const lexer = this.#lexer;
    const { written } = tag;
    let at = from + 2;
    if (lexer.text.startsWith(written, at)) {
      at += written.length;
      if (lexer.codeAt(at) === character.greaterThan) return at + 1;
      at = lexer.skipSpace(at);
      if (lexer.codeAt(at) === character.greaterThan) return at + 1;
    }
    throw lexer.error(from, `unexpected end tag where ${shorten(written)} is open`);
  }

  /** Comments, processing instructions and white space around the root. */
  #skipOther(from: number): number {
    const lexer = this.#lexer;
    let at = lexer.skipSpace(from);
    while (lexer.codeAt(at) === character.lessThan) {
      const second = lexer.codeAt(at + 1);
      if (second !== character.exclamationMark && second !== character.questionMark) return at;
      at = lexer.skipSpace(this.#otherEnd(at));
    }
    return at;
  }

  /** The end of a comment or processing instruction (productions 15 and 16). */
  #otherEnd(from: number): number {
    this.#lexer.countMarkup(1);
    const lexer = this.#lexer;
    const { text } = lexer;
    if (text.startsWith('<!--', from)) {
      const end = lexer.endOf('--', from + '<!--'.length, 'a comment');
      if (lexer.codeAt(end) !== character.greaterThan) throw lexer.error(end, 'malformed comment: -- in it');
      return end + 1;
    }
    if (text.startsWith('<!DOCTYPE', from)) {
      throw new XmlError('damaged', 'it has a document type definition, which is not allowed');
    }
    if (text.startsWith('<!', from)) throw lexer.error(from, 'incorrect syntax after <!');
    const what = 'processing instruction name';
    const at = lexer.nameEnd(from + 2, what);
    const target = text.slice(from + 2, at);
    const code = lexer.codeAt(at);
    if (target.includes(':') || (code !== character.questionMark && !isSpace(code))) {
      throw lexer.error(at, `disallowed character in ${what}`);
    }
    if (target.toLowerCase() === 'xml') throw lexer.error(from, 'an XML declaration that is not at the start');
    return lexer.endOf('?>', at, 'a processing instruction');
  }

  /** The end of the XML declaration, if there is one (production 23), and of the byte order mark that a decoder may have left. */
  #skipDeclaration(): number {
    const lexer = this.#lexer;
    const from = lexer.codeAt(0) === 0xfeff ? 1 : 0;
    const code = lexer.codeAt(from + '<?xml'.length);
    if (!lexer.text.startsWith('<?xml', from) || (code !== character.questionMark && !isSpace(code))) return from;
    declaration.lastIndex = from;
    if (!declaration.test(lexer.text)) throw lexer.error(from, 'malformed XML declaration');
    return declaration.lastIndex;
  }
}

const declaration = makeDeclaration();

function makeDeclaration(): RegExp {
  const quoted = (value: string) => `(?:"${value}"|'${value}')`;
  const pair = (name: string, value: string) => `[ \\t\\r\\n]+${name}[ \\t\\r\\n]*=[ \\t\\r\\n]*${quoted(value)}`;
  const version = pair('version', '1\\.[0-9]+');
  const encoding = pair('encoding', '[A-Za-z][A-Za-z0-9._-]*');
  const standalone = pair('standalone', '(?:yes|no)');
  return new RegExp(`<\\?xml${version}(?:${encoding})?(?:${standalone})?[ \\t\\r\\n]*\\?>`, 'y');
}

class Node implements XmlElement {
  readonly name: string;
  readonly attributes: readonly string[] | null;
  readonly namespaces: ReadonlyMap<string, string> | null;
  first: Node | null = null;
  next: Node | null = null;
  text = '';
  readonly ordinal: number;
  readonly from: number;
  readonly contentFrom: number;
  to = 0;

  constructor(tag: StartTag, from: number, contentFrom: number) {
    this.name = tag.element.name;
    this.attributes = tag.attributes;
    this.namespaces = tag.namespaces;
    this.ordinal = tag.element.count++;
    this.from = from;
    this.contentFrom = contentFrom;
  }
}
