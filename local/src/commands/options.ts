import { InvalidArgumentError } from 'commander';

/** Where `start` listens if nothing is said. */
export const USUAL_PORT = 4580;

/** Reading of command line options; commander says which option it was. */
export function integer(text: string): number {
  if (!/^-?\d{1,10}$/.test(text)) throw new InvalidArgumentError('want a whole number.');
  return Number(text);
}

export function port(text: string): number {
  const value = integer(text);
  if (value < 0 || value > 65_535) throw new InvalidArgumentError('want 0 to 65535.');
  return value;
}

/** One more claim: `name=json`. */
export function claim(text: string, previous: Record<string, unknown> = {}): Record<string, unknown> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('want name=json.');
  try {
    return { ...previous, [text.slice(0, equals)]: JSON.parse(text.slice(equals + 1)) };
  } catch {
    throw new InvalidArgumentError('want name=json, where a text has quotes: name=\'"text"\'.');
  }
}

/** The local cloud is on this machine, and its secret goes nowhere else. */
export function endpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' || !['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) {
    throw new InvalidArgumentError('want what `start` printed, such as http://127.0.0.1:4580.');
  }
  return url.origin;
}

/** One more issuer that really runs: `URL=BASE`. */
export function issuer(text: string, previous: Record<string, string> = {}): Record<string, string> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('want URL=BASE, such as https://login.example.com=http://127.0.0.1:8080.');
  return { ...previous, [text.slice(0, equals)]: text.slice(equals + 1) };
}

export function account(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError('want 12 digits.');
  return text;
}

export function region(text: string): string {
  if (!/^[a-z]+(-[a-z]+)+-\d+$/.test(text)) throw new InvalidArgumentError('want a Region of AWS, such as eu-central-1.');
  return text;
}

/** One more of an option that may be given several times. */
export function several(text: string, previous: readonly string[] = []): string[] {
  return [...previous, text];
}
