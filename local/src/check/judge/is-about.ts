/** What a statement names, as far as it is asked here. */
interface Resources {
  readonly not: boolean;
  readonly fixed: (text: string, context: ReadonlyMap<string, string>) => boolean;
  readonly bound: unknown;
  readonly literals?: readonly string[];
}

/** Whether a statement could be about a table or a part of it. */
export function isAbout({ not, fixed, bound, literals }: Resources, arn: string): boolean {
  return not || bound !== undefined || fixed(arn, new Map()) || fixed(`${arn}/index/any`, new Map()) || (literals ?? []).some((one) => one.startsWith(`${arn}/`));
}
