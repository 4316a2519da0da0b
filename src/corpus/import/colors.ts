// The home of telling text that cannot be told from its ground. Pure.

const named: Readonly<Record<string, string>> = {
  white: 'ffffff',
  black: '000000',
  snow: 'fffafa',
};
const paperLuminance = 0.92;
const sameDistance = 24;

type Rgb = readonly [red: number, green: number, blue: number];

/** "#fff", "FFFFFF", "rgb(255, 255, 255)", "white"; undefined for what is none of these. */
export function readColor(text: string): Rgb | undefined {
  const plain = text.trim().toLowerCase();
  const numbers = /^rgba?\(\s*(\d+)[,\s]+(\d+)[,\s]+(\d+)/.exec(plain)?.slice(1).map(Number);
  if (numbers) return [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0];
  const hex = (named[plain] ?? plain).replace(/^#/, '').replace(/^(.)(.)(.)$/, '$1$1$2$2$3$3');
  if (!/^[0-9a-f]{6}$/.test(hex)) return undefined;
  const value = Number.parseInt(hex, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** White or nearly so: relative luminance without gamma is enough to tell paper from ink. */
export function isPaper([red, green, blue]: Rgb): boolean {
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255 >= paperLuminance;
}

/** @param ground white where nothing is said. */
export function isUnseenOn(color: Rgb | undefined, ground: Rgb | undefined): boolean {
  if (!color) return false;
  if (!ground) return isPaper(color);
  return color.every((value, index) => Math.abs(value - (ground[index] ?? 0)) < sameDistance);
}
