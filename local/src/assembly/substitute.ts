import { AssemblyError } from './assembly-error';
import { shown } from './function-arguments';

/**
 * `Fn::Sub`: `${Name}` is looked up, `${!text}` stays `${text}`, which is how policy variables get through.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html
 */
export function substitute(template: string, lookUp: (name: string) => string): string {
  return template.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (!/^[A-Za-z0-9_.:]+$/.test(name)) {
      throw new AssemblyError(`Fn::Sub: got the variable ${shown(name)}, want letters, digits, underscores, periods and colons; \${!…} for a literal`);
    }
    return lookUp(name);
  });
}
