/**
 * The part of the `docx` package that the memo uses. The package's own declarations begin with
 * `/// <reference types="node" />`, which would make every Node global known in core and so take away the
 * guard that core's tsconfig stands for; core's tsconfig maps `docx` here instead. The memo's
 * tests unpack what the package writes, so a change of its interface shows there. Units: twips (1/20 pt) for
 * lengths, half-points for sizes, eighths of a point for borders, hexadecimal RGB without `#` for colours.
 */
export interface Border {
  readonly style: 'single' | 'none';
  readonly size?: number;
  readonly color?: string;
  /** Points between the line and the text. */
  readonly space?: number;
}
export interface RunOptions {
  readonly text?: string;
  readonly children?: readonly (string | Tab)[];
  readonly style?: string;
  readonly bold?: boolean;
  readonly color?: string;
  readonly language?: { readonly value: string };
}
export interface RunStyle {
  readonly font?: string;
  readonly size?: number;
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly strike?: boolean;
  readonly color?: string;
  readonly underline?: { readonly type: 'double'; readonly color?: string };
  readonly language?: { readonly value: string };
}
export interface ParagraphLook {
  readonly keepNext?: boolean;
  readonly keepLines?: boolean;
  readonly widowControl?: boolean;
  readonly alignment?: 'left' | 'right';
  readonly spacing?: { readonly before?: number; readonly after?: number; readonly line?: number };
  readonly indent?: { readonly left?: number; readonly hanging?: number };
  readonly tabStops?: readonly { readonly type: 'left' | 'right'; readonly position: number }[];
  readonly border?: {
    readonly top?: Border;
    readonly bottom?: Border;
    readonly left?: Border;
  };
  readonly shading?: Shading;
}
export interface Shading {
  readonly type: 'clear';
  readonly fill: string;
  readonly color: 'auto';
}
export interface ParagraphOptions extends ParagraphLook {
  readonly style?: string;
  readonly heading?: 'Title' | 'Heading1' | 'Heading2' | 'Heading3';
  readonly children: readonly TextRun[];
}
export interface Style {
  readonly basedOn?: string;
  readonly next?: string;
  readonly quickFormat?: boolean;
  readonly run?: RunStyle;
  readonly paragraph?: ParagraphLook;
}
export interface NamedStyle extends Style {
  readonly id: string;
  readonly name: string;
}
export interface Width {
  readonly size: number;
  readonly type: 'dxa';
}
export interface CellOptions {
  readonly children: readonly Paragraph[];
  readonly width: Width;
  readonly shading?: Shading;
}
export interface TableOptions {
  readonly rows: readonly TableRow[];
  readonly width: Width;
  readonly columnWidths: readonly number[];
  readonly layout: 'fixed';
  readonly borders: {
    readonly top: Border;
    readonly bottom: Border;
    readonly left: Border;
    readonly right: Border;
    readonly insideHorizontal: Border;
    readonly insideVertical: Border;
  };
  readonly margins: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };
}
export interface DocumentOptions {
  readonly title: string;
  readonly styles: {
    readonly default: {
      readonly document: { readonly run: RunStyle; readonly paragraph: ParagraphLook };
      readonly title: Style;
      readonly heading1: Style;
      readonly heading2: Style;
      readonly heading3: Style;
    };
    readonly paragraphStyles: readonly NamedStyle[];
    readonly characterStyles: readonly NamedStyle[];
  };
  readonly sections: readonly {
    readonly properties: {
      readonly page: {
        readonly size: { readonly width: number; readonly height: number };
        readonly margin: {
          readonly top: number;
          readonly bottom: number;
          readonly left: number;
          readonly right: number;
          readonly header: number;
          readonly footer: number;
        };
      };
    };
    readonly headers: { readonly default: Header };
    readonly footers: { readonly default: Footer };
    readonly children: readonly (Paragraph | Table)[];
  }[];
}

export class Tab {
  private readonly isTab: true;
}
export class TextRun {
  private readonly isRun: true;
  constructor(options: RunOptions);
}
export class Paragraph {
  private readonly isParagraph: true;
  constructor(options: ParagraphOptions);
}
export class TableCell {
  private readonly isCell: true;
  constructor(options: CellOptions);
}
export class TableRow {
  private readonly isRow: true;
  constructor(options: {
    readonly children: readonly TableCell[];
    readonly tableHeader?: boolean;
    readonly cantSplit?: boolean;
  });
}
export class Table {
  private readonly isTable: true;
  constructor(options: TableOptions);
}
export class Header {
  private readonly isHeader: true;
  constructor(options: { readonly children: readonly (Paragraph | Table)[] });
}
export class Footer {
  private readonly isFooter: true;
  constructor(options: { readonly children: readonly (Paragraph | Table)[] });
}
export class Document {
  private readonly isDocument: true;
  constructor(options: DocumentOptions);
}
/** Fields that Word fills in: the page's number and the number of pages. */
export const PageNumber: { readonly CURRENT: 'CURRENT'; readonly TOTAL_PAGES: 'TOTAL_PAGES' };
export const Packer: {
  /** The package as a ZIP file, with the given parts in place of those it would write. */
  pack(
    document: Document,
    type: 'uint8array',
    prettify: undefined,
    overrides: readonly { readonly path: string; readonly data: string }[],
  ): Promise<Uint8Array>;
};
