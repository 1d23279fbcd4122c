import type { ScrubKind } from '../../../../core/docx/scrub/choices.ts';
import type { LeftKind } from '../../../../core/docx/scrub/report.ts';
import { buildZip, by, p, r, t } from '../../../support/docx.ts';
import { type Draft, external, override, packageTypes, relationship, relationships, w, word } from './draft.ts';
import { gif, jpeg, png } from './pictures.ts';

/** A place where a document may say more than its words. */
export interface HidingPlace {
  readonly name: string;
  /** What takes the secret out. */
  readonly kind: ScrubKind;
  plant(draft: Draft, secret: string): void;
  /** The report does not show it: it is removed without being looked at. */
  readonly unseen?: boolean;
  /** The secret in the form that this place can hold; text when absent. */
  readonly form?: 'hex8' | 'date' | 'guid';
}

const anchor = (inner: string) => `<w:drawing><wp:inline>${inner}</wp:inline></w:drawing>`;
const picture = (id: string, properties = '') =>
  `<a:graphic xmlns:a="${a}"><a:graphicData uri="x"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="n" ${properties}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>`;
const a = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const field = (instruction: string, result: string) =>
  `${r('<w:fldChar w:fldCharType="begin"/>')}${r(`<w:instrText xml:space="preserve"> ${instruction} </w:instrText>`)}${r('<w:fldChar w:fldCharType="separate"/>')}${r(result)}${r('<w:fldChar w:fldCharType="end"/>')}`;

function core(draft: Draft, inner: string): void {
  addProperties(draft, 'docProps/core.xml', `${packageTypes}/metadata/core-properties`, 'coreProperties', inner);
}

function app(draft: Draft, inner: string): void {
  addProperties(draft, 'docProps/app.xml', 'extended-properties', 'Properties', inner);
}

function addProperties(draft: Draft, name: string, type: string, root: string, inner: string): void {
  const known = draft.parts.get(name);
  if (known === undefined) {
    draft.packageRelationships.push(relationship(`rId${draft.id()}`, type, name));
    draft.contentTypes.push(override(name, 'application/vnd.openxmlformats-package.core-properties+xml'));
  }
  const namespaces =
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"';
  const opening = known === undefined ? `<${root} ${namespaces}>` : String(known).replace(`</${root}>`, '');
  draft.parts.set(name, `${opening}${inner}</${root}>`);
}

function addPicture(draft: Draft, name: string, bytes: Uint8Array, properties = ''): void {
  const id = draft.addPart(name, bytes, 'image');
  draft.body.push(p(r(anchor(`<wp:docPr id="${draft.id()}" name="x"/>${picture(id, properties)}`))));
}

function addComment(draft: Draft, attributes: string, text: string): void {
  const id = draft.id();
  if (draft.comments.length === 0) draft.contentTypes.push(override('word/comments.xml', `${word}.comments+xml`));
  draft.comments.push(`<w:comment w:id="${id}" ${attributes}>${p(text)}</w:comment>`);
  draft.body.push(
    p(
      `<w:commentRangeStart w:id="${id}"/>${r('Commented.')}<w:commentRangeEnd w:id="${id}"/>${r(`<w:commentReference w:id="${id}"/>`)}`,
    ),
  );
}

const place = (
  kind: ScrubKind,
  name: string,
  plant: HidingPlace['plant'],
  more: Partial<HidingPlace> = {},
): HidingPlace => ({
  kind,
  name,
  plant,
  ...more,
});

