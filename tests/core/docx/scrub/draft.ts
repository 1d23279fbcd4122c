import { crc32, deflateRawSync } from 'node:zlib';
import type { SourceFile } from '../../../../core/model/source.ts';
import { buildZip, docxItems, p, r, wordContentType, type ZipItem } from '../../../support/docx.ts';

/** A document while secrets are planted in it. */
export class Draft {
  readonly body: string[] = [];
  readonly styles: string[] = [];
  readonly settings: string[] = [];
  readonly footnotes: string[] = [];
  readonly comments: string[] = [];
  readonly header: string[] = [];
  readonly fonts: string[] = [];
  /** `Relationship` elements of the main part, of the settings, of the package. */
  readonly relationships: string[] = [];
  readonly settingsRelationships: string[] = [];
  readonly packageRelationships: string[] = [];
  readonly parts = new Map<string, string | Uint8Array>();
  readonly contentTypes: string[] = [];
  readonly rootAttributes: string[] = [];
  contentType = wordContentType;
  zipComment = '';
  lastEntry: { comment: string; extra: string; behindData: string } = { comment: '', extra: '', behindData: '' };
  #ids = 100;

  id(): number {
    this.#ids += 1;
    return this.#ids;
  }

  /** Adds a part and a relationship of the main part to it; returns the relationship's id. */
  addPart(name: string, content: string | Uint8Array, type: string, contentType?: string): string {
    const id = `rId${this.id()}`;
    this.parts.set(name, content);
    this.relationships.push(relationship(id, type, `/${name}`));
    if (contentType !== undefined) this.contentTypes.push(override(name, contentType));
    return id;
  }

  addExternal(type: string, target: string): string {
    const id = `rId${this.id()}`;
    this.relationships.push(external(id, type, target));
    return id;
  }

  file(): SourceFile {
    const header = this.header.length === 0 ? '' : p(this.header.join(''));
    const items = docxItems({
      body: `${this.body.join('')}<w:sectPr><w:headerReference w:type="default" r:id="rId-header"/></w:sectPr>`,
      styles: this.styles.join(''),
      settings: this.settings.join(''),
      footnotes: `<w:footnote w:type="separator" w:id="-1">${p(r('<w:separator/>'))}</w:footnote>${this.footnotes.join('')}`,
      header: header === '' ? p('Header') : header,
      ...(this.comments.length === 0 ? {} : { comments: this.comments.join('') }),
      contentType: this.contentType,
      relationships: this.relationships.join(''),
      parts: Object.fromEntries(this.parts),
    });
    const change = (name: string, edit: (data: string) => string) => {
      const index = items.findIndex((item) => item.name === name);
      items[index] = { name, data: edit(String(items[index]?.data)) };
    };
    change('[Content_Types].xml', (xml) =>
      xml.replace('</Types>', `${standardTypes}${this.contentTypes.join('')}</Types>`),
    );
    change('_rels/.rels', (xml) =>
      xml.replace('</Relationships>', `${this.packageRelationships.join('')}</Relationships>`),
    );
    change('word/document.xml', (xml) => xml.replace('<w:document ', `<w:document ${this.rootAttributes.join(' ')} `));
    if (this.fonts.length > 0) {
      items.push({
        name: 'word/fontTable.xml',
        data: `<w:fonts xmlns:w="${w}" xmlns:r="${officeTypes}">${this.fonts.join('')}</w:fonts>`,
      });
      const fontTable = relationship('rId-fonts', 'fontTable', 'fontTable.xml');
      change('word/_rels/document.xml.rels', (xml) => xml.replace('</Relationships>', `${fontTable}</Relationships>`));
    }
    if (this.settingsRelationships.length > 0) {
      items.push({ name: 'word/_rels/settings.xml.rels', data: relationships(this.settingsRelationships.join('')) });
    }
    return { name: 'draft.docx', bytes: this.#zip(items) };
  }

  #zip(items: ZipItem[]): Uint8Array {
    const last = items.pop() as ZipItem;
    const data = Buffer.from(last.data);
    const packed = Buffer.concat([deflateRawSync(data), Buffer.from(this.lastEntry.behindData)]);
    items.push({ name: last.name, data: packed, stored: true, method: 8, crc32: crc32(data), size: data.length });
    return withContainerSecrets(buildZip(items), last.name, this.zipComment, this.lastEntry);
  }
}

export const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
export const officeTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const packageTypes = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const standardTypes = [
  override('word/styles.xml', `${word}.styles+xml`),
  override('word/settings.xml', `${word}.settings+xml`),
  override('word/footnotes.xml', `${word}.footnotes+xml`),
  override('word/header.xml', `${word}.header+xml`),
  '<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>',
  '<Default Extension="gif" ContentType="image/gif"/><Default Extension="bin" ContentType="application/octet-stream"/>',
  '<Default Extension="emf" ContentType="image/x-emf"/><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>',
  '<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>',
].join('');

export function override(name: string, contentType: string): string {
  return `<Override PartName="/${name}" ContentType="${contentType}"/>`;
}

export function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${type.includes('/') ? type : `${officeTypes}/${type}`}" Target="${target}"/>`;
}

export function external(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${officeTypes}/${type}" Target="${target}" TargetMode="External"/>`;
}

export function relationships(inner: string): string {
  return `<?xml version="1.0"?><Relationships xmlns="${packageTypes}">${inner}</Relationships>`;
}

/** Comments and extra fields on the last entry, whose places nothing else depends on, and a comment on the file. */
function withContainerSecrets(
  bytes: Uint8Array,
  lastName: string,
  comment: string,
  entry: { comment: string; extra: string },
): Uint8Array {
  const zip = Buffer.from(bytes);
  const end = zip.length - 22;
  const directoryFrom = zip.readUInt32LE(end + 16);
  const name = Buffer.from(lastName);
  const recordFrom = end - 46 - name.length;
  const localFrom = zip.readUInt32LE(recordFrom + 42);
  const extraField = (text: string) => {
    const data = Buffer.from(text);
    const head = Buffer.alloc(4);
    head.writeUInt16LE(0x7075, 0);
    head.writeUInt16LE(data.length, 2);
    return text === '' ? Buffer.alloc(0) : Buffer.concat([head, data]);
  };
  const extra = extraField(entry.extra);
  const local = Buffer.from(zip.subarray(localFrom, directoryFrom));
  local.writeUInt16LE(extra.length, 28);
  const localTo = 30 + name.length;
  const record = Buffer.from(zip.subarray(recordFrom, end));
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt16LE(Buffer.byteLength(entry.comment), 32);
  const tail = Buffer.from(zip.subarray(end));
  const directory = Buffer.concat([zip.subarray(directoryFrom, recordFrom), record, extra, Buffer.from(entry.comment)]);
  tail.writeUInt32LE(directory.length, 12);
  tail.writeUInt32LE(directoryFrom + extra.length, 16);
  tail.writeUInt16LE(Buffer.byteLength(comment), 20);
  return new Uint8Array(
    Buffer.concat([
      zip.subarray(0, localFrom),
      local.subarray(0, localTo),
      extra,
      local.subarray(localTo),
      directory,
      tail,
      Buffer.from(comment),
    ]),
  );
}
