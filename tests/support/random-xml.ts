import fc from 'fast-check';

/**
 * XML as it can be written at all: every quote, line end, reference and declaration that the recommendation allows,
 * most of which no word processor writes.
 */

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const strictW = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
const mc = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
const rootNamespaces = `xmlns:w="${w}" xmlns:s="${strictW}" xmlns:mc="${mc}" xmlns:x="urn:x"`;

const space = fc.constantFrom(' ', '\n', '\t', '\r\n', '\r', '  ');
const noSpace = fc.constantFrom('', '', '', ' ', '\n');
const elementName = fc.constantFrom('a', 'b', 'w:p', 'w:r', 'w:t', 's:p', 'x:ünïcode', 'mc:Choice', '_-.9', '𐐀');
const attributeName = fc.constantFrom('v', 'w:val', 'w:rsidR', 's:val', 'x:v', 'xml:space', 'Requires', 'é', 'w:id');
const reference = fc.constantFrom(
  '&amp;',
  '&lt;',
  '&gt;',
  '&quot;',
  '&apos;',
  '&#10;',
  '&#x1F600;',
  '&#13;',
  '&#00065;',
);
const words = fc.constantFrom('Term', ' the ', '“é”', '😀', ']', ']]', '>', '-', '\r\n', '\r', '\n', '\t', '=', '/');
const characters = fc.array(fc.oneof(words, reference), { maxLength: 4 }).map((all) => all.join(''));
const text = characters.map((all) => all.replaceAll(']>', ']'));
const value = fc
  .tuple(fc.constantFrom('"', "'"), fc.oneof(characters, fc.constantFrom('1', 'w x', 'preserve', "'", '"')))
  .map(([quote, content]) => `${quote}${content.replaceAll(quote, '')}${quote}`);

const attribute = fc
  .tuple(space, attributeName, noSpace, noSpace, value)
  .map(([before, name, left, right, content]) => ({ name, written: `${before}${name}${left}=${right}${content}` }));
const declaration = fc
  .tuple(fc.constantFrom('xmlns', 'xmlns:w', 'xmlns:x', 'xmlns:new'), fc.constantFrom(w, 'urn:x', 'urn:y', strictW))
  .map(([name, uri]) => ({ name, written: ` ${name}="${uri}"` }));
const attributes = fc
  .uniqueArray(fc.oneof({ arbitrary: attribute, weight: 4 }, declaration), {
    maxLength: 4,
    selector: ({ name }) => name,
  })
  .map((all) => all.map(({ written }) => written).join(''));

const other = fc.constantFrom(
  '<!---->',
  '<!-- - <b> & -->',
  '<?go <on> & on?>',
  '<?x?>',
  '<![CDATA[]]>',
  '<![CDATA[<b>&amp;\r\n]]]]>',
);

const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(elementName, attributes, noSpace, fc.array(fc.oneof(text, other, tie('element')), { maxLength: 4 }), noSpace)
    .map(([name, inner, before, content, after]) =>
      content.length === 0
        ? `<${name}${inner}${before}/>`
        : `<${name}${inner}${before}>${content.join('')}</${name}${after}>`,
    ),
}));

const xmlDeclaration = fc.constantFrom(
  '',
  '\ufeff',
  '<?xml version="1.0"?>',
  "<?xml version='1.0' encoding='UTF-8' standalone = 'yes' ?>\r\n",
  '<?xml version="1.1" standalone="no"?><!-- c -->\n',
);

/** A well-formed document, in most cases: a name may be used where its prefix means something else. */
export const randomXml = fc
  .tuple(xmlDeclaration, fc.array(fc.oneof(text, element, element), { maxLength: 6 }), fc.constantFrom('', '\n<?p i?>'))
  .map(([before, content, after]) => `${before}<root ${rootNamespaces}>${content.join('')}</root>${after}`);

const tokens = [
  ...['<', '>', '/', '</', '/>', '<a', '<a>', '</a>', '<w:p>', '</w:p>', '<b/>', ' ', '\n', '\r', '=', '"', "'"],
  ...['&', ';', '&amp;', '&amp', '&#', '&#x', '&#0;', '&#xD800;', '&#X41;', '&#65;', '&#1114112;', '&nbsp;', '&;'],
  ...['<!--', '-->', '--', '-', '<?', '?>', '<?xml version="1.0"?>', '<?xml', '<?XML ?>', '<?a:b?>', '?', '<!', '!'],
  ...['<![CDATA[', ']]>', ']', '<!DOCTYPE a>', '<!DOCTYPE', ' v="1"', ' v', 'v="', ' v=1', ' w:val="2"', ' q:v="1"'],
  ...[' xmlns="urn:x"', ' xmlns:w="urn:x"', ' xmlns:q=""', ' xmlns=""', ' xmlns:xml="urn:x"', ' xmlns:xmlns="urn:x"'],
  ...[' xmlns:n="http://www.w3.org/XML/1998/namespace"', ' xmlns="http://www.w3.org/2000/xmlns/"', '<xmlns:a/>', ':'],
  ...[' a:b:c="1"', ' :a="1"', ' a:="1"', '<:a/>', '\0', '\u0001', '\ufffe', '\uffff', '\ud800', '\udc00', '\ufeff'],
  ...['\u0085', '\u2028', '0', '.', 'é', '😀', 'text', '<root', ' standalone="yes"', ' version="2.0"', 'encoding="#"'],
];
const token = fc.constantFrom(...tokens);
const harmless = fc.constantFrom(' ', '\n', 'text', '<b/>', '&#65;', '<!-- c -->', '0', '\u0085', '\r', 'é');

/** A well-formed document with some characters replaced by what parsers trip over. */
export const damagedXml = fc
  .tuple(
    randomXml,
    fc.array(
      fc.record({
        at: fc.noBias(fc.nat(1_000_000)),
        length: fc.constantFrom(0, 0, 0, 1, 6),
        token: fc.oneof(token, harmless),
      }),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
  )
  .map(([whole, cuts]) =>
    cuts.reduce((damaged, cut) => {
      const at = cut.at % damaged.length;
      return damaged.slice(0, at) + cut.token + damaged.slice(at + cut.length);
    }, whole),
  );

/** Tokens one after the other, within a root or without. */
export const xmlSoup = fc
  .tuple(fc.boolean(), fc.array(token, { maxLength: 8 }))
  .map(([isWrapped, all]) => (isWrapped ? `<a>${all.join('')}</a>` : all.join('')));
