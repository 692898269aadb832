const SURROGATES = 0xd800;
const ABOVE_SURROGATES = 0xe000;

/** Text in the order of its UTF-8 bytes, which is that of code points. Code units agree with it except between surrogates and what lies above them. */
export function compareUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    const [a, b] = [left.charCodeAt(i), right.charCodeAt(i)];
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

function rank(unit: number): number {
  if (unit >= ABOVE_SURROGATES) return unit - (ABOVE_SURROGATES - SURROGATES);
  return unit >= SURROGATES ? unit + ABOVE_SURROGATES : unit;
}
