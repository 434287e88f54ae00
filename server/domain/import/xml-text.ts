import { XMLParser } from 'fast-xml-parser';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';

/** An element: its children by name without namespace, each a list. A child with only text is that text. */
export interface XmlNode {
  readonly [name: string]: readonly (XmlNode | string)[];
}

/** Parses decoded XML text. Throws BODY_INVALID; a text that declares entities is refused as a whole. */
export function readXml(text: string): XmlNode {
  const plain = text.replace(/^\uFEFF/, '').trim();
  if (/<!(DOCTYPE|ENTITY)/i.test(plain))
    throw rotaError('BODY_INVALID', said`XML with a DOCTYPE is not taken`, 'document');
  try {
    const parser = new XMLParser({
      ignoreAttributes: true,
      removeNSPrefix: true,
      parseTagValue: false,
      trimValues: true,
      // Needed for characters that are written as numbers.
      htmlEntities: true,
      isArray: () => true,
    });
    const root: unknown = parser.parse(plain, true);
    if (isNode(root)) return root;
  } catch (error) {
    throw rotaError('BODY_INVALID', said`this is not well-formed XML`, 'document', error);
  }
  throw rotaError('BODY_INVALID', said`this is not XML`, 'document');
}

export const isNode = (value: unknown): value is XmlNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The child elements of that name, along a path. */
export function nodesAt(node: XmlNode, ...path: readonly string[]): readonly XmlNode[] {
  return path.reduce<readonly XmlNode[]>(
    (nodes, name) => nodes.flatMap((one) => (one[name] ?? []).filter(isNode)),
    [node],
  );
}

/** The text of the first child of that name, along a path; "" if there is none. */
export function textAt(node: XmlNode, ...path: readonly string[]): string {
  const last = path.at(-1) ?? '';
  const [found] = nodesAt(node, ...path.slice(0, -1)).flatMap((one) => one[last] ?? []);
  if (typeof found === 'string') return found;
  const inner = found?.['#text'];
  return typeof inner === 'string' ? inner : '';
}

/** The names of the children, also of empty ones. */
export function names(node: XmlNode | undefined): readonly string[] {
  return node === undefined ? [] : Object.keys(node).filter((name) => !name.startsWith('#') && !name.startsWith('?'));
}

/** A boolean of XML is "true" or "1"; a missing one is false. */
export const isTrue = (node: XmlNode, ...path: readonly string[]): boolean => /^(true|1)$/.test(textAt(node, ...path));
export const isFalse = (node: XmlNode, ...path: readonly string[]): boolean =>
  /^(false|0)$/.test(textAt(node, ...path));
