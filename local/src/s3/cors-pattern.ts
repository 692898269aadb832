/** What a rule's origins and headers may be: texts with at most one `*`. */
export function isCorsPattern(text: string): boolean {
  return text.split('*').length <= 2;
}

export function matchesCorsPattern(pattern: string, text: string): boolean {
  const [start, end] = pattern.split('*');
  if (end === undefined) return pattern === text;
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
