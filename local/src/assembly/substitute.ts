import { AssemblyError } from './assembly-error';
import { shown } from './function-arguments';

/**
 * `Fn::Sub`: `${Name}` is looked up, `${!text}` stays `${text}`, which is how policy variables get through.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html
 */
export function substitute(template: string, lookUp: (name: string) => string): string {
  const parts: string[] = [];
  let end = 0;
  for (;;) {
    const start = template.indexOf('${', end);
    const close = start < 0 ? -1 : template.indexOf('}', start);
    // What is never closed stays as it is: no need to look from every further one.
    if (close < 0) return [...parts, template.slice(end)].join('');
    parts.push(template.slice(end, start), replacement(template.slice(start + 2, close), lookUp));
    end = close + 1;
  }
}

function replacement(name: string, lookUp: (name: string) => string): string {
  if (name.startsWith('!')) return `\${${name.slice(1)}}`;
  if (/^[A-Za-z0-9_.:]+$/.test(name)) return lookUp(name);
  throw new AssemblyError(`Fn::Sub: got the variable ${shown(name)}, want letters, digits, underscores, periods and colons; \${!…} for a literal`);
}
