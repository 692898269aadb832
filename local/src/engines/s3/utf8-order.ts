const SURROGATES = 0xd800;
const ABOVE_SURROGATES = 0xe000;

/** S3 lists keys by their UTF-8 bytes, and so by code points. Code units agree with that except between surrogates and what lies above them. */
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