/** Where a secret must be gone. */
export const hidingPlaces: readonly HidingPlace[] = [
  place('authors', 'author of an insertion', (d, s) =>
    d.body.push(p(`<w:ins ${by(s, d.id())}>${r('Inserted.')}</w:ins>`)),
  ),
  place('authors', 'author of a deletion', (d, s) =>
    d.body.push(p(`<w:del ${by(s, d.id())}><w:r><w:delText>Deleted.</w:delText></w:r></w:del>${r('Kept.')}`)),
  ),
  place('authors', 'author of a formatting change', (d, s) =>
    d.body.push(p(r(t('Bold.'), `<w:b/><w:rPrChange ${by(s, d.id())}><w:rPr/></w:rPrChange>`))),
  ),
  place('authors', 'author of a paragraph mark', (d, s) =>
    d.body.push(p('Mark.', `<w:rPr><w:ins ${by(s, d.id())}/></w:rPr>`)),
  ),
  place('authors', 'author of a move', (d, s) =>
    d.body.push(p(`<w:moveTo ${by(s, d.id())}>${r('Moved.')}</w:moveTo>`)),
  ),
  place('authors', 'author of a cell', (d, s) =>
    d.body.push(
      `<w:tbl><w:tr><w:tc><w:tcPr><w:cellIns ${by(s, d.id())}/></w:tcPr>${p('Cell.')}</w:tc></w:tr></w:tbl>${p('After.')}`,
    ),
  ),
  place('authors', 'author in a header', (d, s) =>
    d.header.push(`<w:ins ${by(s, d.id())}>${r('In the header.')}</w:ins>`),
  ),
  place('authors', 'editor of a range', (d, s) =>
    d.body.push(p(`<w:permStart w:id="77" w:ed="${s}"/>${r('Range.')}<w:permEnd w:id="77"/>`)),
  ),
  place('authors', 'creator', (d, s) => core(d, `<dc:creator>${s}</dc:creator>`)),
  place('authors', 'last saved by', (d, s) => core(d, `<cp:lastModifiedBy>${s}</cp:lastModifiedBy>`)),
  place('authors', 'people', (d, s) =>
    d.addPart(
      'word/people.xml',
      `<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="x"><w15:presenceInfo w15:providerId="AD" w15:userId="${s}"/></w15:person></w15:people>`,
      'http://schemas.microsoft.com/office/2011/relationships/people',
      `${word}.people+xml`,
    ),
  ),
  place(
    'dates',
    'date of an insertion',
    (d, s) => d.body.push(p(`<w:ins w:id="${d.id()}" w:author="Author" w:date="${s}">${r('Dated.')}</w:ins>`)),
    { form: 'date' },
  ),
  place(
    'dates',
    'UTC date',
    (d, s) =>
      d.body.push(
        p(
          `<w:ins xmlns:w16du="http://schemas.microsoft.com/office/word/2023/wordml/word16du" w:id="${d.id()}" w:author="Author" w16du:dateUtc="${s}">${r('Dated.')}</w:ins>`,
        ),
      ),
    { form: 'date' },
  ),
  place('dates', 'created', (d, s) => core(d, `<dcterms:created>${s}</dcterms:created>`), { form: 'date' }),
  place('dates', 'printed', (d, s) => core(d, `<cp:lastPrinted>${s}</cp:lastPrinted>`), { form: 'date' }),
  place('company', 'company', (d, s) => app(d, `<Company>${s}</Company>`)),
  place('company', 'manager', (d, s) => app(d, `<Manager>${s}</Manager>`)),
  place('company', 'theme', (d, s) =>
    d.addPart(
      'word/theme/theme1.xml',
      `<a:theme xmlns:a="${a}" name="${s}"><a:themeElements/></a:theme>`,
      'theme',
      'application/vnd.openxmlformats-officedocument.theme+xml',
    ),
  ),
  place('properties', 'title', (d, s) => core(d, `<dc:title>${s}</dc:title>`)),
  place('properties', 'titles of parts', (d, s) =>
    app(d, `<TitlesOfParts><vt:vector size="1" baseType="lpstr"><vt:lpstr>${s}</vt:lpstr></vt:vector></TitlesOfParts>`),
  ),
  place('properties', 'custom property', (d, s) =>
    addProperties(
      d,
      'docProps/custom.xml',
      'custom-properties',
      'Properties',
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Matter"><vt:lpwstr>${s}</vt:lpwstr></property>`,
    ),
  ),
  place('properties', 'name of a custom property', (d, s) =>
    addProperties(
      d,
      'docProps/custom.xml',
      'custom-properties',
      'Properties',
      `<property pid="3" name="${s}"><vt:i4>1</vt:i4></property>`,
    ),
  ),
  place('properties', 'document variable', (d, s) =>
    d.settings.push(`<w:docVars><w:docVar w:name="v" w:val="${s}"/></w:docVars>`),
  ),
  place('properties', 'sensitivity label', (d, s) => {
    d.parts.set(
      'docMetadata/LabelInfo.xml',
      `<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"><clbl:label siteId="${s}"/></clbl:labelList>`,
    );
    d.packageRelationships.push(
      relationship(
        `rId${d.id()}`,
        'http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels',
        'docMetadata/LabelInfo.xml',
      ),
    );
  }),
  ...['w:rsidR', 'w:rsidRPr', 'w:rsidP', 'w:rsidRDefault', 'w:rsidDel'].map((name) =>
    place('revision-ids', name, (d, s) => d.body.push(`<w:p ${name}="${s}">${r('Typed.')}</w:p>`), { form: 'hex8' }),
  ),
  place(
    'revision-ids',
    'rsids of the settings',
    (d, s) => d.settings.push(`<w:rsids><w:rsidRoot w:val="${s}"/><w:rsid w:val="${s}"/></w:rsids>`),
    { form: 'hex8' },
  ),
  place(
    'revision-ids',
    'rsid of a style',
    (d, s) =>
      d.styles.push(
        `<w:style w:type="paragraph" w:styleId="S${d.id()}"><w:name w:val="heading 1"/><w:rsid w:val="${s}"/></w:style>`,
      ),
    { form: 'hex8' },
  ),
  place(
    'document-ids',
    'paragraph id',
    (d, s) => d.body.push(`<w:p w14:paraId="${s}" w14:textId="77777777">${r('Marked.')}</w:p>`),
    { form: 'hex8' },
  ),
  place('document-ids', 'text id', (d, s) => d.body.push(`<w:p w14:textId="${s}">${r('Marked.')}</w:p>`), {
    form: 'hex8',
  }),
  place(
    'document-ids',
    'document id',
    (d, s) =>
      d.settings.push(`<w15:docId xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" w15:val="${s}"/>`),
    { form: 'guid' },
  ),
  place(
    'document-ids',
    'creation id of a drawing',
    (d, s) =>
      d.body.push(
        p(
          r(
            anchor(
              `<wp:docPr id="${d.id()}" name="x"><a:extLst xmlns:a="${a}"><a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><a16:creationId xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" id="${s}"/></a:ext></a:extLst></wp:docPr>`,
            ),
          ),
        ),
      ),
    { form: 'guid' },
  ),
  place('hidden-text', 'hidden run', (d, s) => d.body.push(p(`${r('Shown. ')}${r(t(s), '<w:vanish/>')}`))),
  place('hidden-text', 'run hidden by a character style', (d, s) => {
    d.styles.push(
      '<w:style w:type="character" w:styleId="Hid"><w:name w:val="hid"/><w:rPr><w:vanish/></w:rPr></w:style>',
    );
    d.body.push(p(`${r('Shown. ')}${r(t(s), '<w:rStyle w:val="Hid"/>')}`));
  }),
  place('hidden-text', 'paragraph hidden by a style based on another', (d, s) => {
    d.styles.push(
      '<w:style w:type="paragraph" w:styleId="HidP"><w:name w:val="hidp"/><w:rPr><w:vanish/></w:rPr></w:style>',
    );
    d.styles.push(
      '<w:style w:type="paragraph" w:styleId="HidC"><w:name w:val="hidc"/><w:basedOn w:val="HidP"/></w:style>',
    );
    d.body.push(p(s, '<w:pStyle w:val="HidC"/>'), p('Shown.'));
  }),
  place('hidden-text', 'hidden text of a deletion', (d, s) =>
    d.body.push(
      p(
        `<w:del ${by('Author', d.id())}><w:r><w:rPr><w:vanish/></w:rPr><w:delText>${s}</w:delText></w:r></w:del>${r('Shown.')}`,
      ),
    ),
  ),
  place('hidden-text', 'hidden result of a field', (d, s) =>
    d.body.push(
      p(
        `${field('PAGE', t('1')).replace('<w:r><w:t', '<w:r><w:rPr><w:vanish/></w:rPr><w:t').replace('>1<', `>${s}<`)}${r('Shown.')}`,
      ),
    ),
  ),
  place('hidden-text', 'hidden field', (d, s) =>
    d.body.push(
      p(`${field(`QUOTE "${s}"`, t('x')).replaceAll('<w:r>', '<w:r><w:rPr><w:vanish/></w:rPr>')}${r('Shown.')}`),
    ),
  ),
  place('hidden-text', 'hidden text in a header', (d, s) => d.header.push(`${r('Header.')}${r(t(s), '<w:vanish/>')}`)),
  place('hidden-text', 'note with a hidden citation', (d, s) => {
    const id = d.id();
    d.footnotes.push(`<w:footnote w:id="${id}">${p(s)}</w:footnote>`);
    d.body.push(p(`${r('Shown.')}${r(`<w:footnoteReference w:id="${id}"/>`, '<w:vanish/>')}`));
  }),
  place('hidden-text', 'hidden row', (d, s) =>
    d.body.push(
      `<w:tbl><w:tr><w:tc>${p('Shown.')}</w:tc></w:tr><w:tr><w:tc>${p(r(t(s), '<w:vanish/>'), '<w:rPr><w:vanish/></w:rPr>')}</w:tc></w:tr></w:tbl>${p('After.')}`,
    ),
  ),
  place('hidden-text', 'hidden text box', (d, s) =>
    d.body.push(
      p(
        `${r('Shown.')}${r(`<w:drawing><wp:anchor><wp:docPr id="${d.id()}" name="x" hidden="1"/><wps:wsp><wps:txbx><w:txbxContent>${p(s)}</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing>`)}`,
      ),
    ),
  ),
  place('hidden-text', 'fallback that says something else', (d, s) =>
    d.body.push(
      p(
        r(
          `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>${p('Box.')}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p(s)}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`,
        ),
      ),
    ),
  ),
  place('hidden-text', 'hidden words behind a field without end', (d, s) =>
    d.body.push(
      p(`${r('<w:fldChar w:fldCharType="begin"/>')}${r('<w:instrText>PAGE</w:instrText>')}`),
      p(`${r('Shown.')}${r(t(s), '<w:vanish/>')}`),
    ),
  ),
  place('comments', 'comment', (d, s) => addComment(d, 'w:author="Author"', s)),
  place('comments', 'author of a comment', (d, s) => addComment(d, `w:author="${s}"`, 'Remark.')),
  place(
    'comments',
    'initials of a comment',
    (d, s) => addComment(d, `w:author="Author" w:initials="${s}"`, 'Remark.'),
    { unseen: true },
  ),
  place(
    'comments',
    'task',
    (d, s) =>
      d.addPart(
        'word/documenttasks/documenttasks1.xml',
        `<t:Tasks xmlns:t="http://schemas.microsoft.com/office/tasks/2019/documenttasks"><t:Task id="${s}"/></t:Tasks>`,
        'http://schemas.microsoft.com/office/2019/05/relationships/documenttasks',
        'application/vnd.ms-office.documenttasks+xml',
      ),
    { unseen: true },
  ),
  place('custom-xml', 'custom XML', (d, s) => {
    d.addPart('customXml/item1.xml', `<x>${s}</x>`, 'customXml');
    d.parts.set(
      'customXml/_rels/item1.xml.rels',
      relationships(relationship('rId1', 'customXmlProps', 'itemProps1.xml')),
    );
    d.parts.set(
      'customXml/itemProps1.xml',
      '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>',
    );
  }),
  place('custom-xml', 'data binding', (d, s) =>
    d.body.push(
      `<w:sdt><w:sdtPr><w:dataBinding w:xpath="/${s}" w:storeItemID="{00000000-0000-0000-0000-000000000000}"/></w:sdtPr><w:sdtContent>${p('Bound.')}</w:sdtContent></w:sdt>`,
    ),
  ),
  place('custom-xml', 'tag of a content control', (d, s) =>
    d.body.push(`<w:sdt><w:sdtPr><w:tag w:val="${s}"/></w:sdtPr><w:sdtContent>${p('Tagged.')}</w:sdtContent></w:sdt>`),
  ),
  place('custom-xml', 'smart tag', (d, s) =>
    d.body.push(p(`<w:smartTag w:uri="urn:x" w:element="${s}">${r('Smart.')}</w:smartTag>`)),
  ),
  place(
    'custom-xml',
    'property of a smart tag',
    (d, s) =>
      d.body.push(
        p(
          `<w:smartTag w:uri="urn:x" w:element="e"><w:smartTagPr><w:attr w:name="a" w:val="${s}"/></w:smartTagPr>${r('Smart.')}</w:smartTag>`,
        ),
      ),
    { unseen: true },
  ),
  place('custom-xml', 'custom XML element', (d, s) =>
    d.body.push(`<w:customXml w:uri="urn:${s}" w:element="e">${p('Around.')}</w:customXml>`),
  ),
  place(
    'thumbnails',
    'thumbnail',
    (d, s) => {
      d.parts.set('docProps/thumbnail.jpeg', jpeg([0xfe, s]));
      d.packageRelationships.push(
        relationship(`rId${d.id()}`, `${packageTypes}/metadata/thumbnail`, 'docProps/thumbnail.jpeg'),
      );
    },
    { unseen: true },
  ),
  place('paths', 'template of the properties', (d, s) => app(d, `<Template>${s}.dotm</Template>`)),
  place('paths', 'attached template', (d, s) => {
    const id = `rId${d.id()}`;
    d.settings.push(`<w:attachedTemplate r:id="${id}"/>`);
    d.settingsRelationships.push(external(id, 'attachedTemplate', `file:///C:/${s}/Normal.dotm`));
  }),
  place('paths', 'mail merge', (d, s) => {
    const id = `rId${d.id()}`;
    d.settings.push(`<w:mailMerge><w:query w:val="x"/><w:dataSource r:id="${id}"/></w:mailMerge>`);
    d.settingsRelationships.push(external(id, 'mailMergeSource', `file:///C:/${s}.xlsx`));
  }),
  place(
    'paths',
    'printer',
    (d, s) => {
      const id = d.addPart('word/printerSettings1.bin', Buffer.from(s, 'utf16le'), 'printerSettings');
      d.body.push(p('Page.', `<w:sectPr><w:printerSettings r:id="${id}"/></w:sectPr>`));
    },
    { unseen: true },
  ),
  place('paths', 'link to a file', (d, s) =>
    d.body.push(
      p(`<w:hyperlink r:id="${d.addExternal('hyperlink', `file:///C:/${s}.docx`)}">${r('Linked.')}</w:hyperlink>`),
    ),
  ),
  place('paths', 'link to a share', (d, s) =>
    d.body.push(
      p(`<w:hyperlink r:id="${d.addExternal('hyperlink', `\\\\server\\${s}`)}">${r('Linked.')}</w:hyperlink>`),
    ),
  ),
  place('paths', 'link relative to the file', (d, s) =>
    d.body.push(p(`<w:hyperlink r:id="${d.addExternal('hyperlink', `../${s}/x.docx`)}">${r('Linked.')}</w:hyperlink>`)),
  ),
  place('paths', 'link of a drawing', (d, s) =>
    d.body.push(
      p(
        r(
          anchor(
            `<wp:docPr id="${d.id()}" name="x"><a:hlinkClick xmlns:a="${a}" r:id="${d.addExternal('hyperlink', `file:///C:/${s}`)}"/></wp:docPr>`,
          ),
        ),
      ),
    ),
  ),
  place('paths', 'linked picture', (d, s) =>
    d.body.push(
      p(
        r(
          anchor(
            `<wp:docPr id="${d.id()}" name="x"/>${picture('rId-none').replace('r:embed="rId-none"', `r:link="${d.addExternal('image', `file:///C:/${s}.png`)}"`)}`,
          ),
        ),
      ),
    ),
  ),
  place('paths', 'linked object', (d, s) =>
    d.body.push(
      p(
        r(
          `<w:object><v:shape id="_x0000_i1025"/><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" ProgID="Excel.Sheet" r:id="${d.addExternal('oleObject', `file:///C:/${s}.xlsx`)}"/></w:object>`,
        ),
      ),
    ),
  ),
  place('paths', 'sub-document', (d, s) =>
    d.body.push(`<w:subDoc r:id="${d.addExternal('subDocument', `${s}.docx`)}"/>`),
  ),
  place('paths', 'field with a path', (d, s) =>
    d.body.push(p(field(`INCLUDEPICTURE "C:\\\\${s}.png" \\d`, t('Picture.')))),
  ),
  place('paths', 'HYPERLINK field', (d, s) => d.body.push(p(field(`HYPERLINK "file:///C:/${s}.docx"`, t('Linked.'))))),
  place('paths', 'source of a VML picture', (d, s) =>
    d.body.push(p(r(`<w:pict><v:shape id="_x0000_i1026"><v:imagedata src="C:\\${s}.png"/></v:shape></w:pict>`))),
  ),
  place('paths', 'name of a part', (d, s) => addPicture(d, `word/media/${s}.png`, png())),
  place('fields', 'AUTHOR field', (d, s) => d.body.push(p(field(`AUTHOR "${s}"`, t('A.'))))),
  place('fields', 'simple field', (d, s) =>
    d.body.push(p(`<w:fldSimple w:instr=" DOCPROPERTY &quot;${s}&quot; ">${r('Value.')}</w:fldSimple>`)),
  ),
  place('fields', 'field of an add-in', (d, s) => d.body.push(p(field(`ADDIN ZOTERO_ITEM {"${s}"}`, t('(2020)'))))),
  place(
    'fields',
    'field in the instruction of another',
    (d, s) =>
      d.body.push(
        p(
          `${r('<w:fldChar w:fldCharType="begin"/>')}${r('<w:instrText>DOCVARIABLE </w:instrText>')}${field('DOCPROPERTY x', t(s))}${r('<w:fldChar w:fldCharType="separate"/>')}${r('Result.')}${r('<w:fldChar w:fldCharType="end"/>')}`,
        ),
      ),
    { unseen: true },
  ),
  place('fields', 'deleted field', (d, s) =>
    d.body.push(
      p(
        `<w:del ${by('Author', d.id())}>${field(`USERNAME "${s}"`, t('A.')).replaceAll('instrText', 'delInstrText').replaceAll('w:t>', 'w:delText>').replace('<w:t ', '<w:delText ')}</w:del>${r('Kept.')}`,
      ),
    ),
  ),
  place(
    'fields',
    'data of a field',
    (d, s) =>
      d.body.push(
        p(
          `${r(`<w:fldChar w:fldCharType="begin"><w:fldData>${s}</w:fldData></w:fldChar>`)}${r('<w:instrText>PAGE</w:instrText>')}${r('<w:fldChar w:fldCharType="end"/>')}`,
        ),
      ),
    { unseen: true },
  ),
  place('fields', 'field without end', (d, s) =>
    d.body.push(
      p(`${r('<w:fldChar w:fldCharType="begin"/>')}${r(`<w:instrText>USERNAME ${s}</w:instrText>`)}${r('Shown.')}`),
    ),
  ),
  place('fields', 'instruction outside of a field', (d, s) =>
    d.body.push(p(`${r(`<w:instrText>${s}</w:instrText>`)}${r('Shown.')}`)),
  ),
  place('alt-text', 'description of a picture', (d, s) =>
    addPicture(d, `word/media/image${d.id()}.png`, png(), `descr="${s}"`),
  ),
  place('alt-text', 'name of a drawing', (d, s) => d.body.push(p(r(anchor(`<wp:docPr id="${d.id()}" name="${s}"/>`))))),
  place('alt-text', 'title of a drawing', (d, s) =>
    d.body.push(p(r(anchor(`<wp:docPr id="${d.id()}" name="x" title="${s}"/>`)))),
  ),
  place('alt-text', 'alternative text of VML', (d, s) =>
    d.body.push(p(r(`<w:pict><v:shape id="_x0000_i1027" alt="${s}"/></w:pict>`))),
  ),
  place('alt-text', 'id of a VML shape', (d, s) =>
    d.body.push(p(r(`<w:pict><v:shape id="${s}" type="#_x0000_t75"/></w:pict>`))),
  ),
  place('alt-text', 'packed drawing of VML', (d, s) =>
    d.body.push(
      p(
        r(
          `<w:pict><v:shape id="_x0000_i1028" xmlns:o="urn:schemas-microsoft-com:office:office" o:gfxdata="${s}"/></w:pict>`,
        ),
      ),
    ),
  ),
  place('alt-text', 'caption of a table', (d, s) =>
    d.body.push(
      `<w:tbl><w:tblPr><w:tblCaption w:val="${s}"/></w:tblPr><w:tr><w:tc>${p('Cell.')}</w:tc></w:tr></w:tbl>${p('After.')}`,
    ),
  ),
  place('alt-text', 'tooltip', (d, s) =>
    d.body.push(p(`<w:hyperlink w:anchor="here" w:tooltip="${s}">${r('Linked.')}</w:hyperlink>`)),
  ),
  place('image-metadata', 'EXIF of a JPEG', (d, s) =>
    addPicture(d, `word/media/image${d.id()}.jpeg`, jpeg([0xe1, `Exif\0\0MM\0*${s}`])),
  ),
  place('image-metadata', 'XMP of a JPEG', (d, s) =>
    addPicture(d, `word/media/image${d.id()}.jpeg`, jpeg([0xe1, `http://ns.adobe.com/xap/1.0/\0<x>${s}</x>`])),
  ),
  place('image-metadata', 'IPTC of a JPEG', (d, s) =>
    addPicture(d, `word/media/image${d.id()}.jpeg`, jpeg([0xed, `Photoshop 3.0\0${s}`])),
  ),
  place('image-metadata', 'comment of a JPEG', (d, s) =>
    addPicture(d, `word/media/image${d.id()}.jpeg`, jpeg([0xfe, s])),
  ),
  place('image-metadata', 'behind a JPEG', (d, s) =>
    addPicture(d, `word/media/image${d.id()}.jpeg`, Buffer.concat([jpeg(), Buffer.from(s)])),
  ),
  place('image-metadata', 'text of a PNG', (d, s) =>
    addPicture(d, `word/media/image${d.id()}.png`, png(['tEXt', `Author\0${s}`])),
  ),
  place('image-metadata', 'XMP of a PNG', (d, s) =>
    addPicture(d, `word/media/image${d.id()}.png`, png(['iTXt', `XML:com.adobe.xmp\0\0\0\0\0<x>${s}</x>`])),
  ),
  place('image-metadata', 'private chunk of a PNG', (d, s) =>
    addPicture(d, `word/media/image${d.id()}.png`, png(['prVt', s])),
  ),
  place('image-metadata', 'behind a PNG', (d, s) =>
    addPicture(d, `word/media/image${d.id()}.png`, Buffer.concat([png(), Buffer.from(s)])),
  ),
  place('image-metadata', 'comment of a GIF', (d, s) => addPicture(d, `word/media/image${d.id()}.gif`, gif(s))),
  place(
    'ink',
    'ink',
    (d, s) => {
      const id = d.addPart(
        'word/ink/ink1.xml',
        `<inkml:ink xmlns:inkml="http://www.w3.org/2003/InkML"><inkml:trace>${s}</inkml:trace></inkml:ink>`,
        'customXml',
        'application/inkml+xml',
      );
      d.body.push(
        p(
          `${r('Signed.')}${r(`<mc:AlternateContent><mc:Choice Requires="wpi" xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk"><w:drawing><w14:contentPart r:id="${id}"/></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent>`)}`,
        ),
      );
    },
    { unseen: true },
  ),
  place('protection', 'hash of a password', (d, s) =>
    d.settings.push(`<w:documentProtection w:edit="trackedChanges" w:enforcement="1" w:hash="${s}" w:salt="x"/>`),
  ),
  place('protection', 'hash of a write password', (d, s) =>
    d.settings.push(`<w:writeProtection w:recommended="1" w:hashValue="${s}"/>`),
  ),
  place('editing-state', 'writing style', (d, s) =>
    d.settings.push(
      `<w:activeWritingStyle w:lang="en" w:vendorID="64" w:dllVersion="0" w:nlCheck="1" w:checkStyle="0" w:appName="${s}"/>`,
    ),
  ),
  place(
    'glossary',
    'building block',
    (d, s) =>
      d.addPart(
        'word/glossary/document.xml',
        `<w:glossaryDocument xmlns:w="${w}"><w:docParts><w:docPart><w:docPartBody>${p(s)}</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>`,
        'glossaryDocument',
        `${word}.document.glossary+xml`,
      ),
    { unseen: true },
  ),
  place('glossary', 'placeholder', (d, s) =>
    d.body.push(
      `<w:sdt><w:sdtPr><w:placeholder><w:docPart w:val="${s}"/></w:placeholder></w:sdtPr><w:sdtContent>${p('Held.')}</w:sdtContent></w:sdt>`,
    ),
  ),
  place(
    'web-settings',
    'web settings',
    (d, s) =>
      d.addPart(
        'word/webSettings.xml',
        `<w:webSettings xmlns:w="${w}"><w:divs><w:div w:id="${s}"/></w:divs></w:webSettings>`,
        'webSettings',
        `${word}.webSettings+xml`,
      ),
    { unseen: true },
  ),
  place('unreferenced', 'entry that nothing leads to', (d, s) => d.parts.set('[trash]/0000.dat', s), { unseen: true }),
  place('unreferenced', 'name of an entry that nothing leads to', (d, s) => d.parts.set(`${s}.dat`, 'x'), {
    unseen: true,
  }),
  place(
    'unreferenced',
    'picture that is not used',
    (d, s) => d.addPart('word/media/image9.png', png(['tEXt', `Author\0${s}`]), 'image'),
    { unseen: true },
  ),
  place(
    'unreferenced',
    'part of an unknown kind',
    (d, s) => d.addPart('word/unknown.xml', `<x>${s}</x>`, 'http://example.com/unknown'),
    { unseen: true },
  ),
  place('unreferenced', 'link that is not used', (d, s) => d.addExternal('hyperlink', `https://example.com/${s}`), {
    unseen: true,
  }),
  place(
    'unreferenced',
    'header that no section has',
    (d, s) => d.addPart('word/header7.xml', `<w:hdr xmlns:w="${w}">${p(s)}</w:hdr>`, 'header', `${word}.header+xml`),
    { unseen: true },
  ),
  place('unreferenced', 'note that is not cited', (d, s) =>
    d.footnotes.push(`<w:footnote w:id="${d.id()}">${p(s)}</w:footnote>`),
  ),
  place('unknown-markup', 'XML comment', (d, s) => d.body.push(`<!--${s}-->`)),
  place('unknown-markup', 'processing instruction', (d, s) => d.settings.push(`<?x ${s}?>`)),
  place('unknown-markup', 'element of another namespace', (d, s) => {
    d.rootAttributes.push('xmlns:ex="urn:example" mc:Ignorable="w14 ex"');
    d.body.push(p(`<ex:note>${s}</ex:note>${r('Shown.')}`));
  }),
  place('unknown-markup', 'attribute of another namespace', (d, s) =>
    d.body.push(`<w:p xmlns:ey="urn:example" ey:note="${s}">${r('Shown.')}</w:p>`),
  ),
  place('unknown-markup', 'another namespace', (d, s) => d.body.push(`<w:p xmlns:ez="urn:${s}">${r('Shown.')}</w:p>`)),
  place('unknown-markup', 'characters between elements', (d, s) => d.body.push(`<w:p>${s}${r('Shown.')}</w:p>`)),
  place('unknown-markup', 'comment in the content types', (d, s) => d.contentTypes.push(`<!--${s}-->`)),
  place('unknown-markup', 'comment in relationships', (d, s) => d.relationships.push(`<!--${s}-->`)),
  place(
    'macros',
    'macros',
    (d, s) => {
      d.contentType = 'application/vnd.ms-word.document.macroEnabled.main+xml';
      d.addPart(
        'word/vbaProject.bin',
        Buffer.from(s),
        'http://schemas.microsoft.com/office/2006/relationships/vbaProject',
      );
    },
    { unseen: true },
  ),
  place('macros', 'macro of a form field', (d, s) =>
    d.body.push(
      p(
        `${r(`<w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="${s}"/></w:ffData></w:fldChar>`)}${r('<w:instrText>FORMTEXT</w:instrText>')}${r('<w:fldChar w:fldCharType="end"/>')}`,
      ),
    ),
  ),
  place(
    'macros',
    'ribbon',
    (d, s) => {
      d.parts.set(
        'customUI/customUI14.xml',
        `<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui" onLoad="${s}"/>`,
      );
      d.packageRelationships.push(
        relationship(
          `rId${d.id()}`,
          'http://schemas.microsoft.com/office/2007/relationships/ui/extensibility',
          'customUI/customUI14.xml',
        ),
      );
    },
    { unseen: true },
  ),
  place(
    'signatures',
    'signature',
    (d, s) => {
      d.parts.set('_xmlsignatures/origin.sigs', '');
      d.parts.set(
        '_xmlsignatures/_rels/origin.sigs.rels',
        relationships(relationship('rId1', `${packageTypes}/digital-signature/signature`, 'sig1.xml')),
      );
      d.parts.set('_xmlsignatures/sig1.xml', `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${s}</Signature>`);
      d.packageRelationships.push(
        relationship(`rId${d.id()}`, `${packageTypes}/digital-signature/origin`, '_xmlsignatures/origin.sigs'),
      );
    },
    { unseen: true },
  ),
  place('container', 'comment of the zip file', (d, s) => {
    d.zipComment = s;
  }),
  place('container', 'comment of an entry', (d, s) => {
    d.lastEntry.comment = s;
  }),
  place(
    'container',
    'extra field of an entry',
    (d, s) => {
      d.lastEntry.extra = s;
    },
    { unseen: true },
  ),
  place(
    'container',
    'behind packed data',
    (d, s) => {
      d.lastEntry.behindData = s;
    },
    { unseen: true },
  ),
  place(
    'embedded-objects',
    'embedded workbook',
    (d, s) => {
      const inner = buildZip([{ name: 'docProps/core.xml', data: s }]);
      const id = d.addPart('word/embeddings/Microsoft_Excel_Sheet1.xlsx', inner, 'package');
      d.body.push(
        p(
          r(
            `<w:object><v:shape id="_x0000_i1029"/><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="Excel.Sheet" ShapeID="_x0000_i1029" r:id="${id}"/></w:object>`,
          ),
        ),
      );
    },
    { unseen: true },
  ),
  place(
    'embedded-fonts',
    'embedded font',
    (d, s) => {
      d.fonts.push(
        '<w:font w:name="Own"><w:embedRegular r:id="rIdFont" w:fontKey="{00000000-0000-0000-0000-000000000000}"/></w:font>',
      );
      d.parts.set('word/fonts/font1.odttf', s);
      d.parts.set('word/_rels/fontTable.xml.rels', relationships(relationship('rIdFont', 'font', 'fonts/font1.odttf')));
      d.contentTypes.push(override('word/fontTable.xml', `${word}.fontTable+xml`));
    },
    { unseen: true },
  ),
];

/** A place where a secret stays, because the words or the look need it, and must be named. */
export interface OpenPlace {
  readonly kind: LeftKind;
  plant(draft: Draft, secret: string): void;
  /** The report names the part and cannot show what is in it. */
  readonly unseen?: boolean;
}

export const openPlaces: readonly OpenPlace[] = [
  {
    kind: 'hyperlinks',
    plant: (d, s) =>
      d.body.push(
        p(
          `<w:hyperlink r:id="${d.addExternal('hyperlink', `https://example.com/${s}`)}">${r('Linked.')}</w:hyperlink>`,
        ),
      ),
  },
  { kind: 'hyperlinks', plant: (d, s) => d.body.push(p(field(`HYPERLINK "https://example.com/${s}"`, t('Linked.')))) },
  {
    kind: 'external-links',
    plant: (d, s) =>
      d.body.push(
        p(
          r(
            anchor(
              `<wp:docPr id="${d.id()}" name="x"/>${picture('x').replace('r:embed="x"', `r:link="${d.addExternal('image', `https://example.com/${s}.png`)}"`)}`,
            ),
          ),
        ),
      ),
  },
  {
    kind: 'bookmark-names',
    plant: (d, s) =>
      d.body.push(p(`<w:bookmarkStart w:id="1" w:name="${s}"/><w:bookmarkEnd w:id="1"/>${r('Marked.')}`)),
  },
  {
    kind: 'style-names',
    plant: (d, s) =>
      d.styles.push(
        `<w:style w:type="paragraph" w:customStyle="1" w:styleId="x${d.id()}"><w:name w:val="${s}"/></w:style>`,
      ),
  },
  {
    kind: 'content-control-titles',
    plant: (d, s) =>
      d.body.push(
        `<w:sdt><w:sdtPr><w:alias w:val="${s}"/></w:sdtPr><w:sdtContent>${p('Titled.')}</w:sdtContent></w:sdt>`,
      ),
  },
  {
    kind: 'drop-down-lists',
    plant: (d, s) =>
      d.body.push(
        `<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="${s}" w:value="1"/></w:dropDownList></w:sdtPr><w:sdtContent>${p('Chosen.')}</w:sdtContent></w:sdt>`,
      ),
  },
  { kind: 'field-text', plant: (d, s) => d.body.push(p(field(`IF 1 = 1 "Shown." "${s}"`, t('Shown.')))) },
  {
    kind: 'field-text',
    plant: (d, s) =>
      d.body.push(
        p(`${field(`XE "${s}"`, t('x')).replaceAll('<w:r>', '<w:r><w:rPr><w:vanish/></w:rPr>')}${r('Shown.')}`),
      ),
  },
  { kind: 'field-result', plant: (d, s) => d.body.push(p(field('AUTHOR', t(s)))) },
  {
    kind: 'relationship-ids',
    plant: (d, s) => {
      d.relationships.push(external(s, 'hyperlink', 'https://example.com'));
      d.body.push(p(`<w:hyperlink r:id="${s}">${r('Linked.')}</w:hyperlink>`));
    },
  },
  {
    kind: 'embedded-objects',
    unseen: true,
    plant: (d, s) => hidingPlaces.find(({ name }) => name === 'embedded workbook')?.plant(d, s),
  },
  {
    kind: 'embedded-fonts',
    unseen: true,
    plant: (d, s) => hidingPlaces.find(({ name }) => name === 'embedded font')?.plant(d, s),
  },
  {
    kind: 'images-not-cleaned',
    unseen: true,
    plant: (d, s) => addPicture(d, `word/media/image${d.id()}.emf`, Buffer.from(s)),
  },
  {
    kind: 'images-not-cleaned',
    unseen: true,
    plant: (d, s) => addPicture(d, `word/media/image${d.id()}.png`, png(['tEXt', s]).slice(0, -4)),
  },
  {
    kind: 'imported-content',
    unseen: true,
    plant: (d, s) => d.body.push(`<w:altChunk r:id="${d.addPart('word/afchunk1.bin', Buffer.from(s), 'aFChunk')}"/>`),
  },
  { kind: 'paths-in-attributes', plant: (d, s) => d.settings.push(`<w:zoom w:percent="100" w:unknown="C:\\${s}"/>`) },
];
