import { AssemblyError } from './assembly-error';
import { text } from './function-arguments';
import type { JsonObject } from './json';

/**
 * Parameters have their defaults: nobody is there to be asked.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function parameterValue(name: string, { Type, Default }: JsonObject): string | string[] {
  const type = text(Type, `parameter ${name}: Type`);
  if (Default === undefined) throw new AssemblyError(`parameter ${name} has no default, and the local cloud uses defaults only`);
  if (type.startsWith('AWS::SSM::')) throw new AssemblyError(`parameter ${name} is of type ${type}, and the local cloud has no Parameter Store`);
  const value = text(Default, `parameter ${name}: Default`);
  return type.startsWith('List<') || type === 'CommaDelimitedList' ? value.split(',').map((item) => item.trim()) : value;
}
