import { attributeOf, findChild, type XmlElement } from './xml.ts';

/** The `w:val` of a child, or `null`. */
export function childValue(element: XmlElement | null, child: string): string | null {
  const found = element === null ? null : findChild(element, child);
  return found === null ? null : attributeOf(found, 'w:val');
}

/** An on/off property (ECMA-376 part 1, 17.17.4): absent is off, present is on unless its value says otherwise. */
export function isOn(property: XmlElement | null): boolean {
  return property !== null && !isOff(attributeOf(property, 'w:val'));
}

/** An on/off attribute: absent is off. */
export function isAttributeOn(element: XmlElement, name: string): boolean {
  const value = attributeOf(element, name);
  return value !== null && !isOff(value);
}

function isOff(value: string | null): boolean {
  return value === '0' || value === 'false' || value === 'off';
}

/** A whole number of 32 bits; `null` for what is absent or no such number. */
export function readInteger(value: string | null): number | null {
  const number = value === null || value.trim() === '' ? Number.NaN : Number(value);
  return Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number : null;
}

/** A whole number from 0 to `most`; `null` for what is absent, no number or out of range. */
export function readLevel(value: string | null, most: number): number | null {
  const level = readInteger(value);
  return level !== null && level >= 0 && level <= most ? level : null;
}
